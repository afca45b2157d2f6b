import * as z from 'zod/mini'

// What the payloads of all carriers are read with.

/** A field that Parley can do without: where it is not as documented, it is as if it were not there. */
export const unneeded = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined)

/** An id, an address or a name: what says nothing is none, and neither is what no key of the table could hold. */
export const named = () => z.string().check(z.minLength(1), z.maxLength(250))

/** What counts as somebody's clock: every other time is a mistake, and would put a text at one end of all for ever. */
const earliest = Date.parse('2000-01-01T00:00:00Z')
const latest = Date.parse('2200-01-01T00:00:00Z')
export const isTime = (at: number): boolean => at > earliest && at < latest

/** An event that Parley has no use for, by the name of its kind or the reason. */
export type Ignored = { ignored: string }

export const isIgnored = (parsed: object): parsed is Ignored => 'ignored' in parsed

/** The name of an event's kind, for the log: what is no name, as a phone number, is not told. */
export const ignore = (eventType: string): Ignored => ({
  ignored: /^[a-z_]{1,60}$/i.test(eventType) ? eventType : 'unnamed',
})
