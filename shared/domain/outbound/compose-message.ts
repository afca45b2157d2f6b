import { mayUse } from '../agents/number-user.ts'
import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { isWorkflow } from '../cause.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { isClaimer } from '../conversations/rights.ts'
import { DomainError } from '../error.ts'
import { askGate, type Rules } from '../gate/ask-gate.ts'
import type { Timing } from '../gate/timing.ts'
import { entryOrder, type MessageId } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import { type BlockDecision, explainBlock } from '../messages/gate-decision.ts'
import type { OutboundMessage, OutboundOrigin } from '../messages/message.ts'
import { textFacts } from '../messages/text-facts.ts'
import type { UsedTemplate } from '../messages/used-template.ts'
import type { Metadata } from '../metadata.ts'
import { marksIn } from '../settings/settings.ts'
import { withLineFeeds } from '../text/line-ends.ts'
import type { Thread } from '../threads/thread.ts'
import type { OutgoingPicture } from '../uploads/upload.ts'
import { planText } from './plan-text.ts'

/** What a sender asks to be sent: plain text. */
export type Content = {
  body: string
  /** What its words were made from. */
  template?: UsedTemplate
  /** What goes along, all in one part. */
  pictures?: OutgoingPicture[]
  metadata?: Metadata
}

export type Draft = Content &
  Timing & {
    /** Of a text that was accepted before and is written anew. */
    id?: MessageId
    thread: Thread
    rules: Rules
    origin: OutboundOrigin
    sentBy?: string
    sentByName?: string
    conversation?: Pick<Conversation, 'id' | 'state' | 'claimedBy'>
    /** The last moment at which it may begin to leave, epoch milliseconds. */
    leaveBy?: number
    /** The message comes after an entry of that time (epoch milliseconds), even where the carrier's clock is ahead of ours. */
    after?: number
    /** Whether the sender is among the users of the number. Unset where nobody is asking. */
    mayUseNumber?: boolean
    /** The case that it is a text of. */
    case?: Filing
    /** The text that is sent again with it. */
    resendOf?: MessageId
    /** Whether the sender may speak in the conversation. Unset where nobody is asking. */
    maySpeak?: boolean
  }

/** An agent's or a program's text in a conversation, after what was said there last. */
export const replyIn = (
  conversation: Conversation,
  principal: Principal,
  { body, template, pictures, metadata, sendAt, sendNow }: Content & Timing,
  rules: Rules,
): Omit<Draft, 'thread'> => ({
  ...{ body, template, pictures, metadata, sendAt, sendNow, conversation, rules },
  after: conversation.lastMessage?.at,
  origin: originOf(principal),
  sentBy: principal.id,
  sentByName: principal.name,
  mayUseNumber: mayUse(principal, rules.number),
  maySpeak: isClaimer(principal, conversation),
})

const originOf = ({ kind, id }: Principal): OutboundOrigin => {
  if (kind === 'agent') return 'agent'
  return isWorkflow(id) ? 'workflow' : 'api'
}

type Needs = Pick<App, 'clock' | 'randomId' | 'report'>

/**
 * A message for the outbox: cut into parts and past the send gate. Throws the gate's reason as a DomainError where it
 * blocks: then there is nothing to store, the sender is told at once.
 */
export const composeMessage = (app: Needs, draft: Draft): OutboundMessage => {
  const message = draftMessage(app, draft)
  if (message.gate.decision !== 'block') return message
  app.report({ ...textFacts(message), outcome: 'blocked', reason: message.gate.reason })
  throw refusal(message.gate, draft.conversation)
}

/** An automatic answer to a customer. Where the gate blocks it, its decision says so: it is not to be stored. */
export const composeAnswer = (app: Needs, draft: Draft): OutboundMessage => {
  const message = draftMessage(app, draft)
  if (message.gate.decision === 'block')
    app.report({ ...textFacts(message), outcome: 'blocked', reason: message.gate.reason })
  return message
}

const draftMessage = (app: Needs, draft: Draft): OutboundMessage => {
  const { thread, rules, origin, sendAt, sendNow, leaveBy } = draft
  const body = withLineFeeds(draft.body)
  const { encoding, segments, parts } = planText(rules, body, draft.pictures)
  const now = app.clock.now()
  const media = draft.pictures?.map((picture) => picture.media)
  const gate = askGate(rules, { ...draft, body, media, segments }, now)
  const at = Math.max(now, (draft.after ?? 0) + 1)
  return {
    kind: 'message',
    direction: 'outbound',
    status: gate.decision === 'hold' ? 'held' : 'queued',
    origin,
    sentBy: draft.sentBy,
    ...(draft.sentByName && { sentByName: draft.sentByName }),
    workspace: thread.workspace,
    id: `msg_${entryOrder(at, now, app.randomId)}${thread.ref}`,
    conversationId: draft.conversation?.id,
    numberId: rules.number.id,
    from: rules.number.address,
    to: thread.phone,
    body,
    ...(media && { media }),
    at,
    createdAt: now,
    encoding,
    segments,
    parts: parts.map((part) => ({
      ...(part.body !== body && { body: part.body }),
      segments: part.segments,
      status: 'queued' as const,
    })),
    gate,
    ...marksIn(rules.settings),
    ...(sendAt && { sendAt }),
    ...(sendNow && { sendNow: true }),
    ...(leaveBy && { leaveBy }),
    ...(draft.template && { template: draft.template }),
    ...(draft.case && { case: draft.case }),
    ...(draft.resendOf && { resendOf: draft.resendOf }),
    ...(draft.metadata && { metadata: draft.metadata }),
    version: 0,
  }
}

/** The error that tells a sender why the gate blocks a text, and for a claim in which conversation whose it is. */
export const refusal = (block: BlockDecision, conversation?: Draft['conversation']): DomainError => {
  const { id, claimedBy } = block.reason === 'not_claimer' && conversation ? conversation : {}
  return new DomainError(block.reason, explainBlock(block), {
    ...(id && { claimed_by: claimedBy, conversation_id: id }),
    ...(block.cause && { cause: block.cause }),
  })
}
