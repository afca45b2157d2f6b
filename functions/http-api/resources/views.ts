import type { PageOf } from '#domain/pages.ts'

/** RFC 3339 UTC of epoch milliseconds. */
export const time = (at: number) => new Date(at).toISOString()

export const optionalTime = (at: number | undefined) => (at === undefined ? undefined : time(at))

export const pageView = <T, V>(page: PageOf<T>, view: (record: T) => V) => ({
  data: page.records.map(view),
  has_more: page.nextCursor !== undefined,
  next_cursor: page.nextCursor,
})
