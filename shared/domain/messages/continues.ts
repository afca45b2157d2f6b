import { type MessageId, threadRefOf } from '../ids.ts'
import { countSeptets } from '../text/gsm7.ts'
import type { InboundMessage, Message } from './message.ts'

/** A message as it is shown: `continues` names the text whose rest it is, where the network tore a long text apart. */
export type ShownMessage = Message & { continues?: MessageId }

/** Parts of one text come within this time, milliseconds. */
const withinTime = 10_000

/**
 * Which texts are the rest of the one before them. A network that loses the header of a long text delivers its segments as
 * texts of their own: from one phone to one number, within seconds, all but the last of them full. A guess for people to
 * read by; what is stored stays as it came. Takes the entries of a thread, newest first.
 */
export const continuations = (entries: readonly { kind: string }[]): Map<MessageId, MessageId> => {
  const texts = entries.filter(isInbound)
  const found = new Map<MessageId, MessageId>()
  for (const [i, text] of texts.entries()) {
    const before = texts[i + 1]
    if (before && isRestOf(text, before)) found.set(text.id, before.id)
  }
  return found
}

/** The same of a list of messages of any threads, as far as the texts before them are in the list. */
export const continuationsInList = (messages: readonly Message[]): Map<MessageId, MessageId> => {
  const threads = Map.groupBy(messages, ({ id }) => threadRefOf(id))
  const newestFirst = [...threads.values()].map((all) => all.toSorted((a, b) => (a.id < b.id ? 1 : -1)))
  return new Map(newestFirst.flatMap((thread) => [...continuations(thread)]))
}

const isInbound = (entry: { kind: string }): entry is InboundMessage =>
  entry.kind === 'message' && 'direction' in entry && entry.direction === 'inbound'

const isRestOf = (text: InboundMessage, before: InboundMessage): boolean =>
  text.from === before.from &&
  text.to === before.to &&
  text.at - before.at <= withinTime &&
  isFull(before.body, text.body)

/**
 * Whether a segment has no room left for the first character of the next: 153 septets or 67 units beside a header (3GPP TS
 * 23.040), 160 or 70 without one. An escape pair or a surrogate pair that would have been torn leaves one place empty.
 */
const isFull = (body: string, next: string): boolean => {
  const septets = countSeptets(body)
  const units = septets ?? body.length
  const [joined, single] = septets === null ? [67, 70] : [153, 160]
  if (units === joined || units === single) return true
  const first = String.fromCodePoint(next.codePointAt(0) ?? 32)
  const isPair = septets === null ? first.length === 2 : countSeptets(first) === 2
  return isPair && (units === joined - 1 || units === single - 1)
}

/** The message with what it continues. */
export const shown = <M extends Message>(
  message: M,
  found: Map<MessageId, MessageId>,
): M & { continues?: MessageId } => {
  const continues = found.get(message.id)
  return continues ? { ...message, continues } : message
}
