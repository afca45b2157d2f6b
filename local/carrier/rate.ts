/** Counts the parts that a number sends in each second. */
export type Rate = {
  /** False when the number has sent its share of this second. */
  take(number: string, parts: number): boolean
  partsPerSecond: number
}

/** `now` in milliseconds, of a clock that does not jump. */
export const createRate = (partsPerSecond: number, now = () => performance.now()): Rate => {
  const sent = new Map<string, { at: number; parts: number }[]>()
  const rate: Rate = {
    partsPerSecond,
    take: (number, parts) => {
      const recent = (sent.get(number) ?? []).filter(({ at }) => now() - at < 1000)
      const used = recent.reduce((sum, entry) => sum + entry.parts, 0)
      // A long text passes when nothing else was sent: otherwise it never could.
      const passes = used + parts <= rate.partsPerSecond || used === 0
      sent.set(number, passes ? [...recent, { at: now(), parts }] : recent)
      return passes
    },
  }
  return rate
}
