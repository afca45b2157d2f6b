import type { PageOf } from '#domain/pages.ts'

/** RFC 3339 UTC of epoch milliseconds. */
export const time = (at: number) => new Date(at).toISOString()

export const optionalTime = (at: number | undefined) => (at === undefined ? undefined : time(at))

/** Epoch milliseconds of a time as in RFC 3339. */
export const optionalInstant = (text: string | undefined) =>
  text === undefined ? undefined : Date.parse(text)

export const pageView = <T, V>(page: PageOf<T>, view: (record: T) => V) => ({
  data: page.records.map(view),
  has_more: page.nextCursor !== undefined,
  next_cursor: page.nextCursor,
})
