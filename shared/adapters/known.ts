type Known<T> = { value: Promise<T>; until: number }

/**
 * What a function has read, each for so long (milliseconds) and of so many names at most, so that it reads it once and no
 * stranger fills its memory. What could not be read is asked for again.
 */
export const createKnown = <T>(
  { keptFor, most }: { keptFor: number; most: number },
  now: () => number = Date.now,
) => {
  const all = new Map<string, Known<T>>()
  return (name: string, read: () => Promise<T>): Promise<T> => {
    const found = all.get(name)
    if (found && now() < found.until) return found.value
    const known = { value: read(), until: now() + keptFor }
    all.delete(name)
    all.set(name, known)
    const [oldest] = all.keys()
    if (all.size > most && oldest !== undefined) all.delete(oldest)
    known.value.catch(() => {
      if (all.get(name) === known) all.delete(name)
    })
    return known.value
  }
}
