/** What an edit may say of a record: null takes an optional fact away, what is left out stays. */
export type Patch<T> = { [K in keyof T]?: T[K] | (undefined extends T[K] ? null : never) }

/** The record with the facts that the edit names changed (JSON merge patch, RFC 7396, one level deep). */
export const patched = <T extends object>(record: T, patch: Patch<NoInfer<T>>): T => {
  const named = Object.entries(patch).filter(([, value]) => value !== undefined)
  const gone = named.filter(([, value]) => value === null).map(([key]) => key)
  const kept = Object.entries({ ...record, ...Object.fromEntries(named) }).filter(
    ([key]) => !gone.includes(key),
  )
  return Object.fromEntries(kept) as T
}
