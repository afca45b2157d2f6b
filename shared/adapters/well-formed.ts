/**
 * A value from outside, as JSON gives it, with every string in it well-formed, names of fields among them: half a
 * surrogate pair, as texts have that were cut inside an emoji, becomes U+FFFD. The table refuses it, and so would every
 * text that quotes it. NUL and other control characters are well-formed and stay: they are what somebody sent.
 */
export const wellFormed = <T>(value: T): T => repaired(value) as T

const repaired = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(repaired)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name.toWellFormed(), repaired(held)]),
  )
}
