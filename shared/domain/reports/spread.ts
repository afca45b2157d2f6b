/**
 * How long things took. The percentiles are exact; those of several days together are told from the buckets, of which each holds
 * what differs by at most two per cent, so that the middle of a bucket is within one per cent of whatever is in it
 * (DDSketch, VLDB 2019, section 2).
 */
export type Spread = {
  count: number
  p50: number
  p90: number
  p95: number
  /** How many fell into each bucket, by its index. */
  buckets: Record<string, number>
}

const accuracy = 0.01
const gamma = (1 + accuracy) / (1 - accuracy)
const perBucket = Math.log(gamma)

/** Milliseconds; what took less than one counts as one. */
const bucketOf = (took: number): number => Math.ceil(Math.log(Math.max(took, 1)) / perBucket)
const middleOf = (bucket: number): number => Math.round((2 * gamma ** bucket) / (gamma + 1))

/** Of at least one time, milliseconds. */
export const spreadOf = (times: number[]): Spread => {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[rankOf(share, sorted.length)] ?? 0
  const buckets: Spread['buckets'] = {}
  for (const took of sorted) buckets[bucketOf(took)] = (buckets[bucketOf(took)] ?? 0) + 1
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95), buckets }
}

/** The nearest rank: so many are smaller. */
const rankOf = (share: number, count: number): number => Math.ceil(share * count) - 1

/** Those of one day are exact, those of several within one per cent. Undefined where there is none. */
export const joinSpreads = (spreads: Spread[]): Spread | undefined => {
  if (spreads.length < 2) return spreads[0]
  const buckets: Spread['buckets'] = {}
  for (const spread of spreads)
    for (const [bucket, count] of Object.entries(spread.buckets))
      buckets[bucket] = (buckets[bucket] ?? 0) + count
  const count = spreads.reduce((sum, spread) => sum + spread.count, 0)
  const ordered = Object.entries(buckets).toSorted(([a], [b]) => Number(a) - Number(b))
  const at = (share: number) => valueAt(ordered, rankOf(share, count))
  return { count, p50: at(0.5), p90: at(0.9), p95: at(0.95), buckets }
}

const valueAt = (ordered: [string, number][], rank: number): number => {
  let seen = 0
  for (const [bucket, count] of ordered) {
    seen += count
    if (seen > rank) return middleOf(Number(bucket))
  }
  return 0
}
