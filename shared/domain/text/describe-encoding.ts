import { clustersOf, splitClusters } from './grapheme-clusters.ts'
import { countSeptets } from './gsm7.ts'
import { type PartSettings, planParts } from './plan-parts.ts'
import { replacements } from './replacements.ts'
import { countSegments, type Encoding, normalizeBody } from './segments.ts'

/**
 * A character (grapheme cluster) that forces UCS-2: how often and where (UTF-16 units of the body as given), and the
 * GSM-7 text that says the same, '' when it can be left out, null when there is none.
 */
type ForcingCharacter = {
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
export const describeEncoding = (body: string, settings?: PartSettings): EncodingDescription => {
  const { encoding } = countSegments(body)
  const clusters = encoding === 'gsm7' ? [] : splitClusters(clustersOf(body.toWellFormed()))
  const characters = findForcingCharacters(clusters)
  const segmentsBefore = countPlanned(body, settings)
  const replaced = replaceAll(clusters, characters)
  const saved = replaced === null ? 0 : Math.max(0, segmentsBefore - countPlanned(replaced, settings))
  const replacedBody = replaced !== null && saved > 0 ? replaced : body
  return { encoding, characters, replacedBody, segmentsBefore, segmentsAfter: segmentsBefore - saved, saved }
}

const countPlanned = (body: string, settings: PartSettings | undefined): number => {
  return settings === undefined ? countSegments(body).segments : planParts(body, settings).segments
}

const findForcingCharacters = (clusters: string[]): ForcingCharacter[] => {
  const found = new Map<string, ForcingCharacter>()
  let position = 0
  for (const character of clusters) {
    if (!isGsm(character)) {
      let forcing = found.get(character)
      forcing ??= { character, count: 0, positions: [], replacement: replace(character) }
      forcing.count++
      forcing.positions.push(position)
      found.set(character, forcing)
    }
    position += character.length
  }
  return [...found.values()]
}

/** Only a whole cluster is replaced: a joiner between emoji or in Persian keeps its meaning. */
const replace = (character: string): string | null => {
  const replaced = Array.from(character, (one) => replacements.get(one) ?? one).join('')
  return isGsm(replaced) ? replaced : null
}

/** Null when nothing forces UCS-2, or something has no replacement and would keep the body in UCS-2. */
const replaceAll = (clusters: string[], characters: ForcingCharacter[]): string | null => {
  if (characters.length === 0 || characters.some(({ replacement }) => replacement === null)) return null
  const replacementOf = new Map(characters.map(({ character, replacement }) => [character, replacement]))
  return clusters.map((cluster) => replacementOf.get(cluster) ?? cluster).join('')
}

const isGsm = (text: string): boolean => {
  return countSeptets(normalizeBody(text)) !== null
}
