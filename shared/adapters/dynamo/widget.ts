import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { PublicWidget } from '#domain/widgets/public-widget.ts'
import { mostWidgets, type Widget, type WidgetUse, type WidgetWording } from '#domain/widgets/widget.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const widgetKeys = ({ workspace, id }: Pick<Widget, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#widgets`,
  sk: id,
})

const wordingKeys = ({
  workspace,
  widgetId,
  number,
}: Pick<WidgetWording, 'workspace' | 'widgetId' | 'number'>): Keys => ({
  pk: `${workspace}#widget#${widgetId}`,
  sk: `wording#${number}`,
})

const useKeys = ({ workspace, widgetId }: Pick<WidgetUse, 'workspace' | 'widgetId'>): Keys => ({
  pk: `${workspace}#widget_uses`,
  sk: widgetId,
})

/** Of no workspace: whoever serves pages outside reads keys that begin so, and no others. */
const publicKeys = ({ widgetId }: Pick<PublicWidget, 'widgetId'>): Keys => ({
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

const form = () => z.enum(['off', 'on'])

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
      language: z.string(),
      words: words(),
      colour: z.string(),
      allowedOrigins: z.array(z.string()),
      form: form(),
      formStoppedAt: z.optional(z.number()),
      termsUrl: z.optional(z.string()),
      privacyUrl: z.optional(z.string()),
      consentVersion: z.number(),
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
  schema: () => recordOf('widget_use', { widgetId: ids.widget(), asked: z.number(), confirmed: z.number() }),
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
      language: z.string(),
      words: words(),
      colour: z.string(),
      allowedOrigins: z.array(z.string()),
      form: form(),
      termsUrl: z.optional(z.string()),
      privacyUrl: z.optional(z.string()),
      consentVersion: z.number(),
    }),
})

export const widgetStore = (table: Table): App['widgets'] => ({
  get: (workspace, id) => getRecord(table, [widgetRecord], widgetKeys({ workspace, id }), 'fresh'),
  list: async (workspace, reading) => {
    const range = { partition: `${workspace}#widgets`, limit: mostWidgets * 2, reading }
    return (await queryRecords(table, [widgetRecord], range)).map(({ record }) => record)
  },
  wording: (workspace, widgetId, number) =>
    getRecord(table, [widgetWordingRecord], wordingKeys({ workspace, widgetId, number }), 'cached'),
  use: (workspace, widgetId) =>
    getRecord(table, [widgetUseRecord], useKeys({ workspace, widgetId }), 'fresh'),
  uses: async (workspace) => {
    const range = { partition: `${workspace}#widget_uses`, limit: mostWidgets * 2 }
    return (await queryRecords(table, [widgetUseRecord], range)).map(({ record }) => record)
  },
  published: (widgetId) => getRecord(table, [publicWidgetRecord], publicKeys({ widgetId }), 'fresh'),
})
