import { type Clusters, clustersOf } from './grapheme-clusters.ts'
import { countSeptets, septetsAt } from './gsm7.ts'

/** GSM 03.38 with its extension table, or UCS-2 (in practice UTF-16). */
export type Encoding = 'gsm7' | 'ucs2'

/** Units are septets in gsm7, 16-bit units in ucs2. */
export type SegmentCount = { encoding: Encoding; units: number; segments: number }

/** Units of a message that is one segment (3GPP TS 23.040, 9.2.3.16: 140 octets). */
export const singleSegment = { gsm7: 160, ucs2: 70 } as const
/** Units of each segment of a longer message, after the header of 6 octets (3GPP TS 23.040, 9.2.3.24.1). */
export const joinedSegment = { gsm7: 153, ucs2: 67 } as const

/**
 * The body as it is sent: lone surrogates become U+FFFD, as UTF-8 on the way to the carrier would make them, then NFC,
 * since a composed é costs one septet and a decomposed one turns the message to UCS-2.
 */
export const normalizeBody = (body: string): string =>
  mayCombine.test(body) ? body.toWellFormed().normalize('NFC') : body

/** Below U+0300, the first combining mark, NFC changes nothing (UAX #15). */
const mayCombine = /[\u0300-\uffff]/

/**
 * Encoding, units and segments that a carrier bills for the body sent as one message, normalized first. An empty body
 * has no segments. Sources: 3GPP TS 23.038 and 23.040; escape pairs, surrogate pairs and grapheme clusters are not torn
 * between segments; CR LF counts as two characters (docs/segments.md).
 */
export const countSegments = (body: string): SegmentCount => {
  const text = normalizeBody(body)
  const septets = countSeptets(text)
  const encoding = septets === null ? 'ucs2' : 'gsm7'
  const units = septets ?? text.length
  if (units <= singleSegment[encoding]) return { encoding, units, segments: units === 0 ? 0 : 1 }
  // One septet for each unit: no escape that could be torn.
  const evenly = septets === text.length
  const segments = evenly ? Math.ceil(units / joinedSegment.gsm7) : countOneByOne(text, encoding)
  return { encoding, units, segments }
}

const countOneByOne = (text: string, encoding: Encoding): number => {
  const clusters = clustersOf(text)
  let segments = 0
  for (let at = 0; at < text.length; segments++) {
    at = findSegmentEnd(clusters, at, encoding, joinedSegment[encoding])
  }
  return segments
}

/**
 * The end of the segment that begins at unit `start` of a normalized text and holds `size` units. In gsm7 also the
 * first character that needs UCS-2 ends it. A cluster that no segment can hold is torn between its characters.
 */
export const findSegmentEnd = (
  clusters: Clusters,
  start: number,
  encoding: Encoding,
  size: number,
): number =>
  encoding === 'gsm7' ? findGsmEnd(clusters.text, start, size) : findUcsEnd(clusters, start, size)

/** A character and its escape are one step, so they stay together. */
const findGsmEnd = (text: string, start: number, size: number): number => {
  let left = size
  for (let at = start; at < text.length; at++) {
    const septets = septetsAt(text, at)
    left -= septets
    if (septets === 0 || left < 0) return at
  }
  return text.length
}

const findUcsEnd = ({ text, borderAtOrBefore }: Clusters, start: number, size: number): number => {
  const end = start + size
  if (end >= text.length) return text.length
  const border = borderAtOrBefore(end)
  if (border > start) return border
  return isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
