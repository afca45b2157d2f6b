import { borderAtOrBefore } from './grapheme-borders.ts'
import { SEPTETS, TRAITS } from './unit-traits.ts'

/** GSM 03.38 with its extension table, or UCS-2 (in practice UTF-16). */
export type Encoding = 'gsm7' | 'ucs2'

/** Units of a message that is one segment (3GPP TS 23.040, 9.2.3.16: 140 octets). */
export const SINGLE_SEGMENT = { gsm7: 160, ucs2: 70 } as const
/** Units of each segment of a longer one, after the header of 6 octets (3GPP TS 23.040, 9.2.3.24.1). */
export const JOINED_SEGMENT = { gsm7: 153, ucs2: 67 } as const

/**
 * The end of the segment that begins at unit `start` of a normalized body and holds `size` units. In gsm7 also the
 * first character that needs UCS-2 ends it. A cluster that no segment can hold is torn between its characters.
 */
export function findSegmentEnd(body: string, start: number, encoding: Encoding, size: number): number {
  if (encoding === 'gsm7') return findGsmSegmentEnd(body, start, size)
  const end = start + size
  if (end >= body.length) return body.length
  const border = borderAtOrBefore(body, start, end)
  if (border > start) return border
  return (body.charCodeAt(end) & 0xfc00) === 0xdc00 ? end - 1 : end
}

function findGsmSegmentEnd(body: string, start: number, size: number): number {
  let left = size
  for (let i = start; i < body.length; i++) {
    const septets = (TRAITS[body.charCodeAt(i)] ?? 0) & SEPTETS
    left -= septets
    if (septets === 0 || left < 0) return i
  }
  return body.length
}
