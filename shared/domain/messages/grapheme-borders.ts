import { FIXED, JOINS, SURROGATE, TRAITS } from './unit-traits.ts'

/** What lies between two neighbouring UTF-16 units, as far as the units alone tell. */
export type Joint = 'border' | 'joined' | 'uncertain'

const ZERO_WIDTH_JOINER = 0x200d
let graphemes: Intl.Segmenter | undefined

/**
 * Judges the joint before unit `at` (0 < at < length) of a well-formed body by the rules of UAX #29 that need no
 * look further back; the rest, mostly Indic scripts and flags, is uncertain. CR LF counts as two characters.
 */
export function jointAt(body: string, at: number): Joint {
  const before = body.charCodeAt(at - 1)
  const after = body.charCodeAt(at)
  const either = traitsOf(before) | traitsOf(after)
  if ((either & (JOINS | SURROGATE)) === 0) return 'border'
  if (isHighSurrogate(before)) return 'joined'
  const left = isLowSurrogate(before) ? pairTraits(body.charCodeAt(at - 2), before) : traitsOf(before)
  const right = isHighSurrogate(after) ? pairTraits(after, body.charCodeAt(at + 1)) : traitsOf(after)
  if (isControl(left) || isControl(right)) return 'border'
  if ((left & (JOINS | FIXED)) === JOINS || before === ZERO_WIDTH_JOINER) return 'uncertain'
  if ((right & JOINS) === 0) return 'border'
  return (right & FIXED) === 0 ? 'uncertain' : 'joined'
}

/** The last grapheme border of a well-formed body at or before unit `at`; `start` is taken for a border. */
export function borderAtOrBefore(body: string, start: number, at: number): number {
  for (let i = at; i > start && i < body.length; i--) {
    const joint = jointAt(body, i)
    if (joint === 'border') return i
    if (joint === 'uncertain') return askBorderAtOrBefore(body, start, i)
  }
  return at < body.length ? start : at
}

/** Whether a grapheme cluster ends before unit `at`. Needs one character before: true beside white space, where it serves. */
export function isBorderBesideSpace(body: string, at: number): boolean {
  if (at === 0 || at === body.length) return true
  const joint = jointAt(body, at)
  if (joint !== 'uncertain') return joint === 'border'
  const before = isLowSurrogate(body.charCodeAt(at - 1)) ? at - 2 : at - 1
  return askBorderAtOrBefore(body, before, at) === at
}

/** The number of grapheme clusters (UAX #29, CR LF is one) in a well-formed body: what people call characters. */
export function countGraphemes(body: string): number {
  let count = 0
  let start = 0
  let uncertain = false
  for (let i = 1; i <= body.length; i++) {
    const joint = i === body.length ? 'border' : jointAt(body, i)
    if (joint === 'uncertain') uncertain = true
    if (joint !== 'border') continue
    count += uncertain ? askCount(body.slice(start, i)) : 1
    start = i
    uncertain = false
  }
  return count - countLineBreakPairs(body)
}

/** The grapheme clusters of any string, in order. */
export function splitGraphemes(body: string): string[] {
  return Array.from(segmenter().segment(body), (cluster) => cluster.segment)
}

function askBorderAtOrBefore(body: string, start: number, at: number): number {
  let from = at - 1
  while (from > start && jointAt(body, from) !== 'border') from--
  from = Math.max(from, start)
  // The rules look one character past a border, never further.
  const to = isHighSurrogate(body.charCodeAt(at)) ? at + 2 : at + 1
  const cluster = segmenter()
    .segment(body.slice(from, to))
    .containing(at - from)
  return from + (cluster?.index ?? 0)
}

function askCount(stretch: string): number {
  let count = 0
  for (const _ of segmenter().segment(stretch)) count++
  return count
}

/** How often CR LF occurs. */
export function countLineBreakPairs(body: string): number {
  let count = 0
  for (let at = body.indexOf('\r\n'); at >= 0; at = body.indexOf('\r\n', at + 2)) count++
  return count
}

// Made on first use: it costs start-up time that few messages need.
function segmenter(): Intl.Segmenter {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return graphemes
}

function traitsOf(unit: number): number {
  return TRAITS[unit] ?? 0
}

function isControl(traits: number): boolean {
  return (traits & (JOINS | FIXED)) === FIXED
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00
}

/** JOINS and FIXED of a surrogate pair: emoji, letters of mathematics and CJK stand alone. */
function pairTraits(high: number, low: number): number {
  if (high === 0xd83c) {
    if (low >= 0xdffb) return JOINS | FIXED // skin tones
    return low >= 0xdde6 && low <= 0xddff ? JOINS : 0 // regional indicators pair up to flags
  }
  const alone = high === 0xd83d || high === 0xd83e || high === 0xd835 || (high >= 0xd840 && high <= 0xd888)
  return alone ? 0 : JOINS
}
