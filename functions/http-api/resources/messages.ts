import type * as contract from '#contract/api/messages.ts'
import type { Shape } from '#contract/api/operation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import { readMessage } from '#domain/conversations/read-message.ts'
import type { ShownMessage } from '#domain/messages/continues.ts'
import { explainGate, type GateDecision } from '#domain/messages/gate-decision.ts'
import type { InboundMessage, OutboundMessage } from '#domain/messages/message.ts'
import { shownReactions } from '#domain/messages/reaction.ts'
import { type Preview, previewMessage } from '#domain/outbound/preview-message.ts'
import { decidableFrom, resendMessage } from '#domain/outbound/resend-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { allRules } from '#domain/rules/rule.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { warningsOf } from '#domain/text/filtered-content.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'

export const messageRoutes: Routes<typeof contract.messageOperations> = {
  listMessages: async ({ app, principal, params, query }) =>
    presentPage(await listMessages(app, principal, params.id, query), presentMessage),
  sendMessage: async ({ app, principal, params, body }) =>
    presentMessage(await sendMessage(app, principal, params.id, textRequest(body))),
  sendSingle: async ({ app, principal, body }) =>
    presentMessage(await sendSingle(app, principal, textRequest(body))),
  previewMessage: async ({ app, principal, body }) =>
    presentPreview(await previewMessage(app, principal, textRequest(body))),
  resendMessage: async ({ app, principal, params }) =>
    presentMessage(await resendMessage(app, principal, params.id)),
  getMessage: async ({ app, principal, params }) =>
    presentMessage(await readMessage(app, principal, params.id)),
  findMessages: async ({ app, principal, query: { created_after, created_before, ...query } }) => {
    const filter = {
      ...camelCased(query),
      createdAfter: instant(created_after),
      createdBefore: instant(created_before),
    }
    return presentPage(await findMessages(app, principal, filter), presentMessage)
  },
  editHeld: async ({ app, principal, params, body, seen }) =>
    presentMessage(await editHeld(app, principal, params.id, textRequest(body), seen)),
  cancelHeld: async ({ app, principal, params }) =>
    presentMessage(await cancelHeld(app, principal, params.id)),
  sendHeldNow: async ({ app, principal, params }) =>
    presentMessage(await sendHeldNow(app, principal, params.id)),
}

/** A request to send or change a text, with the names and times of the domain. */
export const textRequest = <T extends { send_at?: string | null | undefined }>({ send_at, ...rest }: T) => ({
  ...camelCased(rest),
  sendAt: instant<T['send_at']>(send_at),
})

export const presentMessage = (message: ShownMessage): Shape<typeof contract.message> => ({
  id: message.id,
  conversation_id: message.conversationId,
  direction: message.direction,
  from: message.from,
  to: message.to,
  body: message.body,
  media: [],
  media_count: message.direction === 'inbound' ? message.mediaCount : undefined,
  status: message.status,
  encoding: message.encoding,
  segments: message.segments,
  origin: message.origin,
  metadata: (message.direction === 'outbound' && message.metadata) || {},
  created_at: time(message.createdAt),
  ...(message.direction === 'outbound' ? presentOutbound(message) : presentInbound(message)),
  version: message.version,
})

const presentInbound = ({ threading, reaction, continues }: Extract<ShownMessage, InboundMessage>) => ({
  parts: [],
  warnings: [],
  continues,
  threading: threading as Presented['threading'],
  reaction: reaction && {
    message_id: reaction.messageId,
    emoji: reaction.emoji,
    removed: reaction.removed ?? false,
  },
})

/** Carriers' codes and the reasons of threading are those of the contract: its tests hold every answer against them. */
type Presented = Shape<typeof contract.message>

const presentOutbound = (message: OutboundMessage) => ({
  parts: message.parts.map((part) => ({
    body: part.body ?? message.body,
    segments: part.segments,
    status: part.status,
    carrier_message_id: part.carrierMessageId,
    price: part.price,
    carrier_fee: part.carrierFee,
  })),
  gate: presentGate(message.gate),
  warnings: warningsOf(message.body),
  error: message.error as Presented['error'],
  send_at: optionalTime(message.sendAt),
  sent_by: message.sentBy,
  sent_by_name: message.sentByName,
  sent_at: optionalTime(message.sentAt),
  delivered_at: optionalTime(message.deliveredAt),
  resend_of: message.resendOf,
  resent_as: message.resentAs,
  decide_from: optionalTime(decidableFrom(message)),
  price: total(message, 'price'),
  carrier_fee: total(message, 'carrierFee'),
  reactions: presentReactions(message),
})

const presentReactions = ({ reactions }: OutboundMessage): Presented['reactions'] => {
  const shown = shownReactions(reactions)
  return shown.length > 0 ? shown.map(({ emoji, by, at }) => ({ emoji, by, at: time(at) })) : undefined
}

/** Of all parts, USD; undefined until the carrier has said anything. */
const total = ({ parts }: OutboundMessage, what: 'price' | 'carrierFee'): number | undefined => {
  const known = parts.map((part) => part[what]).filter((amount) => amount !== undefined)
  const sum = known.reduce((all, amount) => all + amount, 0)
  return known.length > 0 ? Math.round(sum * 100_000) / 100_000 : undefined
}

const presentGate = (gate: GateDecision): Shape<typeof contract.gate> => ({
  decision: gate.decision,
  reason: 'reason' in gate ? gate.reason : undefined,
  explanation: explainGate(gate),
  rule: presentRule(gate),
  release_at: 'releaseAt' in gate ? time(gate.releaseAt) : undefined,
})

const presentRule = (gate: GateDecision) => {
  const rule = 'rule' in gate && gate.rule ? allRules().get(gate.rule) : undefined
  return rule && { id: rule.id, words: rule.words }
}

const presentPreview = ({
  plan,
  saving,
  price,
  gate,
  warnings,
}: Preview): Shape<typeof contract.preview> => ({
  encoding: plan.encoding,
  characters: plan.characters,
  units: plan.units,
  segments: plan.segments,
  parts: plan.parts.map(({ body, segments }) => ({ body, segments })),
  price: { amount: Math.round(price * 100_000) / 100_000, currency: 'USD' },
  gate: gate && presentGate(gate),
  warnings,
  forcing_ucs2: saving.characters,
  ...(saving.saved > 0 && {
    saving: { body: saving.replacedBody, segments: saving.segmentsAfter, saved: saving.saved },
  }),
})
