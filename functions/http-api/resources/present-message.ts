import type * as contract from '#contract/api/messages.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { MessageId } from '#domain/ids.ts'
import { explainFailure, fileNotice, type Media, mediaIdOf } from '#domain/media/media.ts'
import type { ShownMessage } from '#domain/messages/continues.ts'
import type { Filing } from '#domain/messages/filing.ts'
import { explainGate, type GateDecision } from '#domain/messages/gate-decision.ts'
import type { InboundMessage, OutboundMessage } from '#domain/messages/message.ts'
import { decidableFrom } from '#domain/messages/overdue.ts'
import { shownReactions } from '#domain/messages/reaction.ts'
import { wastedSegments } from '#domain/messages/wasted-segments.ts'
import { allRules } from '#domain/rules/rule.ts'
import { warningsOf } from '#domain/text/filtered-content.ts'
import { optionalTime, time } from './present.ts'

export const presentMessage = (message: ShownMessage): Shape<typeof contract.message> => ({
  id: message.id,
  conversation_id: message.conversationId,
  direction: message.direction,
  from: message.from,
  to: message.to,
  body: message.body,
  media: (message.media ?? []).map((media, index) => presentMedia(message.id, media, index)),
  status: message.status,
  encoding: message.encoding,
  segments: message.segments,
  origin: message.origin,
  metadata: (message.direction === 'outbound' && message.metadata) || {},
  created_at: time(message.createdAt),
  ...(message.direction === 'outbound' ? presentOutbound(message) : presentInbound(message)),
  case: message.case && presentFiling(message.case),
  version: message.version,
})

const presentFiling = ({ id, reason, sure, by, byName, at, ruled }: Filing): Presented['case'] => ({
  id,
  reason,
  sure,
  by,
  by_name: byName,
  at: optionalTime(at),
  ruled: ruled && { id: ruled.id, reason: ruled.reason, sure: ruled.sure },
})

/** Without addresses: those are made for whoever reads it. Where the carrier has it nobody is told. */
export const presentMedia = (
  message: MessageId,
  media: Media,
  index: number,
): Presented['media'][number] => ({
  id: mediaIdOf(message, index),
  index,
  status: media.status,
  kind: media.status === 'ready' ? media.kind : undefined,
  content_type: media.contentType,
  name: media.name,
  bytes: media.bytes,
  ...(media.status === 'ready' && media.kind === 'image' && { width: media.width, height: media.height }),
  reason: media.status === 'failed' ? media.reason : undefined,
  notice: noticeOf(media),
})

const noticeOf = (media: Media): string | undefined => {
  if (media.status === 'failed') return explainFailure(media.reason)
  return media.status === 'ready' && media.kind === 'file' ? fileNotice : undefined
}

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
  wasted_segments: wastedSegments(message) || undefined,
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
  template_id: message.template?.id,
  template_version: message.template?.version,
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

export const presentGate = (gate: GateDecision): Shape<typeof contract.gate> => ({
  decision: gate.decision,
  reason: 'reason' in gate ? gate.reason : undefined,
  cause: gate.decision === 'block' ? gate.cause : undefined,
  explanation: explainGate(gate),
  rule: presentRule(gate),
  release_at: 'releaseAt' in gate ? time(gate.releaseAt) : undefined,
})

const presentRule = (gate: GateDecision) => {
  const rule = 'rule' in gate && gate.rule ? allRules().get(gate.rule) : undefined
  return rule && { id: rule.id, words: rule.words }
}
