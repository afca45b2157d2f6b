import type { App } from '../app.ts'
import { asStored } from '../edit-record.ts'
import type { MessageId, WorkspaceId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/**
 * Changes a stored outbound message by a pure rule, however many others change it at the same time. The rule gives
 * the same object back where there is nothing to change: then nothing is written. Gives the message as it is stored, undefined
 * where there is no such message.
 */
export const updateOutbound = (
  app: Pick<App, 'clock' | 'commit' | 'messages'>,
  workspace: WorkspaceId,
  id: MessageId,
  rule: (message: OutboundMessage) => OutboundMessage,
): Promise<OutboundMessage | undefined> =>
  retryOnConflict(app, async (reading) => {
    const message = await app.messages.get(workspace, id, reading)
    if (message?.direction !== 'outbound') return undefined
    const next = rule(message)
    if (next === message) return message
    await app.commit(next)
    return asStored(next)
  })
