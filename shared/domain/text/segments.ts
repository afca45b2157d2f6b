import { AWS_PART_LIMITS, cutAtWords, cutWithCounters, type PartLimits } from './cut-parts.ts'
import { countGraphemes, countLineBreakPairs } from './grapheme-borders.ts'
import { type Encoding, findSegmentEnd, JOINED_SEGMENT, SINGLE_SEGMENT } from './segment-ends.ts'
import { JOINS, NOT_GSM, RECOMPOSES, SEPTETS, SURROGATE, TRAITS } from './unit-traits.ts'

/** Units are septets in gsm7, 16-bit units in ucs2. */
export type SegmentCount = { encoding: Encoding; units: number; segments: number }

/**
 * `concatenated`: parts as long as `limits` allows (AWS when absent), each stitched by the phone. `separate`: each part
 * one SMS of its own, with "(1/3) " before it when `counters` is set and there is more than one.
 */
export type PartSettings = {
  longMessages: 'concatenated' | 'separate'
  counters?: boolean
  limits?: PartLimits
}

/** One request to the carrier: the body to send, counter included, and what it is billed as. */
type PlannedPart = { body: string } & SegmentCount

/** `characters` are grapheme clusters of the body; `units` and `segments` are sums over the parts, counters included. */
export type PartPlan = {
  encoding: Encoding
  characters: number
  units: number
  segments: number
  parts: PlannedPart[]
}

const SEPARATE_LIMITS: PartLimits = { gsm7: SINGLE_SEGMENT.gsm7, ucs2: SINGLE_SEGMENT.ucs2, segments: 1 }
const TRAIT_BYTE = 0x100

/**
 * The body as it is sent: lone surrogates become U+FFFD, as UTF-8 on the way to the carrier would make them, then NFC,
 * since a composed é costs one septet and a decomposed one turns the message to UCS-2. A settled body comes back as is.
 */
export function normalizeBody(body: string): string {
  return settle(body, scan(body))
}

/**
 * Encoding, units and segments that a carrier bills for the body sent as one message, normalized first. An empty body
 * has no segments. Sources: 3GPP TS 23.038 and 23.040; escape pairs, surrogate pairs and grapheme clusters are not torn
 * between segments; CR LF counts as two characters (docs/segments.md).
 */
export function countSegments(body: string): SegmentCount {
  const scanned = scan(body)
  const settled = settle(body, scanned)
  return settled === body ? count(body, scanned) : count(settled, scan(settled))
}

/**
 * Divides a body into the parts to send. Each part takes the cheapest encoding of its own, as the carrier decides for
 * each request; the plan's encoding is ucs2 when any part's is. Parts are cut at white space, which is dropped there;
 * a word that fits in no part is cut between grapheme clusters, a cluster that fits in no part between characters.
 * An empty body has no parts. Throws RangeError when the limits have no room for a character. Rules: docs/segments.md.
 */
export function planParts(body: string, settings: PartSettings): PartPlan {
  const scannedFirst = scan(body)
  const text = settle(body, scannedFirst)
  const scanned = text === body ? scannedFirst : scan(text)
  const whole = count(text, scanned)
  const limits = settings.longMessages === 'separate' ? SEPARATE_LIMITS : (settings.limits ?? AWS_PART_LIMITS)
  const parts = fits(whole, limits) ? [{ body: text, ...whole }] : cut(text, settings, limits).map(measure)
  return {
    encoding: parts.some((part) => part.encoding === 'ucs2') ? 'ucs2' : 'gsm7',
    characters: standAlone(scanned) ? text.length - countLineBreakPairs(text) : countGraphemes(text),
    units: parts.reduce((sum, part) => sum + part.units, 0),
    segments: parts.reduce((sum, part) => sum + part.segments, 0),
    parts: text === '' ? [] : parts,
  }
}

/** Septets times 256 plus the traits that occur: one number, so that nothing is allocated. */
function scan(body: string): number {
  let septets = 0
  let traits = 0
  for (let i = 0; i < body.length; i++) {
    const unit = TRAITS[body.charCodeAt(i)] ?? 0
    septets += unit & SEPTETS
    traits |= unit
  }
  return septets * TRAIT_BYTE + traits
}

/** Whether every unit scanned is a character of its own. */
function standAlone(scanned: number): boolean {
  return (scanned & (JOINS | SURROGATE)) === 0
}

function settle(body: string, scanned: number): string {
  if ((scanned & (RECOMPOSES | SURROGATE)) === 0) return body
  const wellFormed = (scanned & SURROGATE) === 0 ? body : body.toWellFormed()
  return (scanned & RECOMPOSES) === 0 ? wellFormed : wellFormed.normalize('NFC')
}

function count(body: string, scanned: number): SegmentCount {
  const encoding = (scanned & NOT_GSM) === 0 ? 'gsm7' : 'ucs2'
  const units = encoding === 'gsm7' ? Math.floor(scanned / TRAIT_BYTE) : body.length
  if (units <= SINGLE_SEGMENT[encoding]) return { encoding, units, segments: units === 0 ? 0 : 1 }
  const plain = encoding === 'gsm7' ? units === body.length : standAlone(scanned)
  const segments = plain ? Math.ceil(units / JOINED_SEGMENT[encoding]) : countBySegment(body, encoding)
  return { encoding, units, segments }
}

function countBySegment(body: string, encoding: Encoding): number {
  let segments = 0
  let at = 0
  while (at < body.length) {
    at = findSegmentEnd(body, at, encoding, JOINED_SEGMENT[encoding])
    segments++
  }
  return segments
}

function fits({ encoding, units, segments }: SegmentCount, limits: PartLimits): boolean {
  return units <= limits[encoding] && segments <= (limits.segments ?? Number.POSITIVE_INFINITY)
}

function measure(body: string): PlannedPart {
  return { body, ...countSegments(body) }
}

function cut(text: string, settings: PartSettings, limits: PartLimits): string[] {
  if (settings.longMessages === 'separate' && settings.counters) return cutWithCounters(text, limits)
  return cutAtWords(text, () => limits)
}
