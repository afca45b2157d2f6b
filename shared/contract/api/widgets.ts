import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { atMost, later, named, numberId, page, text, timestamp, widgetId, words } from './shapes.ts'

/** BCP 47: es, pt-BR. */
const language = later(() => z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)))

/** What visitors read in one language. */
const widgetWords = named('WidgetWords', () =>
  z.strictObject({
    button: words(40),
    heading: words(80),
    first_words: words(160),
    consent: z.optional(words(1_000)),
  }),
)

const allWords = () =>
  z.record(language, widgetWords()).check(
    atMost(20),
    z.refine((all) => Object.keys(all).length > 0, { error: 'The widget needs words in one language.' }),
  )

const colour = later(() => z.string().check(z.regex(/^#[0-9a-f]{6}$/)))

/** By http on the machine alone where somebody builds their website. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname))

const isOrigin = (value: string): boolean => {
  try {
    return isSafe(new URL(value)) && new URL(value).origin === value
  } catch {
    return false
  }
}

/** As browsers say it: no path, no port where that is 443, small letters. */
const origin = later(() =>
  text(300).check(
    z.refine(isOrigin, { error: 'This must be an origin such as https://www.example.com, without a path.' }),
  ),
)

const origins = () => z.array(origin).check(z.minLength(1), z.maxLength(20))

const link = later(() => z.url({ protocol: /^https$/ }).check(z.maxLength(500)))

const upTo = (most: number) => z.int().check(z.gte(1), z.lte(most))

const widgetCaps = named('WidgetCaps', () =>
  z.strictObject({
    per_phone_day: upTo(3),
    per_address_hour: upTo(50),
    per_hour: upTo(1_000),
    per_day: upTo(10_000),
  }),
)

/** Of Cloudflare: letters, digits and a few signs. */
const turnstileKey = later(() => z.string().check(z.regex(/^[\w.-]{10,100}$/)))

const turnstile = named('WidgetTurnstile', () => z.object({ site_key: z.string() }))

const turnstileBody = named('WidgetTurnstileBody', () =>
  z.strictObject({ site_key: turnstileKey, secret: z.optional(turnstileKey) }),
)

const form = () => z.enum(['off', 'on'])

const widget = named('Widget', () =>
  z.object({
    id: widgetId,
    name: z.string(),
    number_id: numberId,
    language: z.string(),
    words: z.record(z.string(), widgetWords()),
    colour: z.string(),
    allowed_origins: z.array(z.string()),
    form: form(),
    form_stopped_at: z.optional(timestamp),
    terms_url: z.optional(z.string()),
    privacy_url: z.optional(z.string()),
    turnstile: z.optional(turnstile()),
    consent_version: z.int(),
    caps: widgetCaps(),
    asked: z.int(),
    confirmed: z.int(),
    created_at: timestamp,
    version: z.int(),
  }),
)

const facts = () => ({
  name: words(100),
  number_id: numberId,
  language,
  words: allWords(),
  allowed_origins: origins(),
})

const one = () => z.object({ id: widgetId })
const manage = { scope: 'manage', role: 'admin' } as const

export const widgetOperations = {
  createWidget: {
    method: 'POST',
    path: '/v1/widgets',
    summary: 'Add a widget by which visitors of a website text a number',
    ...manage,
    body: () =>
      z.strictObject({
        ...facts(),
        colour: z._default(colour, '#1d4ed8'),
        form: z._default(form(), 'off'),
        terms_url: z.optional(link),
        privacy_url: z.optional(link),
        turnstile: z.optional(turnstileBody()),
        caps: z.optional(widgetCaps()),
      }),
    response: widget,
    status: 201,
  },
  listWidgets: {
    method: 'GET',
    path: '/v1/widgets',
    summary: 'The widgets of websites, oldest first',
    ...manage,
    response: page(widget),
    status: 200,
  },
  getWidget: {
    method: 'GET',
    path: '/v1/widgets/{id}',
    summary: 'One widget of websites',
    ...manage,
    params: one,
    response: widget,
    status: 200,
  },
  editWidget: {
    method: 'PATCH',
    path: '/v1/widgets/{id}',
    summary: 'Edit what a widget shows, where, and whether it has a form',
    ...manage,
    params: one,
    body: () =>
      z.strictObject({
        ...z.partial(z.strictObject({ ...facts(), colour, form: form(), caps: widgetCaps() })).def.shape,
        terms_url: z.optional(z.nullable(link)),
        privacy_url: z.optional(z.nullable(link)),
        turnstile: z.optional(z.nullable(turnstileBody())),
      }),
    ifMatch: 'required',
    response: widget,
    status: 200,
  },
  deleteWidget: {
    method: 'DELETE',
    path: '/v1/widgets/{id}',
    summary: 'Forget a widget',
    ...manage,
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
