import * as z from 'zod/mini'

/** Shapes that several resources share. The handlers parse with them, and the OpenAPI document is made from them. */

/** Makes something when it is first asked for, and once. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A schema that the OpenAPI document refers to by its name. */
export const named = <S extends z.ZodMiniType>(id: string, make: () => S): (() => S) =>
  once(() => {
    const schema = make()
    z.globalRegistry.add(schema, { id })
    return schema
  })

const entryId = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{34}$/))
const plainId = z.string().check(z.regex(/^[0-9a-z]{8,40}$/))
export const conversationId = z.templateLiteral(['cnv_', entryId])
export const messageId = z.templateLiteral(['msg_', entryId])
export const noteId = z.templateLiteral(['not_', entryId])
export const contactId = z.templateLiteral(['con_', plainId])
export const numberId = z.templateLiteral(['num_', plainId])
export const agentId = z.templateLiteral(['agt_', plainId])
export const teamId = z.templateLiteral(['tem_', plainId])
export const viewId = z.templateLiteral(['viw_', plainId])
/** The client id with which a program signs in. */
export const programId = z.string().check(z.regex(/^[\w-]{1,128}$/))
export const hoursId = z.templateLiteral(['hrs_', plainId])

export const timestamp = z.iso.datetime()
/** A time as people and programs write it, with any offset. */
export const moment = z.iso.datetime({ offset: true })
export const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest))
/** In any common format; without a country code it is in the workspace's country. */
export const phone = text(40)

const isZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** A time zone of the IANA database, such as America/Denver. */
export const zone = text(60).check(z.refine(isZone, { error: 'This is no time zone of the IANA database.' }))
/** ISO 3166 alpha-2. */
export const country = z.string().check(z.regex(/^[A-Z]{2}$/))

/** White space alone is no text either. */
export const body = z.string().check(
  z.maxLength(20_000),
  z.refine((value) => value.trim() !== '', { error: 'A text must not be empty.' }),
)

/** What a body is written in. */
export const format = z.enum(['text', 'html', 'markdown'])

/** What is sent. Macros come as HTML or Markdown and leave as text; with media the answer is `content_not_supported`. */
export const content = () => ({
  body,
  format: z._default(format, 'text'),
  media: z.optional(z.array(z.unknown()).check(z.maxLength(100))),
})

/** When it is to leave: not before `send_at` (a year ahead at most), or now, whatever the business hours say. */
export const timing = () => ({
  send_at: z.optional(z.iso.datetime({ offset: true })),
  send_now: z.optional(z.boolean()),
})

/** For a map. */
export const atMost = (entries: number) =>
  z.refine<object>((map) => Object.keys(map).length <= entries, { error: `At most ${entries} entries.` })

/** What programs keep with a record: at most 20 pairs, keys of 40 characters, values of 500. */
export const metadata = () => z.record(text(40), text(500)).check(atMost(20))

/** Null takes a pair away, and what is not named stays. */
export const metadataPatch = () => z.record(text(40), z.nullable(text(500))).check(atMost(20))

/** Names a request that may come more than once (draft-ietf-httpapi-idempotency-key-header). */
export const idempotencyKey = text(255)

export const page =
  <S extends z.ZodMiniType>(item: () => S) =>
  () =>
    z.object({ data: z.array(item()), has_more: z.boolean(), next_cursor: z.optional(z.string()) })

export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 25),
  cursor: z.optional(text(500)),
}

export const problem = named('Problem', () =>
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.optional(z.array(z.object({ path: z.string(), detail: z.string() }))),
    request_id: z.string(),
    retryable: z.boolean(),
  }),
)
