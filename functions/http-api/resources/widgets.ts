import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/widgets.ts'
import { createWidget, deleteWidget, editWidget } from '#domain/widgets/edit-widget.ts'
import { listWidgets, readWidget, type UsedWidget } from '#domain/widgets/load-widget.ts'
import { defaultCaps, type Widget, type WidgetCaps, type WidgetWords } from '#domain/widgets/widget.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import type { AdminApp } from './carrier-accounts.ts'
import { optionalTime, presentPage, time } from './present.ts'

type Operations = typeof contract.widgetOperations
type Presented = Shape<Operations['getWidget']['response']>

export const widgetRoutes: Routes<Operations, AdminApp> = {
  createWidget: async ({ app, principal, body }) => {
    const { caps, words, turnstile, ...facts } = body
    return presentWidget(
      await createWidget(app, principal, {
        ...camelCased(facts),
        words: wordsIn(words),
        turnstile: turnstile && camelCased(turnstile),
        caps: caps ? camelCased(caps) : defaultCaps,
      }),
    )
  },
  listWidgets: async ({ app, principal }) => presentPage(await listWidgets(app, principal), presentWidget),
  getWidget: async ({ app, principal, params }) => presentWidget(await readWidget(app, principal, params.id)),
  editWidget: async ({ app, principal, params, body, seen }) => {
    const { caps, words, turnstile, ...facts } = body
    const patch = {
      ...camelCased(facts),
      ...(words && { words: wordsIn(words) }),
      ...(caps && { caps: camelCased(caps) }),
      turnstile: turnstile && camelCased(turnstile),
    }
    return presentWidget(await editWidget(app, principal, params.id, patch, seen))
  },
  deleteWidget: async ({ app, principal, params, seen }) => {
    await deleteWidget(app, principal, params.id, seen)
    return undefined
  },
}

const wordsIn = (words: Presented['words']): Widget['words'] =>
  Object.fromEntries(Object.entries(words).map(([language, said]) => [language, camelCased(said)]))

const presentWidget = ({ widget, use }: UsedWidget): Presented => ({
  id: widget.id,
  name: widget.name,
  number_id: widget.numberId,
  language: widget.language,
  words: Object.fromEntries(
    Object.entries(widget.words).map(([language, said]) => [language, presentWords(said)]),
  ),
  colour: widget.colour,
  allowed_origins: widget.allowedOrigins,
  form: widget.form,
  form_stopped_at: optionalTime(widget.formStoppedAt),
  terms_url: widget.termsUrl,
  privacy_url: widget.privacyUrl,
  ...(widget.turnstile && { turnstile: { site_key: widget.turnstile.siteKey } }),
  consent_version: widget.consentVersion,
  caps: presentCaps(widget.caps),
  asked: use.asked,
  confirmed: use.confirmed,
  created_at: time(widget.createdAt),
  version: widget.version,
})

const presentWords = ({ button, heading, firstWords, consent }: WidgetWords) => ({
  ...{ button, heading, first_words: firstWords, consent },
})

const presentCaps = ({ perPhoneDay, perAddressHour, perHour, perDay }: WidgetCaps) => ({
  per_phone_day: perPhoneDay,
  per_address_hour: perAddressHour,
  per_hour: perHour,
  per_day: perDay,
})
