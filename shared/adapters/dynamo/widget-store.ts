import type { App } from '#domain/app.ts'
import { mostWidgets } from '#domain/widgets/widget.ts'
import { getRecord, queryRecords } from './record.ts'
import type { Table } from './table.ts'
import {
  capKeys,
  onceKeys,
  publicKeys,
  publicWidgetRecord,
  useKeys,
  widgetCapRecord,
  widgetKeys,
  widgetOnceRecord,
  widgetRecord,
  widgetUseRecord,
  widgetWordingRecord,
  wordingKeys,
} from './widget.ts'

/** Few functions know of widgets: it is no part of what all have. */
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
  once: (workspace, widgetId, name) =>
    getRecord(table, [widgetOnceRecord], onceKeys({ workspace, widgetId, name }), 'fresh'),
  cap: (workspace, name) => getRecord(table, [widgetCapRecord], capKeys({ workspace, name }), 'fresh'),
  published: (widgetId) => getRecord(table, [publicWidgetRecord], publicKeys({ widgetId }), 'fresh'),
})
