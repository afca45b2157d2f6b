import { FIXED, JOINS, SURROGATE, TRAITS } from './unit-traits.ts'

/** What lies between two neighbouring UTF-16 units. */
type Joint = 'border' | 'joined' | 'uncertain'

const ZERO_WIDTH_JOINER = 0x200d
/** Half of a flag: joins another such half only. Stands beside JOINS and FIXED in what is known of a pair. */
const REGIONAL = 1 << 8
/** UTF-16 units; a longer run of flags is left to Intl, lest time grow with its square. */
const LONGEST_LOOK_BACK = 128
const PICTOGRAPH = /^\p{Extended_Pictographic}/u
let graphemes: Intl.Segmenter | undefined

/**
 * Judges the joint before unit `at` (0 < at < length) of a well-formed body by the rules of UAX #29 that need little
 * data; the rest, mostly Indic scripts, is uncertain. CR LF counts as two characters.
 */
export function jointAt(body: string, at: number): Joint {
  const before = body.charCodeAt(at - 1)
  const after = body.charCodeAt(at)
  if (((traitsOf(before) | traitsOf(after)) & (JOINS | SURROGATE)) === 0) return 'border'
  if (isHighSurrogate(before)) return 'joined'
  const left = traitsBefore(body, at)
  const right = isHighSurrogate(after) ? pairTraits(after, body.charCodeAt(at + 1)) : traitsOf(after)
  if (isControl(left) || isControl(right)) return 'border'
  if (isUnsure(left) || isUnsure(right)) return 'uncertain'
  if ((right & JOINS) !== 0) return 'joined'
  if (before === ZERO_WIDTH_JOINER) return jointOfEmoji(body, at)
  return (left & right & REGIONAL) === 0 ? 'border' : jointOfFlags(body, at)
}

/** After a joiner: an emoji, what extends it and the joiner go together with an emoji (UAX #29, GB11). */
function jointOfEmoji(body: string, at: number): Joint {
  if (!PICTOGRAPH.test(body.slice(at, at + 2))) return 'border'
  let end = at - 1
  while (isExtender(traitsBefore(body, end)) && body.charCodeAt(end - 1) !== ZERO_WIDTH_JOINER) {
    end = startOfCharacter(body, end)
  }
  if (isUnsure(traitsBefore(body, end))) return 'uncertain'
  return PICTOGRAPH.test(body.slice(startOfCharacter(body, end), end)) ? 'joined' : 'border'
}

/** Flag halves pair up from the first of their run (UAX #29, GB12 and GB13). */
function jointOfFlags(body: string, at: number): Joint {
  let from = at
  while (from >= 2 && isFlagHalf(body, from - 2)) {
    from -= 2
    if (at - from > LONGEST_LOOK_BACK) return 'uncertain'
  }
  return (at - from) % 4 === 2 ? 'joined' : 'border'
}

function isFlagHalf(body: string, at: number): boolean {
  return pairTraits(body.charCodeAt(at), body.charCodeAt(at + 1)) === REGIONAL
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

/** Whether a grapheme cluster ends before unit `at`, with white space on one side: then one character back suffices. */
export function isBorderBesideSpace(body: string, at: number): boolean {
  if (at === 0 || at === body.length) return true
  const joint = jointAt(body, at)
  if (joint !== 'uncertain') return joint === 'border'
  return askBorderAtOrBefore(body, startOfCharacter(body, at), at) === at
}

/** The number of grapheme clusters (UAX #29, CR LF is one) in a well-formed body: what people call characters. */
export function countGraphemes(body: string): number {
  let count = 0
  visitStretches(body, (start, end, uncertain) => {
    count += uncertain ? askClusters(body.slice(start, end)).length : 1
  })
  return count - countLineBreakPairs(body)
}

/** The grapheme clusters of a well-formed body, in order; CR LF is two. */
export function splitGraphemes(body: string): string[] {
  const clusters: string[] = []
  visitStretches(body, (start, end, uncertain) => {
    const stretch = body.slice(start, end)
    if (uncertain) for (const cluster of askClusters(stretch)) clusters.push(cluster)
    else clusters.push(stretch)
  })
  return clusters
}

/** Visits what lies between sure borders: one cluster, or an uncertain number of them. */
function visitStretches(body: string, visit: (start: number, end: number, uncertain: boolean) => void): void {
  let start = 0
  let uncertain = false
  for (let i = 1; i <= body.length; i++) {
    const joint = i === body.length ? 'border' : jointAt(body, i)
    if (joint === 'uncertain') uncertain = true
    if (joint !== 'border') continue
    visit(start, i, uncertain)
    start = i
    uncertain = false
  }
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

function askClusters(stretch: string): string[] {
  return Array.from(segmenter().segment(stretch), ({ segment }) => segment)
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

function traitsBefore(body: string, at: number): number {
  const before = body.charCodeAt(at - 1)
  return isLowSurrogate(before) ? pairTraits(body.charCodeAt(at - 2), before) : traitsOf(before)
}

/** Where the character that ends before unit `at` begins. */
function startOfCharacter(body: string, at: number): number {
  return Math.max(0, isLowSurrogate(body.charCodeAt(at - 1)) ? at - 2 : at - 1)
}

function isControl(traits: number): boolean {
  return (traits & (JOINS | FIXED)) === FIXED
}

function isExtender(traits: number): boolean {
  return (traits & (JOINS | FIXED)) === (JOINS | FIXED)
}

function isUnsure(traits: number): boolean {
  return (traits & (JOINS | FIXED)) === JOINS
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00
}

/** JOINS, FIXED and REGIONAL of a surrogate pair: emoji, letters of mathematics and CJK stand alone. */
function pairTraits(high: number, low: number): number {
  if (high === 0xd83c) {
    if (low >= 0xdffb) return JOINS | FIXED // skin tones
    return low >= 0xdde6 && low <= 0xddff ? REGIONAL : 0
  }
  const alone = high === 0xd83d || high === 0xd83e || high === 0xd835 || (high >= 0xd840 && high <= 0xd888)
  return alone ? 0 : JOINS
}
