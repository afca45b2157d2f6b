import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { type ConversationId, entryOrder } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import { decideSend, type SendFacts } from './decide-send.ts'
import { type BlockReason, explainBlock } from './gate.ts'
import type { OutboundMessage, OutboundOrigin } from './message.ts'
import { planParts } from './segments.ts'

export type Draft = {
  thread: Thread
  number: BusinessNumber
  settings: Settings
  body: string
  origin: OutboundOrigin
  sentBy?: string
  conversation?: { id: ConversationId; state: 'open' | 'closed' }
  maySpeak?: boolean
}

/**
 * A message for the outbox: cut into parts and past the send gate. Throws the gate's reason as a DomainError where it
 * blocks: then there is nothing to store, the sender is told at once.
 */
export const composeMessage = (app: Pick<App, 'clock' | 'chance'>, draft: Draft): OutboundMessage => {
  const { thread, number } = draft
  const plan = planParts(draft.body, { longMessages: number.longMessages, counters: number.counters })
  const gate = decideSend({ ...gateFacts(draft), segments: plan.segments })
  if (gate.decision === 'block') throw refusal(gate.reason)
  const now = app.clock.now()
  return {
    kind: 'message',
    direction: 'outbound',
    status: gate.decision === 'hold' ? 'held' : 'queued',
    origin: draft.origin,
    sentBy: draft.sentBy,
    workspace: thread.workspace,
    id: `msg_${entryOrder(now, now, app.chance)}${thread.ref}`,
    conversationId: draft.conversation?.id,
    numberId: number.id,
    from: number.address,
    to: thread.phone,
    body: draft.body,
    at: now,
    createdAt: now,
    encoding: plan.encoding,
    segments: plan.segments,
    parts: plan.parts.map((part) => ({ body: part.body, segments: part.segments, status: 'queued' })),
    gate,
    version: 0,
  }
}

const gateFacts = (draft: Draft): Omit<SendFacts, 'segments'> => ({
  number: draft.number,
  to: draft.thread.phone,
  thread: draft.thread,
  origin: draft.origin,
  settings: draft.settings,
  conversation: draft.conversation,
  maySpeak: draft.maySpeak,
})

export const refusal = (reason: BlockReason): DomainError => new DomainError(reason, explainBlock(reason))
