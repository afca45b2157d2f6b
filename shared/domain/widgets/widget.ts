import type { NumberId, WidgetId, WorkspaceId } from '../ids.ts'

/** Click-to-text: what pages of the company show so that visitors text one of its numbers. */
export type Widget = {
  kind: 'widget'
  workspace: WorkspaceId
  id: WidgetId
  name: string
  numberId: NumberId
  /** BCP 47: whose words pages in other languages show. */
  language: string
  words: Record<string, WidgetWords>
  /** Of the button: `#rrggbb`. */
  colour: string
  /** The origins of pages that may show it, such as https://example.com. */
  allowedOrigins: string[]
  /** Whether visitors may type their phone in, to be asked there whether they mean it. */
  form: 'off' | 'on'
  /** When the form switched itself off because hardly anybody said YES; until somebody switches it on. Epoch milliseconds. */
  formStoppedAt?: number
  termsUrl?: string
  privacyUrl?: string
  /** Has Cloudflare look at visitors of the form. `secretName`: of the secret that is kept for the site key. */
  turnstile?: { siteKey: string; secretName: string }
  /** Counts the wordings that visitors agreed to or could have: each is kept. */
  consentVersion: number
  caps: WidgetCaps
  createdAt: number
  version: number
}

/** What visitors read in one language. `firstWords`: what their text begins with; `consent`: what they tick in the form. */
export type WidgetWords = { button: string; heading: string; firstWords: string; consent?: string }

/**
 * How many questions may leave at most: to one phone in a day, for one address of the internet in an hour, and by the widget in
 * an hour and in a day. An hour is any sixty minutes, a day any 24 hours.
 */
export type WidgetCaps = { perPhoneDay: number; perAddressHour: number; perHour: number; perDay: number }

/** One wording of consent: what visitors could read and tick while it was the newest. Never changed, and kept without end. */
export type WidgetWording = {
  kind: 'widget_wording'
  workspace: WorkspaceId
  widgetId: WidgetId
  /** Which wording it is, from 1 on. */
  number: number
  /** By language. */
  texts: Record<string, string>
  termsUrl: string
  privacyUrl: string
  /** The agent or program that wrote it. */
  by: string
  createdAt: number
  version: number
}

/** How often the form was used. */
export type WidgetUse = {
  kind: 'widget_use'
  workspace: WorkspaceId
  widgetId: WidgetId
  /** Questions that were sent, and how many of them were answered with YES. */
  asked: number
  confirmed: number
  /** Those of an hour, from when on (epoch milliseconds): by them the form is judged. */
  watch?: { from: number; asked: number; confirmed: number }
  version: number
}

/** More than a company has kinds of pages. */
export const mostWidgets = 50

export const defaultCaps: WidgetCaps = { perPhoneDay: 1, perAddressHour: 5, perHour: 60, perDay: 300 }

export const unused = ({ workspace, id }: Pick<Widget, 'workspace' | 'id'>): WidgetUse => ({
  ...{ kind: 'widget_use', workspace, widgetId: id, asked: 0, confirmed: 0, version: 0 },
})

/** Whose secret it is: all widgets of a workspace have one. */
export type FormKeyOwner = { workspace: WorkspaceId; id: 'form-key' }

export const formKeyOf = (workspace: WorkspaceId): FormKeyOwner => ({ workspace, id: 'form-key' })
