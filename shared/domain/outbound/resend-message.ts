import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { isClaimer } from '../conversations/rights.ts'
import { DomainError, notFound } from '../error.ts'
import type { MessageId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { updateOutbound } from './record-outcome.ts'

/** By then a receipt would nearly always have come, and the queue would take a part again that it has had. */
const receiptTakesAtMost = 10 * 60_000

/** From when on a person may decide about a text of which nobody can tell whether it arrived, epoch milliseconds. */
export const decidableFrom = ({ status, unknownAt }: OutboundMessage): number | undefined =>
  status === 'unknown' && unknownAt !== undefined ? unknownAt + receiptTakesAtMost : undefined

/**
 * A person's decision that a text whose outcome stayed unknown goes out again: the customer may get it twice, which is
 * why nothing but a person decides it. Throws `outcome_not_open` before ten minutes have passed and for any other text,
 * `not_claimer`, `not_found`.
 */
export const resendMessage = async (
  app: Pick<App, 'clock' | 'commit' | 'conversations' | 'messages'>,
  principal: Principal,
  id: MessageId,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  const { conversationId } = (await app.messages.get(principal.workspace, id, 'fresh')) ?? {}
  const conversation = conversationId && (await loadConversation(app, principal, conversationId))
  if (conversation && !isClaimer(principal, conversation)) {
    throw new DomainError('not_claimer', 'Only the agent who claimed the conversation can decide this.')
  }
  const resent = await updateOutbound(app, principal.workspace, id, (message) => {
    if ((decidableFrom(message) ?? Number.POSITIVE_INFINITY) > app.clock.now()) {
      throw new DomainError('outcome_not_open', 'Only a text whose outcome stayed unknown can be sent again.')
    }
    return queuedAgain(message)
  })
  if (!resent) throw notFound('message')
  return resent
}

const queuedAgain = ({ error: _, unknownAt: __, ...message }: OutboundMessage): OutboundMessage => ({
  ...message,
  status: 'queued',
  parts: message.parts.map(({ error, ...part }) =>
    part.status === 'unknown' ? { ...part, status: 'queued' } : { ...part, error },
  ),
})
