import type { Message } from '../data/api.ts'
import { minute } from '../data/spans.ts'

/** Texts of one number that leave together, or that all wait for a person. */
export type Opening = {
  key: string
  /** When they leave. Unset: when a person has decided. */
  at?: string
  number: string
  messages: Message[]
}

/** Held texts by when they leave and from which number, soonest first; last what waits for a person. */
export const openingsOf = (messages: readonly Message[]): Opening[] => {
  const openings = new Map<string, Opening>()
  for (const message of messages) {
    const at = leavesAt(message)
    const key = `${at ?? 'person'} ${message.from}`
    const opening = openings.get(key) ?? { key, ...(at && { at }), number: message.from, messages: [] }
    opening.messages.push(message)
    openings.set(key, opening)
  }
  return [...openings.values()].toSorted(soonestFirst)
}

/** The minute of an opening. */
const leavesAt = ({ gate, send_at }: Message): string | undefined => {
  const at = gate?.release_at ?? send_at
  return at && new Date(Math.floor(Date.parse(at) / minute) * minute).toISOString()
}

/** Later than every year that is written with four digits. */
const never = '~'

const soonestFirst = (one: Opening, other: Opening): number => {
  const [first, second] = [`${one.at ?? never} ${one.number}`, `${other.at ?? never} ${other.number}`]
  return first < second ? -1 : first > second ? 1 : 0
}
