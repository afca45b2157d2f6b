import type { App } from '../app.ts'
import type { Message } from '../messages/message.ts'
import type { Thread } from './thread.ts'

/** The request to the carrier that is recorded on a thread. */
type Attempt = NonNullable<Thread['sending']>

/**
 * Whether a request has ended: its part has an outcome. An accepted part leaves its attempt on the thread, since the
 * outcome on the message says that it is over, and a write is saved. `known`: the message, where it was just read.
 */
export const isAttemptOver = async (
  app: Pick<App, 'messages'>,
  { workspace }: Pick<Thread, 'workspace'>,
  { messageId, part }: Attempt,
  known?: Message,
): Promise<boolean> => {
  const message = known ?? (await app.messages.get(workspace, messageId, 'fresh'))
  return message?.direction === 'outbound' && message.parts[part]?.status !== 'queued'
}
