import { times } from '#wiring/times.ts'
import { type Message, type OutboundMessage, withoutFinalWord, withParts } from './message.ts'

/** Since when the parts of a text wait in the queue, epoch milliseconds. */
const queuedSince = ({ queuedAt, createdAt }: OutboundMessage): number => queuedAt ?? createdAt

/** Whether a text, or the rest of it, has waited in the queue for longer than it takes to be sent. Its number's rate may explain it. */
export const isLate = (message: OutboundMessage, now: number): boolean =>
  (message.status === 'queued' || message.status === 'sending') &&
  message.parts.some(({ status }) => status === 'queued') &&
  queuedSince(message) + times.lateText <= now

/** The text as it goes to the queue later than it was stored: the sweep looks whether it has left. */
export const queuedAgain = (message: OutboundMessage, now: number): OutboundMessage => ({
  ...message,
  queuedAt: now,
  checkAt: now + times.lateText,
})

/** A late text as it goes to the queue once more. Each time it is given twice as long, up to hours: what keeps it may last. */
export const putOutAgain = (message: OutboundMessage, now: number): OutboundMessage => {
  const waited = message.checkAt && message.queuedAt ? message.checkAt - message.queuedAt : times.lateText
  return { ...message, queuedAt: now, checkAt: now + Math.min(2 * waited, times.longestLateText) }
}

/** When the carrier's last word on a text that it took is due, epoch milliseconds. Undefined where nothing is waited for. */
export const finalWordDue = (message: Message): number | undefined =>
  message.direction === 'outbound' && message.status === 'sent'
    ? (message.sentAt ?? message.createdAt) + times.finalWord
    : undefined

/** The message at a moment: one that was sent is `unknown` once the time for a last word has passed. */
export const asOf = <M extends Message>(message: M, now: number): M | OutboundMessage => {
  const due = finalWordDue(message)
  if (message.direction === 'inbound' || due === undefined || due > now) return message
  const parts = message.parts.map((part) =>
    part.status === 'sent' ? { ...part, ...withoutFinalWord } : part,
  )
  return withParts(message, parts, due)
}

/** By then a receipt would nearly always have come, and the queue would take a part again that it has had. */
const receiptTakesAtMost = 10 * 60_000

/** From when on a person may decide about a text of which nobody can tell whether it arrived, epoch milliseconds. */
export const decidableFrom = ({ status, unknownAt }: OutboundMessage): number | undefined =>
  status === 'unknown' && unknownAt !== undefined ? unknownAt + receiptTakesAtMost : undefined
