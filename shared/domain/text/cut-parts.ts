import { borderAtOrBefore, isBorderBesideSpace } from './grapheme-borders.ts'
import { type Encoding, findSegmentEnd, JOINED_SEGMENT, SINGLE_SEGMENT } from './segment-ends.ts'
import { SEPTETS, TRAITS, WHITE_SPACE } from './unit-traits.ts'

/** The most that a carrier takes in one request: septets, 16-bit units, and segments (no limit when absent). */
export type PartLimits = { gsm7: number; ucs2: number; segments?: number }

/** AWS End User Messaging, "SMS character limits": 1530 GSM or 630 other characters, ten segments of 153 septets. */
export const AWS_PART_LIMITS: PartLimits = { gsm7: 1530, ucs2: 630, segments: 10 }
/** Twilio, error 21617: 1600 characters, of which what needs more than one unit counts as several. */
export const TWILIO_PART_LIMITS: PartLimits = { gsm7: 1600, ucs2: 1600 }

/**
 * Cuts like cutAtWords and numbers the parts if there are several. Counters take room, so more parts may be needed, so
 * counters may grow: room for one more digit until it suffices.
 */
export function cutWithCounters(text: string, limits: PartLimits): string[] {
  const uncounted = cutAtWords(text, () => limits)
  if (uncounted.length < 2) return uncounted
  for (let digits = 1; ; digits++) {
    const largest = '9'.repeat(digits)
    const pieces = cutAtWords(text, (index) => lessen(limits, formatCounter(index, largest).length))
    const total = pieces.length
    if (total <= Number(largest)) return pieces.map((piece, i) => formatCounter(i, total) + piece)
  }
}

function formatCounter(index: number, total: number | string): string {
  return `(${index + 1}/${total}) `
}

function lessen(limits: PartLimits, units: number): PartLimits {
  return { ...limits, gsm7: limits.gsm7 - units, ucs2: limits.ucs2 - units }
}

/** Cuts at white space, dropping it; `limitsOf` says what the part with that index holds. */
export function cutAtWords(text: string, limitsOf: (index: number) => PartLimits): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = findCut(text, start, limitsOf(pieces.length))
    const piece = text.slice(start, end)
    // A carrier refuses a body of nothing but white space (AWS: ValidationException).
    if (piece.trim() !== '') pieces.push(piece)
    start = skipWhiteSpace(text, end)
  }
  return pieces
}

/** Where the part that begins at `start` ends: at the last word end within reach, or at the reach inside a long word. */
function findCut(text: string, start: number, limits: PartLimits): number {
  const end = findReach(text, start, limits)
  if (end === start) throw new RangeError('The limits of a part leave no room for a character')
  if (end === text.length) return end
  const space = findLastWhiteSpace(text, start, end)
  const withinWord = space < end - 1
  if (space < 0 || (withinWord && !wordFits(text, space + 1, limits))) return end
  return trimEnd(text, start, space)
}

/** A word that no part can hold is not moved to the next one: it fills this one. */
function wordFits(text: string, start: number, limits: PartLimits): boolean {
  const end = findReach(text, start, limits)
  if (end === text.length) return true
  for (let at = start; at <= end; at++) if (isWhiteSpace(text, at)) return true
  return false
}

/** How far a part that begins at `start` can reach, in the encoding that takes it further. */
function findReach(text: string, start: number, limits: PartLimits): number {
  const end = reachIn(text, start, 'gsm7', limits)
  return end - start >= limits.ucs2 ? end : Math.max(end, reachIn(text, start, 'ucs2', limits))
}

/** The reach in one encoding; it ends between clusters unless one cluster fills the part. */
function reachIn(text: string, start: number, encoding: Encoding, limits: PartLimits): number {
  const single = limits[encoding] <= SINGLE_SEGMENT[encoding]
  const size = single ? limits[encoding] : JOINED_SEGMENT[encoding]
  const most = single ? 1 : (limits.segments ?? Number.POSITIVE_INFINITY)
  let at = start
  let left = limits[encoding]
  for (let segment = 0; segment < most && at < text.length && left > 0; segment++) {
    const end = findSegmentEnd(text, at, encoding, Math.min(size, left))
    if (end === at) break
    left -= countUnits(text, at, end, encoding)
    at = end
  }
  const border = borderAtOrBefore(text, start, at)
  return border > start || encoding === 'gsm7' ? border : at
}

function countUnits(text: string, start: number, end: number, encoding: Encoding): number {
  if (encoding === 'ucs2') return end - start
  let septets = 0
  for (let at = start; at < end; at++) septets += traitsAt(text, at) & SEPTETS
  return septets
}

function findLastWhiteSpace(text: string, start: number, end: number): number {
  for (let at = end; at >= start; at--) if (isWhiteSpace(text, at)) return at
  return -1
}

function skipWhiteSpace(text: string, start: number): number {
  let at = start
  while (at < text.length && isWhiteSpace(text, at)) at++
  return at
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && isWhiteSpace(text, at - 1)) at--
  return at
}

/** White space that is a character of its own: not one that carries a combining mark. */
function isWhiteSpace(text: string, at: number): boolean {
  if ((traitsAt(text, at) & WHITE_SPACE) === 0) return false
  return isBorderBesideSpace(text, at) && isBorderBesideSpace(text, at + 1)
}

function traitsAt(text: string, at: number): number {
  return TRAITS[text.charCodeAt(at)] ?? 0
}
