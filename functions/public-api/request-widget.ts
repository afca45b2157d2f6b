import { createHmac, randomUUID } from 'node:crypto'
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1'
import * as z from 'zod/mini'
import type { WidgetChallenge } from '#contract/widget-page.ts'
import type { WidgetId, WorkspaceId } from '#domain/ids.ts'
import { minute } from '#domain/time.ts'
import type { PublicWidget } from '#domain/widgets/public-widget.ts'
import { longestTurnstileToken } from '#domain/widgets/turnstile-token.ts'
import type { WidgetJob } from '#domain/widgets/widget-job.ts'
import { requestBody } from '../edge/request-body.ts'
import { nothingHere, type PublicAnswer, type PublicEvent, type Surface } from './router.ts'
import { allowedWidget, json, type ShowApp } from './show-widget.ts'
import { browserOf, networkOf } from './visitor.ts'

export type FormApp = ShowApp & {
  clock: { now(): number }
  /** The key of a workspace's forms. */
  keyOf(workspace: WorkspaceId): Promise<string>
  /** Settles when the queue has it. */
  enqueue(job: WidgetJob): Promise<void>
}

/**
 * What the form of a widget asks for. It is checked for what its sender knows anyway, put on a queue, and answered before anybody looks
 * at the phone: whether that is known, opted out or over a cap, the answer is the same, and takes as long.
 */
export const widgetForms = (app: FormApp): Surface[] => [
  {
    method: 'POST',
    path: '/public/widgets/{id}/challenge',
    answer: (event) =>
      withForm(app, event, async (widget) => json(event, 200, await challengeOf(app, widget))),
  },
  {
    method: 'POST',
    path: '/public/widgets/{id}/requests',
    answer: (event) => withForm(app, event, (widget) => take(app, event, widget)),
  },
]

/** Only pages that may show the widget have its form, and browsers say which page it is. */
const withForm = async (
  app: FormApp,
  event: PublicEvent,
  answer: (widget: PublicWidget) => Promise<PublicAnswer>,
): Promise<PublicAnswer> => {
  const widget = event.headers.origin ? await allowedWidget(app, event) : undefined
  return widget?.form === 'on' ? answer(widget) : nothingHere
}

/** Some 30,000 hashes, a fifth of a second in a browser, within ten minutes. */
const work = { maxnumber: 60_000, within: 10 * minute }

const challengeOf = async (app: FormApp, { workspace, widgetId }: PublicWidget): Promise<WidgetChallenge> => {
  const { maxnumber } = work
  const made = await createChallenge({
    ...{ algorithm: 'SHA-256', maxnumber, params: { widget: widgetId } },
    hmacKey: challengeKey(await app.keyOf(workspace)),
    expires: new Date(app.clock.now() + work.within),
  })
  const { challenge, salt, signature } = made
  return { algorithm: 'SHA-256', challenge, maxnumber, salt, signature }
}

/** Other keys for other ends, of the one secret. */
const challengeKey = (key: string): string => `challenge ${key}`
const hashOf = (key: string, address: string): string =>
  createHmac('sha256', `address ${key}`).update(address).digest('base64url')

const most = 8_192
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest))

const requested = z.object({
  phone: z.string().check(z.regex(/^[+\d\s().-]{5,40}$/)),
  consent: z.object({ version: z.int(), language: text(40), agreed: z.literal(true) }),
  page: z.url({ protocol: /^https?$/ }).check(z.maxLength(2_000)),
  challenge: z.object({
    algorithm: z.literal('SHA-256'),
    challenge: text(100),
    number: z.int(),
    salt: text(200),
    signature: text(100),
  }),
  turnstile: z.optional(z.string()),
})

type Requested = z.output<typeof requested>

const take = async (app: FormApp, event: PublicEvent, widget: PublicWidget): Promise<PublicAnswer> => {
  const { success, data } = requested.safeParse(readBody(event))
  if (!success || data.consent.version !== widget.consentVersion)
    return refused(event, 422, 'consent_required', 'Send a phone number and the wording that was agreed to.')
  const key = await app.keyOf(widget.workspace)
  if (!(await isSolved(app, data.challenge, widget.widgetId, key)))
    return failed(event, 'Ask for a challenge, and send what solves it within ten minutes.')
  if (!hasToken(widget, data)) return failed(event, 'Send the token that Turnstile gave the browser.')
  await app.enqueue(jobOf(app, event, widget, data, key))
  return json(event, 202, {})
}

const refused = (event: PublicEvent, status: number, code: string, detail: string) =>
  json(event, status, { status, code, detail })

const failed = (event: PublicEvent, detail: string) => refused(event, 403, 'challenge_failed', detail)

/** Where the widget asks for a token. What it is worth, Cloudflare says later. */
const hasToken = ({ turnstileSiteKey }: PublicWidget, { turnstile = '' }: Requested): boolean =>
  !turnstileSiteKey || (turnstile !== '' && turnstile.length <= longestTurnstileToken)

const readBody = (event: PublicEvent): unknown => {
  const written = requestBody(event)
  try {
    return written.length > most ? undefined : JSON.parse(written)
  } catch {
    return undefined
  }
}

/** Whether the work was asked for by this widget, not long ago, and done. That it counts once is seen to by who decides. */
const isSolved = async (
  { clock }: FormApp,
  challenge: Requested['challenge'],
  id: WidgetId,
  key: string,
): Promise<boolean> => {
  const { widget, expires } = extractParams(challenge)
  const isInTime = Number(expires) * 1_000 > clock.now()
  return isInTime && widget === id && (await verifySolution(challenge, challengeKey(key), false))
}

const jobOf = (
  { clock }: FormApp,
  { headers }: PublicEvent,
  { workspace, widgetId, turnstileSiteKey }: PublicWidget,
  { phone, consent, page, challenge, turnstile }: Requested,
  key: string,
): WidgetJob => {
  const { origin, pathname } = new URL(page)
  return {
    id: randomUUID(),
    ...{ workspace, widgetId, phone },
    challenge: challenge.challenge,
    ...(turnstileSiteKey && turnstile && { turnstile }),
    wording: consent.version,
    language: consent.language,
    page: origin + pathname,
    address: hashOf(key, networkOf(headers['cloudfront-viewer-address'])),
    browser: browserOf(headers['user-agent']),
    at: clock.now(),
  }
}
