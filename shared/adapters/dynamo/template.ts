import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { type Template, templateUses } from '#domain/templates/template.ts'
import type { TemplateShortcut } from '#domain/templates/template-shortcut.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const templateKeys = ({ workspace, id }: Pick<Template, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#templates`,
  sk: id,
})

const shortcutKeys = ({ workspace, shortcut }: Pick<TemplateShortcut, 'workspace' | 'shortcut'>): Keys => ({
  pk: `${workspace}#template_shortcuts`,
  sk: shortcut,
})

export const templateRecord = declareRecord({
  kind: 'template',
  place: { pk: '<workspace>#templates', sk: '<id>' },
  keys: templateKeys,
  personal: [],
  schema: () =>
    recordOf('template', {
      id: ids.template(),
      name: z.string(),
      shortcut: z.optional(z.string()),
      folder: z.optional(z.string()),
      use: z.enum(templateUses),
      body: z.string(),
      format: z.enum(['text', 'html', 'markdown']),
      locales: z.record(z.string(), z.string()),
      inputs: z.array(stored({ name: z.string(), label: z.string(), required: z.boolean() })),
      teamIds: z.array(ids.team()),
      archived: z.boolean(),
      createdAt: z.number(),
    }),
})

export const templateShortcutRecord = declareRecord({
  kind: 'template_shortcut',
  place: { pk: '<workspace>#template_shortcuts', sk: '<shortcut>' },
  keys: shortcutKeys,
  personal: [],
  schema: () => recordOf('template_shortcut', { shortcut: z.string(), templateId: ids.template() }),
})

export const templateStore = (table: Table): App['templates'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, [templateRecord], templateKeys({ workspace, id }), reading),
  page: (workspace, page) =>
    queryRecords(table, [templateRecord], { partition: `${workspace}#templates`, ...page }),
  byShortcut: (workspace, shortcut) =>
    getRecord(table, [templateShortcutRecord], shortcutKeys({ workspace, shortcut }), 'fresh'),
})
