import type { ConversationId, MessageId, NumberId } from '../ids.ts'
import type { Settings } from '../settings/settings.ts'
import { lastClosedHead, openHead, type Thread, type UnansweredOutbound } from './thread.ts'

/** What an inbound text does to the conversations of its thread, and why. */
export type ThreadingDecision =
  | { decision: 'append'; conversationId: ConversationId; reason: string }
  | { decision: 'reopen'; conversationId: ConversationId; reason: string }
  | { decision: 'start'; reason: string }
  | { decision: 'start_from_outbound'; messageId: MessageId; closes?: ConversationId; reason: string }

/** Whether a text with this decision is the first of a conversation, or of its next stretch. */
export const opensConversation = (decision: string): boolean =>
  ['start', 'start_from_outbound', 'reopen'].includes(decision)

export type InboundFacts = {
  /** The carrier's time, epoch milliseconds. */
  at: number
  numberId: NumberId
  /** The outbound without a conversation that the carrier says this answers; null when it names another message. */
  answers?: MessageId | null
  /** The newest texts of the conversation that would go on, epoch milliseconds. */
  lastOutboundAt?: number
  lastInboundAt?: number
}

/**
 * Rules 2 and 3 of threading (Intercom): the first reply to an outbound text of its own starts a conversation from it; one to
 * a text of a case joins the open conversation (Syncro), unless the workspace wants that otherwise. Apart from these the open conversation goes on, or one closed less than five days ago, or a new one starts.
 */
export const decideThread = (
  thread: Thread,
  inbound: InboundFacts,
  settings: Pick<Settings, 'threadScope' | 'reopenWithinSeconds' | 'caseReplies'>,
): ThreadingDecision => {
  const open = openHead(thread, settings.threadScope, inbound.numberId)
  const answered = answeredOutbound(thread, inbound, settings.threadScope)
  if (open && answered?.caseId && settings.caseReplies === 'join_open') {
    return { decision: 'append', conversationId: open.conversationId, reason: 'reply_to_case_text' }
  }
  if (answered) {
    const reason = inbound.answers ? 'carrier_names_outbound' : 'reply_to_last_outbound'
    return {
      decision: 'start_from_outbound',
      messageId: answered.messageId,
      closes: open?.conversationId,
      reason,
    }
  }
  if (open) return { decision: 'append', conversationId: open.conversationId, reason: 'conversation_open' }
  const last = lastClosedHead(thread, settings.threadScope, inbound.numberId)
  if (!last?.closedAt) return { decision: 'start', reason: 'no_conversation_before' }
  const within = inbound.at - last.closedAt < settings.reopenWithinSeconds * 1000
  return within
    ? { decision: 'reopen', conversationId: last.conversationId, reason: 'closed_recently' }
    : { decision: 'start', reason: 'closed_too_long_ago' }
}

const answeredOutbound = (
  thread: Thread,
  inbound: InboundFacts,
  scope: Settings['threadScope'],
): UnansweredOutbound | undefined => {
  if (inbound.answers === null) return undefined
  const unanswered = stillUnanswered(thread, inbound)
  if (inbound.answers) return unanswered.find(({ messageId }) => messageId === inbound.answers)
  return unanswered
    .filter(({ numberId }) => scope === 'customer' || numberId === inbound.numberId)
    .findLast(({ at }) => at <= inbound.at && at > (inbound.lastOutboundAt ?? 0))
}

/**
 * The texts that can still be answered. One of a case stays with the others when its answer joins a conversation, so that no
 * more is written; what the customer wrote there since has answered it.
 */
export const stillUnanswered = (
  { unanswered }: Pick<Thread, 'unanswered'>,
  { lastInboundAt = 0 }: Pick<InboundFacts, 'lastInboundAt'>,
): UnansweredOutbound[] => unanswered.filter(({ at, caseId }) => !caseId || at > lastInboundAt)
