import * as z from 'zod/mini'
import type { PublicWidget } from '#domain/widgets/public-widget.ts'
import type { Widget, WidgetUse, WidgetWording } from '#domain/widgets/widget.ts'
import type { WidgetCap, WidgetOnce } from '#domain/widgets/widget-job.ts'
import { declareRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys } from './table.ts'

export const widgetKeys = ({ workspace, id }: Pick<Widget, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#widgets`,
  sk: id,
})

export const wordingKeys = ({
  workspace,
  widgetId,
  number,
}: Pick<WidgetWording, 'workspace' | 'widgetId' | 'number'>): Keys => ({
  pk: `${workspace}#widget#${widgetId}`,
  sk: `wording#${number}`,
})

export const useKeys = ({ workspace, widgetId }: Pick<WidgetUse, 'workspace' | 'widgetId'>): Keys => ({
  pk: `${workspace}#widget_uses`,
  sk: widgetId,
})

export const onceKeys = ({
  workspace,
  widgetId,
  name,
}: Pick<WidgetOnce, 'workspace' | 'widgetId' | 'name'>): Keys => ({
  pk: `${workspace}#widget#${widgetId}`,
  sk: `once#${name}`,
})

/** All of a workspace: an address and a phone count for all of its widgets. */
export const capKeys = ({ workspace, name }: Pick<WidgetCap, 'workspace' | 'name'>): Keys => ({
  pk: `${workspace}#widget_caps`,
  sk: name,
})

/** Of no workspace: whoever serves pages outside reads keys that begin so, and no others. */
export const publicKeys = ({ widgetId }: Pick<PublicWidget, 'widgetId'>): Keys => ({
  pk: `link#${widgetId}`,
  sk: 'widget',
})

const words = () =>
  z.record(
    z.string(),
    stored({
      button: z.string(),
      heading: z.string(),
      firstWords: z.string(),
      consent: z.optional(z.string()),
    }),
  )

/** What a widget and its public copy both have. */
const shown = () => ({
  language: z.string(),
  words: words(),
  colour: z.string(),
  allowedOrigins: z.array(z.string()),
  form: z.enum(['off', 'on']),
  termsUrl: z.optional(z.string()),
  privacyUrl: z.optional(z.string()),
  consentVersion: z.number(),
})

export const widgetRecord = declareRecord({
  kind: 'widget',
  place: { pk: '<workspace>#widgets', sk: '<id>' },
  keys: widgetKeys,
  personal: [],
  schema: () =>
    recordOf('widget', {
      id: ids.widget(),
      name: z.string(),
      numberId: ids.number(),
      ...shown(),
      turnstile: z.optional(stored({ siteKey: z.string(), secretName: z.string() })),
      formStoppedAt: z.optional(z.number()),
      caps: stored({
        perPhoneDay: z.number(),
        perAddressHour: z.number(),
        perHour: z.number(),
        perDay: z.number(),
      }),
      createdAt: z.number(),
    }),
})

export const widgetWordingRecord = declareRecord({
  kind: 'widget_wording',
  place: { pk: '<workspace>#widget#<widgetId>', sk: 'wording#<number>' },
  keys: wordingKeys,
  personal: [],
  schema: () =>
    recordOf('widget_wording', {
      widgetId: ids.widget(),
      number: z.number(),
      texts: z.record(z.string(), z.string()),
      termsUrl: z.string(),
      privacyUrl: z.string(),
      by: z.string(),
      createdAt: z.number(),
    }),
})

export const widgetUseRecord = declareRecord({
  kind: 'widget_use',
  place: { pk: '<workspace>#widget_uses', sk: '<widgetId>' },
  keys: useKeys,
  personal: [],
  schema: () =>
    recordOf('widget_use', {
      widgetId: ids.widget(),
      asked: z.number(),
      confirmed: z.number(),
      watch: z.optional(stored({ from: z.number(), asked: z.number(), confirmed: z.number() })),
    }),
})

export const widgetOnceRecord = declareRecord({
  kind: 'widget_once',
  place: { pk: '<workspace>#widget#<widgetId>', sk: 'once#<name>' },
  keys: onceKeys,
  personal: [],
  keptFor: '20 days',
  schema: () =>
    recordOf('widget_once', {
      widgetId: ids.widget(),
      name: z.string(),
      jobId: z.optional(z.string()),
      done: z.optional(z.literal(true)),
      expiresAt: z.number(),
    }),
})

export const widgetCapRecord = declareRecord({
  kind: 'widget_cap',
  place: { pk: '<workspace>#widget_caps', sk: '<name>' },
  keys: capKeys,
  personal: [],
  keptFor: '1 day',
  schema: () =>
    recordOf('widget_cap', {
      name: z.string(),
      slices: z.array(stored({ from: z.number(), last: z.number(), count: z.number() })),
      expiresAt: z.number(),
    }),
})

export const publicWidgetRecord = declareRecord({
  kind: 'public_widget',
  place: { pk: 'link#<widgetId>', sk: 'widget' },
  keys: publicKeys,
  personal: [],
  schema: () =>
    recordOf('public_widget', {
      widgetId: ids.widget(),
      address: z.string(),
      ...shown(),
      turnstileSiteKey: z.optional(z.string()),
    }),
})
