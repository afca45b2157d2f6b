import type { Clusters } from './grapheme-clusters.ts'
import { countSeptets } from './gsm7.ts'
import { type Encoding, findSegmentEnd, joinedSegment, singleSegment } from './segments.ts'

/** The most that a carrier takes in one request: septets, 16-bit units, and segments (no limit when absent). */
export type PartLimits = { gsm7: number; ucs2: number; segments?: number }

/**
 * Parts of at most so many segments. Of what is no GSM, 63 characters count for each: AWS End User Messaging ("SMS character
 * limits") takes 1530 GSM or 630 other characters in its ten.
 */
export const partLimits = (segments: number): PartLimits => ({
  gsm7: joinedSegment.gsm7 * segments,
  ucs2: 63 * segments,
  segments,
})
export const awsPartLimits = partLimits(10)
/** Twilio, error 21617: 1600 characters, of which what needs more than one unit counts as several. */
export const twilioPartLimits: PartLimits = { gsm7: 1600, ucs2: 1600 }

/**
 * Cuts like cutAtWords and puts "(1/3) " before each part if there are several. Counters take room, so more parts may
 * be needed, so counters may grow: the cut is repeated with room for one more digit until the total has that many.
 */
export const cutWithCounters = (clusters: Clusters, limits: PartLimits): string[] => {
  const uncounted = cutAtWords(clusters, () => limits)
  if (uncounted.length < 2) return uncounted
  for (let digits = 1; ; digits++) {
    const largest = '9'.repeat(digits)
    const pieces = cutAtWords(clusters, (index) => lessen(limits, formatCounter(index, largest).length))
    const total = pieces.length
    if (total <= Number(largest)) return pieces.map((piece, i) => formatCounter(i, total) + piece)
  }
}

const formatCounter = (index: number, total: number | string): string => `(${index + 1}/${total}) `

const lessen = (limits: PartLimits, units: number): PartLimits => ({
  ...limits,
  gsm7: limits.gsm7 - units,
  ucs2: limits.ucs2 - units,
})

/**
 * Cuts a normalized text at white space, dropping it; `limitsOf` gives the limits of the part with that index. Throws
 * RangeError when they have no room for a character.
 */
export const cutAtWords = (clusters: Clusters, limitsOf: (index: number) => PartLimits): string[] => {
  const { text } = clusters
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = findCut(clusters, start, limitsOf(pieces.length))
    const piece = text.slice(start, end)
    // A carrier refuses a body of nothing but white space (AWS: ValidationException).
    if (piece.trim() !== '') pieces.push(piece)
    start = skipWhiteSpace(clusters, end)
  }
  return pieces
}

/** Where the part that begins at `start` ends: at the last word end within reach, or at the reach inside a long word. */
const findCut = (clusters: Clusters, start: number, limits: PartLimits): number => {
  const end = findReach(clusters, start, limits)
  if (end === start) throw new RangeError('The limits of a part leave no room for a character')
  if (end === clusters.text.length) return end
  const space = findLastWhiteSpace(clusters, start, end)
  const withinWord = space < end - 1
  if (space < 0 || (withinWord && !wordFits(clusters, space + 1, limits))) return end
  return trimEnd(clusters, start, space)
}

/** A word that no part can hold is not moved to the next one: it fills this one. */
const wordFits = (clusters: Clusters, start: number, limits: PartLimits): boolean => {
  const end = findReach(clusters, start, limits)
  if (end === clusters.text.length) return true
  for (let at = start; at <= end; at++) if (isWhiteSpace(clusters, at)) return true
  return false
}

/** How far a part that begins at `start` can reach, in the encoding that takes it further. */
const findReach = (clusters: Clusters, start: number, limits: PartLimits): number => {
  const end = reachIn(clusters, start, 'gsm7', limits)
  return end - start >= limits.ucs2 ? end : Math.max(end, reachIn(clusters, start, 'ucs2', limits))
}

/** The reach in one encoding; it ends between clusters unless one cluster fills the part. */
const reachIn = (clusters: Clusters, start: number, encoding: Encoding, limits: PartLimits): number => {
  const { text } = clusters
  const single = limits[encoding] <= singleSegment[encoding]
  const size = single ? limits[encoding] : joinedSegment[encoding]
  const most = single ? 1 : (limits.segments ?? Number.POSITIVE_INFINITY)
  let at = start
  let left = limits[encoding]
  for (let segment = 0; segment < most && at < text.length && left > 0; segment++) {
    const end = findSegmentEnd(clusters, at, encoding, Math.min(size, left))
    if (end === at) break
    left -= countUnits(text.slice(at, end), encoding)
    at = end
  }
  const border = Math.max(start, clusters.borderAtOrBefore(at))
  return border > start || encoding === 'gsm7' ? border : at
}

const countUnits = (text: string, encoding: Encoding): number =>
  encoding === 'gsm7' ? (countSeptets(text) ?? 0) : text.length

const findLastWhiteSpace = (clusters: Clusters, start: number, end: number): number => {
  for (let at = end; at >= start; at--) if (isWhiteSpace(clusters, at)) return at
  return -1
}

const skipWhiteSpace = (clusters: Clusters, start: number): number => {
  let at = start
  while (isWhiteSpace(clusters, at)) at++
  return at
}

const trimEnd = (clusters: Clusters, start: number, end: number): number => {
  let at = end
  while (at > start && isWhiteSpace(clusters, at - 1)) at--
  return at
}

/** All white space but the no-break spaces, which are there to keep words together. */
const whiteSpace = /[^\S\u00a0\u2007\u202f\ufeff]/

/** White space that is a character of its own: not one that carries a combining mark. */
const isWhiteSpace = ({ text, isBorder }: Clusters, at: number): boolean =>
  whiteSpace.test(text.charAt(at)) && isBorder(at) && isBorder(at + 1)
