import { renderSVG } from 'uqr'
import { fittingLanguage, smsLink, type WidgetConfig } from '#contract/widget-page.ts'
import type { App } from '#domain/app.ts'
import type { WidgetId } from '#domain/ids.ts'
import type { PublicWidget } from '#domain/widgets/public-widget.ts'
import { nothingHere, type PublicAnswer, type PublicEvent, type Surface } from './router.ts'

export type ShowApp = { widgets: Pick<App['widgets'], 'published'> }

/** How it answers pages: each may keep it for a minute. */
const cache = 'public, max-age=60'

/** What the script asks for: the words of a widget, and the code of its link. */
export const widgetViews = (app: ShowApp): Surface[] => [
  {
    method: 'GET',
    path: '/public/widgets/{id}',
    answer: async (event) => {
      const widget = await allowedWidget(app, event)
      return widget ? json(event, 200, configOf(widget), { 'cache-control': cache }) : nothingHere
    },
  },
  {
    method: 'GET',
    path: '/public/widgets/{id}/qr.svg',
    answer: async (event) => {
      const widget = await namedWidget(app, event)
      return widget ? code(widget, event.queryStringParameters?.language ?? '') : nothingHere
    },
  },
]

/** The widget in the path, whichever page asks. */
const namedWidget = async (
  { widgets }: ShowApp,
  { pathParameters }: PublicEvent,
): Promise<PublicWidget | undefined> => {
  const { id = '' } = pathParameters ?? {}
  return /^wdg_[0-9a-z]{8,40}$/.test(id) ? widgets.published(id as WidgetId) : undefined
}

/** The same, where the page that asks may show it. What is no page says no origin, and learns nothing but what a page shows. */
export const allowedWidget = async (app: ShowApp, event: PublicEvent): Promise<PublicWidget | undefined> => {
  const widget = await namedWidget(app, event)
  const { origin } = event.headers
  return origin === undefined || widget?.allowedOrigins.includes(origin) ? widget : undefined
}

/** For the page that asked, and no other one. */
export const json = (
  { headers: { origin } }: PublicEvent,
  statusCode: number,
  body: object,
  headers: Record<string, string> = {},
): PublicAnswer => ({
  statusCode,
  headers: {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    vary: 'origin',
    ...(origin && { 'access-control-allow-origin': origin }),
    ...headers,
  },
  body: JSON.stringify(body),
})

const configOf = (widget: PublicWidget): WidgetConfig => ({
  address: widget.address,
  language: widget.language,
  words: Object.fromEntries(
    Object.entries(widget.words).map(([language, { button, heading, firstWords, consent }]) => [
      language,
      { button, heading, first_words: firstWords, ...(consent && widget.form === 'on' && { consent }) },
    ]),
  ),
  colour: widget.colour,
  form: widget.form,
  ...(widget.termsUrl && { terms_url: widget.termsUrl }),
  ...(widget.privacyUrl && { privacy_url: widget.privacyUrl }),
  ...(widget.turnstileSiteKey && { turnstile_site_key: widget.turnstileSiteKey }),
  consent_version: widget.consentVersion,
})

/** The link as a phone's camera reads it. Anybody may see it: it is what stands on the page. */
const code = (widget: PublicWidget, wanted: string): PublicAnswer => {
  const said = widget.words[fittingLanguage(wanted, configOf(widget))]
  return {
    statusCode: 200,
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': cache,
      'cross-origin-resource-policy': 'cross-origin',
    },
    body: renderSVG(smsLink(widget.address, said?.firstWords ?? ''), { border: 2, ecc: 'M' }),
  }
}
