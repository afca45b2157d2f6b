/** Counts the parts that a number sends in each second. */
export type Rate = {
  /** False when the number has sent its share of this second. */
  take(number: string, parts: number, partsPerSecond: number): boolean
}

/** `now` in milliseconds, of a clock that does not jump. */
export const createRate = (now = () => performance.now()): Rate => {
  const sent = new Map<string, { at: number; parts: number }[]>()
  return {
    take: (number, parts, partsPerSecond) => {
      const recent = (sent.get(number) ?? []).filter(({ at }) => now() - at < 1000)
      const used = recent.reduce((sum, entry) => sum + entry.parts, 0)
      // A long text passes when nothing else was sent: otherwise it never could.
      const passes = used + parts <= partsPerSecond || used === 0
      sent.set(number, passes ? [...recent, { at: now(), parts }] : recent)
      return passes
    },
  }
}
