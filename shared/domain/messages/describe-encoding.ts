import { splitGraphemes } from './grapheme-borders.ts'

import { replacements } from './replacements.ts'
import type { Encoding } from './segment-ends.ts'
import { countSegments, type PartSettings, planParts } from './segments.ts'

/**
 * A character (grapheme cluster) that forces UCS-2: how often and where (UTF-16 units of the body as given), and the
 * GSM-7 text that says the same, '' when it can be left out, null when there is none.
 */
export type ForcingCharacter = {
  character: string
  count: number
  positions: number[]
  replacement: string | null
}

/** `replacedBody` is the body itself unless replacing makes it GSM-7 and saves segments. */
export type EncodingDescription = {
  encoding: Encoding
  characters: ForcingCharacter[]
  replacedBody: string
  segmentsBefore: number
  segmentsAfter: number
  saved: number
}

/**
 * Says which characters force UCS-2 and what replacing them all would save, in segments of one message or, with
 * `settings`, of the planned parts. A suggestion for a person to accept; nothing is replaced unasked.
 */
export function describeEncoding(body: string, settings?: PartSettings): EncodingDescription {
  const { encoding } = countSegments(body)
  const characters = encoding === 'gsm7' ? [] : findForcingCharacters(body)
  const segmentsBefore = countPlanned(body, settings)
  const replaced = replaceAll(body, characters)
  const saved = Math.max(0, segmentsBefore - countPlanned(replaced, settings))
  const replacedBody = saved > 0 ? replaced : body
  return { encoding, characters, replacedBody, segmentsBefore, segmentsAfter: segmentsBefore - saved, saved }
}

function countPlanned(body: string, settings: PartSettings | undefined): number {
  return settings === undefined ? countSegments(body).segments : planParts(body, settings).segments
}

function findForcingCharacters(body: string): ForcingCharacter[] {
  const found = new Map<string, ForcingCharacter>()
  let position = 0
  for (const character of splitGraphemes(body)) {
    if (!isGsm(character)) {
      const known = found.get(character) ?? {
        character,
        count: 0,
        positions: [],
        replacement: replace(character),
      }
      known.count++
      known.positions.push(position)
      found.set(character, known)
    }
    position += character.length
  }
  return [...found.values()]
}

/** Only a whole cluster is replaced: a joiner between emoji or in Persian keeps its meaning. */
function replace(character: string): string | null {
  const replaced = Array.from(character, (one) => replacements.get(one) ?? one).join('')
  return isGsm(replaced) ? replaced : null
}

function replaceAll(body: string, characters: ForcingCharacter[]): string {
  if (characters.length === 0 || characters.some(({ replacement }) => replacement === null)) return body
  const replacementOf = new Map(characters.map(({ character, replacement }) => [character, replacement]))
  return splitGraphemes(body)
    .map((character) => replacementOf.get(character) ?? character)
    .join('')
}

function isGsm(text: string): boolean {
  return countSegments(text).encoding === 'gsm7'
}
