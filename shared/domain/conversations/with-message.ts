import { orderOf } from '../ids.ts'
import { showsPictures } from '../media/media.ts'
import {
  type InboundMessage,
  isAnswer as isByParley,
  isNoReply,
  type Message,
  type OutboundMessage,
  type OutboundStatus,
} from '../messages/message.ts'
import type { Conversation, LastMessage, LastMessageStatus } from './conversation.ts'

/** In code points; and in bytes of UTF-8, so that the record stays small in any script. */
const previewLength = 80
const previewBytes = 100

/** Whether Parley itself wrote it. */
export const isAnswer = ({ origin }: Message): boolean => origin !== 'customer' && isByParley(origin)

/**
 * A text that workflows write is among the messages, and nobody's reply. A text that arrives late never makes an earlier one the last, nor changes the number that answers leave from. One that is
 * held is counted as such: it becomes the last when it leaves.
 */
export const withMessage = (conversation: Conversation, message: Message): Conversation => {
  if (message.direction === 'outbound' && isNoReply(message.origin)) return withAnswer(conversation, message)
  return {
    ...conversation,
    ...(message.direction === 'inbound'
      ? inboundFacts(conversation, message)
      : outboundFacts(conversation, message)),
    ...(message.status !== 'held' && shownAfter(conversation, message)),
    ...(message.case?.id && caseAfter(conversation, message)),
    span: spanWith(conversation, message),
  }
}

const shownAfter = ({ lastMessage, lastActivityAt }: Conversation, message: Message) => ({
  ...((!lastMessage || orderOf(message.id) > orderOf(lastMessage.id)) && {
    lastMessage: lastMessageOf(message),
  }),
  lastActivityAt: Math.max(lastActivityAt, message.at),
})

/** A text that comes late leaves the case of a newer one. */
const caseAfter = ({ case: shown }: Conversation, { at, case: filing }: Message) =>
  filing?.id && (!shown || at >= shown.at) && { case: { id: filing.id, at, sure: filing.sure } }

/** An automatic answer is among the messages, but is nobody's reply: what is shown as last is what people wrote. */
export const withAnswer = (conversation: Conversation, answer: OutboundMessage): Conversation => ({
  ...conversation,
  ...(isHeld(answer) && { heldCount: (conversation.heldCount ?? 0) + 1 }),
  span: spanWith(conversation, answer),
})

/** A reaction to nothing that is known is among the messages, and is nothing to answer or to read. */
export const withReactionText = (conversation: Conversation, text: InboundMessage): Conversation => ({
  ...conversation,
  span: spanWith(conversation, text),
})

/** Replies leave from the number that the customer last wrote to. */
const inboundFacts = (conversation: Conversation, { at, numberId, to }: InboundMessage) => {
  const { lastInboundAt = 0, lastOutboundAt = 0, waitingSince = at, version } = conversation
  return {
    lastInboundAt: Math.max(lastInboundAt, at),
    ...(at >= lastInboundAt && { numberId, numberAddress: to }),
    ...(at > lastOutboundAt && { waitingSince: Math.min(waitingSince, at), answered: undefined }),
    unreadFrom: version + 1,
    snoozedUntil: undefined,
  }
}

const outboundFacts = (conversation: Conversation, message: OutboundMessage) => ({
  ...(!isLost(message) && repliedWith(conversation, message)),
  lastOutboundAt: Math.max(conversation.lastOutboundAt ?? 0, message.at),
  ...(conversation.numberId === message.numberId && { numberAddress: message.from }),
  ...(isHeld(message) && { heldCount: (conversation.heldCount ?? 0) + 1 }),
  ...(message.origin === 'agent' && { unreadFrom: undefined }),
})

/** The customer waits no longer, whoever has answered. A text of ours that nobody waited for is no reply. */
const repliedWith = ({ waitingSince, firstReplyAt }: Conversation, { at }: OutboundMessage) =>
  waitingSince === undefined
    ? { answered: undefined }
    : {
        waitingSince: undefined,
        answered: { at, since: waitingSince },
        firstReplyAt: firstReplyAt ?? at,
      }

const spanWith = ({ span: { first, last } }: Conversation, { id }: Message): Conversation['span'] => {
  const order = orderOf(id)
  return { first: order < first ? order : first, last: order > last ? order : last }
}

const lastMessageOf = (message: Message): LastMessage => ({
  id: message.id,
  direction: message.direction,
  preview: previewOf(message.body),
  media: message.media && { count: message.media.length, pictures: showsPictures(message.media) },
  at: message.at,
  status: shownStatus(message.status),
})

/** A character that the last byte cuts is left out. */
const previewOf = (body: string): string => {
  const bytes = new TextEncoder().encode(Array.from(body).slice(0, previewLength).join(''))
  return new TextDecoder().decode(bytes.subarray(0, previewBytes)).replace(/\uFFFD+$/, '')
}

const underWay: Message['status'][] = ['queued', 'sending', 'sent', 'delivered']

/** On its way and arrived are one to the inbox: a receipt is no news, and would cost three more writes. */
const shownStatus = (status: Message['status']): LastMessageStatus =>
  underWay.includes(status) ? 'sent' : (status as LastMessageStatus)

const isHeld = ({ status }: Message): boolean => status === 'held'

const lost: OutboundStatus[] = ['undelivered', 'failed', 'blocked', 'canceled']

/** Whether a text of ours did not reach the customer, who then still waits for an answer. */
const isLost = ({ status }: OutboundMessage): boolean => lost.includes(status)

/** Whether the conversation shows anything of what changed in one of its texts. */
export const showsChange = (before: OutboundMessage, after: OutboundMessage): boolean =>
  shownStatus(before.status) !== shownStatus(after.status) || before.body !== after.body

/**
 * The conversation after one of its texts to the customer changed: was edited, released, withdrawn or lost. `now`: when
 * it changed, epoch milliseconds; a text that was held is news at the moment at which it leaves, or may not.
 */
export const withChangedMessage = (
  conversation: Conversation,
  before: OutboundMessage,
  after: OutboundMessage,
  now: number = after.at,
): Conversation => {
  const heldCount = (conversation.heldCount ?? 0) + Number(isHeld(after)) - Number(isHeld(before))
  return {
    ...conversation,
    ...answeredBy(conversation, before, after),
    heldCount: heldCount > 0 ? heldCount : undefined,
    ...newsOf(conversation, before, after, now),
  }
}

const newsOf = (
  { lastMessage, lastActivityAt, lastOutboundAt = 0 }: Conversation,
  before: OutboundMessage,
  after: OutboundMessage,
  now: number,
): Partial<Conversation> => {
  const hadItsTime =
    isHeld(before) && !isHeld(after) && after.status !== 'canceled' && !isNoReply(after.origin)
  if (hadItsTime) {
    return {
      lastMessage: { ...lastMessageOf(after), at: now },
      lastActivityAt: Math.max(lastActivityAt, now),
      ...(!isLost(after) && { lastOutboundAt: Math.max(lastOutboundAt, now) }),
    }
  }
  if (lastMessage?.id !== after.id) return {}
  return { lastMessage: { ...lastMessageOf(after), at: lastMessage.at } }
}

/** A reply that is lost was none; one that arrives after all, or is sent again, is one. */
const answeredBy = (conversation: Conversation, before: OutboundMessage, after: OutboundMessage) => {
  const { answered, firstReplyAt, waitingSince, lastInboundAt = 0 } = conversation
  if (isNoReply(after.origin) || isLost(before) === isLost(after)) return {}
  if (!isLost(after)) return lastInboundAt < after.at ? repliedWith(conversation, after) : {}
  if (answered?.at !== after.at) return {}
  return {
    waitingSince: Math.min(answered.since, waitingSince ?? answered.since),
    answered: undefined,
    firstReplyAt: firstReplyAt === after.at ? undefined : firstReplyAt,
  }
}
