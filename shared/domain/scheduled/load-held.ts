import { isAdmin, type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { isClaimer } from '../conversations/rights.ts'
import { DomainError, notFound } from '../error.ts'
import type { MessageId } from '../ids.ts'
import type { Message, OutboundMessage } from '../messages/message.ts'

export type HeldNeeds = Pick<App, 'clock' | 'commit' | 'conversations' | 'messages'>

/**
 * A held text that the principal may decide about: its author, the claimer of its conversation, an admin or a program that manages.
 * Throws `not_found`, `message_not_held` with the state that it has, `forbidden`.
 */
export const loadHeld = (
  app: Pick<App, 'conversations' | 'messages'>,
  principal: Principal,
  id: MessageId,
): Promise<OutboundMessage> => loadDecidable(app, principal, id, ({ status }) => status === 'held')

/** The same of a text that waits in another way. */
export const loadDecidable = async (
  app: Pick<App, 'conversations' | 'messages'>,
  principal: Principal,
  id: MessageId,
  waits: (message: OutboundMessage) => boolean,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  const message = await app.messages.get(principal.workspace, id, 'fresh')
  if (!message) throw notFound('message')
  if (message.direction === 'inbound' || !waits(message)) throw notHeld(message)
  if (await mayDecide(app, principal, message)) return message
  throw new DomainError(
    'forbidden',
    'Only its author, the claimer of the conversation or an admin may do this.',
  )
}

export const notHeld = ({ status }: Message): DomainError =>
  new DomainError('message_not_held', 'This message does not wait to be sent.', { message_status: status })

const mayDecide = async (
  app: Pick<App, 'conversations'>,
  principal: Principal,
  { workspace, sentBy, conversationId }: OutboundMessage,
): Promise<boolean> => {
  if (sentBy === principal.id || isAdmin(principal)) return true
  if (principal.kind === 'program') return false
  const conversation = conversationId && (await app.conversations.get(workspace, conversationId))
  return Boolean(conversation && isClaimer(principal, conversation))
}
