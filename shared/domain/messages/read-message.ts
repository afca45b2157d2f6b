import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { MessageId } from '../ids.ts'
import type { Message } from './message.ts'
import { asOf } from './overdue.ts'

/** One message. Throws `not_found`. */
export const readMessage = async (
  app: Pick<App, 'clock' | 'messages'>,
  principal: Principal,
  id: MessageId,
): Promise<Message> => {
  requireScope(principal, 'read')
  const message = await app.messages.get(principal.workspace, id, 'fresh')
  if (!message) throw notFound('message')
  return asOf(message, app.clock.now())
}
