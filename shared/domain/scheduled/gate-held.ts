import type { App, Reading, StoredRecord } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { ConflictError } from '../error.ts'
import { askGate, type Rules } from '../gate/ask-gate.ts'
import { isAutomated } from '../gate/decide-hold.ts'
import { withCampaign } from '../gate/frequency-cap.ts'
import { encodeNumber, threadRefOf } from '../ids.ts'
import { explainBlock, type GateDecision } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { queuedAgain } from '../messages/overdue.ts'
import { withdrawn } from '../messages/withdrawn.ts'
import { type Thread, withCaseText, withLoneText } from '../threads/thread.ts'

/** The records that may have changed since a text was held. */
type Circumstances = {
  thread: Thread
  conversation?: Conversation
  customerWrote: boolean
  /** False where the text stands alone, and its author would go around another agent's claim. */
  maySpeak?: boolean
}

type Needs = Pick<App, 'conversations' | 'messages' | 'threads'>

/** Throws a ConflictError where the thread is not here yet: read again. */
export const loadCircumstances = async (
  app: Needs,
  message: OutboundMessage,
  rules: Rules | undefined,
  reading: Reading,
): Promise<Circumstances> => {
  const { workspace, conversationId, to } = message
  const waitsForPerson = rules?.settings.reviewAfterReply && isAutomated(message.origin)
  const [thread, conversation, customerWrote] = await Promise.all([
    app.threads.byPhone(workspace, to, reading),
    conversationId && app.conversations.get(workspace, conversationId, reading),
    waitsForPerson && hasCustomerWritten(app, message),
  ])
  if (!thread) throw new ConflictError([])
  const maySpeak = await mayStillSpeak(app, message, { thread, rules, reading })
  return { thread, conversation: conversation || undefined, customerWrote: customerWrote === true, maySpeak }
}

/** An agent's text that was held alone may find, at its hour, a conversation that another agent has claimed. */
const mayStillSpeak = async (
  app: Needs,
  { origin, conversationId, sentBy }: OutboundMessage,
  { thread, rules, reading }: { thread: Thread; rules: Rules | undefined; reading: Reading },
): Promise<boolean | undefined> => {
  if (origin !== 'agent' || conversationId || !rules) return undefined
  const { settings, number } = rules
  const open = await openConversation(app, { thread, settings, number, reading })
  return open?.claimedBy === undefined || open.claimedBy === sentBy
}

/** How many entries of the thread are looked at: a customer who wrote is hardly ever further away. */
const entriesSeen = 20

const hasCustomerWritten = async (app: Needs, message: OutboundMessage): Promise<boolean> => {
  const since = message.editedAt ?? message.createdAt
  const range = { from: encodeNumber(since, 10), limit: entriesSeen }
  const entries = await app.messages.entries(message.workspace, threadRefOf(message.id), range)
  return entries.some(
    (entry) => entry.kind === 'message' && entry.direction === 'inbound' && entry.at > since,
  )
}

/**
 * The send gate's decision on a held text at a moment (epoch milliseconds). No rules: its number was taken away. Whether its
 * conversation is closed is not asked: who closed it was, and decided to keep the text.
 */
export const gateHeld = (
  message: OutboundMessage,
  rules: Rules | undefined,
  { thread, customerWrote, maySpeak }: Omit<Circumstances, 'conversation'>,
  now: number,
): GateDecision => {
  if (!rules) return { decision: 'block', reason: 'number_not_active' }
  const { id, origin, body, media, segments, sendAt, sendNow, leaveBy } = message
  const content = { id, origin, body, media, segments, sendAt, sendNow, leaveBy }
  const text = { ...content, thread, customerWrote, maySpeak }
  return askGate(rules, text, now)
}

/** The message as the gate's decision leaves it. */
export const withGate = (message: OutboundMessage, gate: GateDecision): OutboundMessage => {
  if (gate.decision !== 'block')
    return { ...message, gate, status: gate.decision === 'hold' ? 'held' : 'queued' }
  const error = { code: gate.reason, detail: explainBlock(gate) }
  return { ...withdrawn(message), status: 'blocked', gate, error }
}

/** The records to write where a held text may leave: one outside conversations can be answered, and a campaign counts. */
export const changesOf = (next: OutboundMessage, thread: Thread, now: number): StoredRecord[] => {
  if (next.status !== 'queued') return [next]
  const queued = queuedAgain(next, now)
  const counted = withCampaign(thread, next, now)
  const { id: messageId, numberId, case: filing } = next
  if (next.conversationId) {
    const texted = filing?.id ? withCaseText(counted, filing.id, { messageId, numberId, at: now }) : counted
    return texted === thread ? [queued] : [queued, texted]
  }
  return [queued, withLoneText(counted, { messageId, numberId, at: now, caseId: filing?.id })]
}
