import { seededRandom } from '../support/random-bodies.ts'

/** Choices that are the same for the same seed. */
export type Random = {
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  /** True in so many of a hundred cases. */
  percent(share: number): boolean
  pick<T>(from: readonly T[]): T
}

export const createRandom = (seed: number): Random => {
  const next = seededRandom(seed)
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    percent: (share) => next() * 100 < share,
    pick: (from) => from[below(from.length)] as never,
  }
}
