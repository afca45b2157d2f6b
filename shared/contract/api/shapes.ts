import * as z from 'zod/mini'
import { once } from '../once.ts'
import { isBlank } from './blank.ts'

/** Shapes that several resources share. The handlers parse with them, and the OpenAPI document is made from them. */

/** A schema that the OpenAPI document refers to by its name. */
export const named = <S extends z.ZodMiniType>(id: string, make: () => S): (() => S) =>
  once(() => {
    const schema = make()
    z.globalRegistry.add(schema, { id })
    return schema
  })

/**
 * A schema that is made when something is first asked of it, and used like any other. zod takes 9 ms to make its first
 * ones, which a function would spend before it serves anything.
 */
export const later = <S extends z.ZodMiniType>(make: () => S): S => {
  const made = once(make)
  return new Proxy({} as S, { get: (_, key) => Reflect.get(made(), key) })
}

const entryId = later(() => z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{34}$/)))
const plainId = later(() => z.string().check(z.regex(/^[0-9a-z]{8,40}$/)))
export const conversationId = later(() => z.templateLiteral(['cnv_', entryId]))
export const messageId = later(() => z.templateLiteral(['msg_', entryId]))
export const importId = later(() => z.templateLiteral(['imp_', plainId]))
export const jobId = later(() => z.templateLiteral(['job_', plainId]))
export const mediaId = later(() => z.templateLiteral(['med_', plainId]))
export const noteId = later(() => z.templateLiteral(['not_', entryId]))
export const reviewId = later(() => z.templateLiteral(['crv_', entryId]))
export const contactId = later(() => z.templateLiteral(['con_', plainId]))
export const numberId = later(() => z.templateLiteral(['num_', plainId]))
export const agentId = later(() => z.templateLiteral(['agt_', plainId]))
export const teamId = later(() => z.templateLiteral(['tem_', plainId]))
export const templateId = later(() => z.templateLiteral(['tpl_', plainId]))
export const viewId = later(() => z.templateLiteral(['viw_', plainId]))
/** The client id with which a program signs in. */
export const programId = later(() => z.string().check(z.regex(/^[\w-]{1,128}$/)))
export const carrierAccountId = later(() => z.templateLiteral(['cac_', plainId]))
export const emailId = later(() => z.templateLiteral(['eml_', plainId]))
export const pushId = later(() => z.templateLiteral(['psh_', plainId]))
export const pushSubscriptionId = later(() => z.templateLiteral(['psb_', plainId]))
export const unreadableId = later(() => z.templateLiteral(['unr_', plainId]))
export const workflowId = later(() => z.templateLiteral(['wfl_', plainId]))
export const widgetId = later(() => z.templateLiteral(['wdg_', plainId]))
export const webhookEndpointId = later(() => z.templateLiteral(['whk_', plainId]))
/** The place of an event in the log. */
export const webhookDeliveryId = later(() =>
  z.templateLiteral(['whd_', z.string().check(z.regex(/^[0-9]{13}-[\w-]{1,100}$/))]),
)
export const caseId = later(() => z.templateLiteral(['cas_', plainId]))
export const hoursId = later(() => z.templateLiteral(['hrs_', plainId]))

export const timestamp = later(() => z.iso.datetime())
/** A time as people and programs write it, with any offset. */
export const moment = later(() => z.iso.datetime({ offset: true }))
export const text = (longest: number) => later(() => z.string().check(z.minLength(1), z.maxLength(longest)))
/** Names, tags, reasons: what people must be able to read, so not only spaces and invisible signs. */
export const words = (longest: number) =>
  later(() =>
    text(longest).check(
      z.refine((value) => value === '' || !isBlank(value), { error: 'This must not be empty.' }),
    ),
  )
/** The name of an outside system, such as `crm`. */
export const system = later(() => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,40}$/)))
export const emailAddress = later(() => z.email().check(z.maxLength(254)))
/** In any common format; without a country code it is in the workspace's country. */
export const phone = later(() => text(40))

const isZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** A time zone of the IANA database, such as America/Denver. */
export const zone = later(() =>
  text(60).check(z.refine(isZone, { error: 'Not a time zone of the IANA database.' })),
)
/** ISO 3166 alpha-2. */
export const country = later(() => z.string().check(z.regex(/^[A-Z]{2}$/)))

const longestBody = 20_000
const emptyBody = { error: 'A text must not be empty.' }

/** White space alone is no text either. */
export const body = later(() =>
  z.string().check(
    z.maxLength(longestBody),
    z.refine((value) => !isBlank(value), emptyBody),
  ),
)

/** Empty where pictures go without words. */
const contentBody = later(() => z.string().check(z.maxLength(longestBody)))

type Written = {
  body?: string | undefined
  template_id?: string | undefined
  input?: object | undefined
  media?: string[] | undefined
}

/** Words of one's own or a template's, and words at all unless pictures go. */
export const hasContent = once(() => [
  z.refine<Written>(({ body: words, template_id }) => words !== undefined || template_id !== undefined, {
    path: ['body'],
    error: 'This is required, or a template_id.',
  }),
  z.refine<Written>(({ body: words, template_id }) => words === undefined || template_id === undefined, {
    path: ['body'],
    error: 'Send either a body or a template_id.',
  }),
  z.refine<Written>(({ template_id, input }) => template_id !== undefined || input === undefined, {
    path: ['input'],
    error: 'Only a template has inputs.',
  }),
  z.refine<Written>(
    ({ body: words, media = [] }) => words === undefined || media.length > 0 || !isBlank(words),
    {
      path: ['body'],
      ...emptyBody,
    },
  ),
])

/** To whom a text goes: a phone, or a contact's mobile phone. */
export const recipient = () => ({ to: z.optional(phone), contact_id: z.optional(contactId) })

export const hasRecipient = once(() =>
  z.refine<{ to?: string; contact_id?: string }>(
    ({ to, contact_id }) => to !== undefined || contact_id !== undefined,
    { path: ['to'], error: 'Send a phone number as to, or the id of a contact as contact_id.' },
  ),
)

/** The same, or a text of a case, whose phone is known. */
export const hasRecipientOrCase = once(() =>
  z.refine<{ to?: string; contact_id?: string; case_id?: string }>(
    ({ to, contact_id, case_id }) => to !== undefined || contact_id !== undefined || case_id !== undefined,
    {
      path: ['to'],
      error: 'Send a phone number as to, the id of a contact as contact_id, or that of a case as case_id.',
    },
  ),
)

/** A case has its customer, and its texts are of their own kind. */
export const isOfCaseAlone = once(() =>
  z.refine<{ contact_id?: string; case_id?: string; origin?: string }>(
    ({ contact_id, case_id, origin = 'case' }) =>
      case_id === undefined || (contact_id === undefined && origin === 'case'),
    { path: ['case_id'], error: 'A text of a case has no contact_id, and the origin case.' },
  ),
)

/** A truth value in a query. */
export const flag = later(() =>
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((value) => value === 'true'),
  ),
)

export const direction = named('Direction', () => z.enum(['inbound', 'outbound']))

/** What a body is written in. */
export const format = later(() => z.enum(['text', 'html', 'markdown']))

/** Values for the inputs of a template, by their names. */
export const templateInput = () => z.record(text(40), z.string().check(z.maxLength(500))).check(atMost(10))

/**
 * What is sent: a body, or a template and what it asks for. Macros come as HTML or Markdown and leave as text; `media` are
 * pictures that were uploaded.
 */
export const content = () => ({
  body: z.optional(contentBody),
  format: z._default(format, 'text'),
  template_id: z.optional(templateId),
  input: z.optional(templateInput()),
  media: z.optional(z.array(mediaId).check(z.maxLength(10))),
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
export const idempotencyKey = later(() => text(255))

export const page =
  <S extends z.ZodMiniType>(item: () => S) =>
  () =>
    z.object({ data: z.array(item()), has_more: z.boolean(), next_cursor: z.optional(z.string()) })

export const pageQuery = {
  limit: later(() => z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 25)),
  cursor: later(() => z.optional(text(500))),
}
