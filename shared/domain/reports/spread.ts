/**
 * How long things took. The percentiles are exact; those of several days together are told from the buckets, of which each holds
 * what differs by at most two per cent, so that the middle of a bucket is within one per cent of whatever is in it
 * (DDSketch, VLDB 2019, section 2). What took less than a second counts there as one.
 */
export type Spread = {
  count: number
  p50: number
  p90: number
  p95: number
  /**
   * How many fell into each bucket: the index of the first, a colon, and from there on the counts, in base 36 and empty for none.
   * As a map they would be four times as large, and a month of them is read at once.
   */
  buckets: string
}

const accuracy = 0.01
const gamma = (1 + accuracy) / (1 - accuracy)
const perBucket = Math.log(gamma)
const least = 1_000

const bucketOf = (took: number): number => Math.ceil(Math.log(Math.max(took, least)) / perBucket)
const middleOf = (bucket: number): number => Math.round((2 * gamma ** bucket) / (gamma + 1))

/** Counts by their bucket. */
type Buckets = Map<number, number>

/** Of at least one time, milliseconds. */
export const spreadOf = (times: number[]): Spread => {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[rankOf(share, sorted.length)] ?? 0
  const buckets: Buckets = new Map()
  for (const took of sorted) addTo(buckets, bucketOf(took), 1)
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95), buckets: written(buckets) }
}

/** The nearest rank: so many are smaller. */
const rankOf = (share: number, count: number): number => Math.ceil(share * count) - 1

/** Those of one day are exact, those of several within one per cent. Undefined where there is none. */
export const joinSpreads = (spreads: Spread[]): Spread | undefined => {
  if (spreads.length < 2) return spreads[0]
  const buckets: Buckets = new Map()
  for (const spread of spreads)
    for (const [bucket, count] of read(spread.buckets)) addTo(buckets, bucket, count)
  const count = spreads.reduce((sum, spread) => sum + spread.count, 0)
  const at = (share: number) => valueAt(buckets, rankOf(share, count))
  return { count, p50: at(0.5), p90: at(0.9), p95: at(0.95), buckets: written(buckets) }
}

const addTo = (buckets: Buckets, bucket: number, count: number) =>
  buckets.set(bucket, (buckets.get(bucket) ?? 0) + count)

const valueAt = (buckets: Buckets, rank: number): number => {
  let seen = 0
  for (const [bucket, count] of [...buckets].toSorted(([a], [b]) => a - b)) {
    seen += count
    if (seen > rank) return middleOf(bucket)
  }
  return 0
}

const written = (buckets: Buckets): string => {
  const [first, last] = [Math.min(...buckets.keys()), Math.max(...buckets.keys())]
  const counts = Array.from(
    { length: last - first + 1 },
    (_, i) => buckets.get(first + i)?.toString(36) ?? '',
  )
  return `${first}:${counts.join()}`
}

const read = (text: string): [number, number][] => {
  const [first, counts = ''] = text.split(':')
  return counts
    .split(',')
    .map((count, i): [number, number] => [Number(first) + i, count === '' ? 0 : Number.parseInt(count, 36)])
    .filter(([, count]) => count > 0)
}
