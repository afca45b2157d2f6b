import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { decideHold } from '../gate/decide-hold.ts'
import { decideSend, type SendFacts } from '../gate/decide-send.ts'
import type { Timing } from '../gate/timing.ts'
import type { BusinessHours } from '../hours/business-hours.ts'
import { type ConversationId, entryOrder } from '../ids.ts'
import { type BlockReason, explainBlock } from '../messages/gate-decision.ts'
import type { OutboundMessage, OutboundOrigin } from '../messages/message.ts'
import type { Metadata } from '../metadata.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { partSettings } from '../numbers/part-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { plainText, type TextFormat } from '../text/plain-text.ts'
import { planParts } from '../text/segments.ts'
import type { Thread } from '../threads/thread.ts'

/** What a sender asks to be sent. */
export type Content = {
  body: string
  /** What the body is written in: plain text unless it comes from a macro. */
  format?: TextFormat
  /** What would have to go along, and never does. */
  media?: unknown[]
  metadata?: Metadata
}

/** Of a request that asks for more. */
export const contentOf = ({ body, format, media, metadata }: Content): Content => ({
  body,
  format,
  media,
  metadata,
})

export type Draft = Content &
  Timing & {
    thread: Thread
    number: BusinessNumber
    settings: Settings
    /** What the number's texts wait for, if for anything. */
    hours?: BusinessHours
    origin: OutboundOrigin
    sentBy?: string
    conversation?: { id: ConversationId; state: 'open' | 'closed' }
    /** It comes after what was said at that time, epoch milliseconds, even where the carrier's clock is ahead of ours. */
    after?: number
  } & Pick<SendFacts, 'creditsLeft' | 'maySpeak'>

type Needs = Pick<App, 'randomId' | 'clock'>

/**
 * A message for the outbox: cut into parts and past the send gate. Throws the gate's reason as a DomainError where it
 * blocks: then there is nothing to store, the sender is told at once.
 */
export const composeMessage = (app: Needs, draft: Draft): OutboundMessage => {
  const message = draftMessage(app, draft)
  if (message.gate.decision === 'block') throw refusal(message.gate.reason)
  return message
}

/** An automatic answer to a customer; undefined where the gate blocks it, for nobody waits to hear the reason. */
export const composeAnswer = (app: Needs, draft: Draft): OutboundMessage | undefined => {
  const message = draftMessage(app, draft)
  return message.gate.decision === 'block' ? undefined : message
}

const draftMessage = (app: Needs, draft: Draft): OutboundMessage => {
  const { thread, number } = draft
  const body = plainText(draft.body, draft.format ?? 'text')
  const plan = planParts(body, partSettings(number))
  const { segments } = plan
  const now = app.clock.now()
  const to = thread.phone
  const hold = decideHold({ ...draft, to, now, zone: thread.flags.zone })
  const media = (draft.media ?? []).length > 0
  const gate = decideSend({ ...draft, to, body, media, segments, hold })
  const at = Math.max(now, (draft.after ?? 0) + 1)
  return {
    kind: 'message',
    direction: 'outbound',
    status: gate.decision === 'hold' ? 'held' : 'queued',
    origin: draft.origin,
    sentBy: draft.sentBy,
    workspace: thread.workspace,
    id: `msg_${entryOrder(at, now, app.randomId)}${thread.ref}`,
    conversationId: draft.conversation?.id,
    numberId: number.id,
    from: number.address,
    to: thread.phone,
    body,
    at,
    createdAt: now,
    encoding: plan.encoding,
    segments,
    parts: plan.parts.map((part) => ({
      ...(part.body !== body && { body: part.body }),
      segments: part.segments,
      status: 'queued' as const,
    })),
    gate,
    ...(draft.sendAt && { sendAt: draft.sendAt }),
    ...(draft.sendNow && { sendNow: true }),
    ...(draft.metadata && { metadata: draft.metadata }),
    version: 0,
  }
}

export const refusal = (reason: BlockReason): DomainError => new DomainError(reason, explainBlock(reason))
