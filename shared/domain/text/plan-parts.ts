import { awsPartLimits, cutAtWords, cutWithCounters, type PartLimits } from './cut-parts.ts'
import { type Clusters, clustersOf, countCharacters } from './grapheme-clusters.ts'
import { countSegments, type Encoding, normalizeBody, type SegmentCount, singleSegment } from './segments.ts'

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

const separateLimits: PartLimits = { ...singleSegment, segments: 1 }

/**
 * Divides a body into the parts to send. Each part takes the cheapest encoding of its own, as the carrier decides for
 * each request; the plan's encoding is ucs2 when any part's is. Parts are cut at white space, which is dropped there;
 * a word that fits in no part is cut between grapheme clusters, a cluster that fits in no part between characters.
 * An empty body has no parts. Throws RangeError when the limits have no room for a character. Rules: docs/segments.md.
 */
export const planParts = (body: string, settings: PartSettings): PartPlan => {
  const clusters = clustersOf(normalizeBody(body))
  const parts = clusters.text === '' ? [] : divide(clusters, settings)
  return {
    encoding: parts.some((part) => part.encoding === 'ucs2') ? 'ucs2' : 'gsm7',
    characters: countCharacters(clusters),
    units: parts.reduce((sum, part) => sum + part.units, 0),
    segments: parts.reduce((sum, part) => sum + part.segments, 0),
    parts,
  }
}

/** A body that fits one part is sent as it is, whatever it is. */
const divide = (clusters: Clusters, settings: PartSettings): PlannedPart[] => {
  const limits = settings.longMessages === 'separate' ? separateLimits : (settings.limits ?? awsPartLimits)
  const whole = measure(clusters.text)
  return fits(whole, limits) ? [whole] : cut(clusters, settings, limits).map(measure)
}

const measure = (body: string): PlannedPart => ({ body, ...countSegments(body) })

const fits = ({ encoding, units, segments }: SegmentCount, limits: PartLimits): boolean =>
  units <= limits[encoding] && segments <= (limits.segments ?? Number.POSITIVE_INFINITY)

const cut = (clusters: Clusters, settings: PartSettings, limits: PartLimits): string[] => {
  const counted = settings.longMessages === 'separate' && settings.counters
  return counted ? cutWithCounters(clusters, limits) : cutAtWords(clusters, () => limits)
}
