import type { App } from '#domain/app.ts'
import { defaultSettings, type Settings } from '#domain/settings/settings.ts'
import { getRecord, type Keys, type Table } from './table.ts'

export const settingsKeys = ({ workspace }: Pick<Settings, 'workspace'>): Keys => ({
  pk: `${workspace}#settings`,
  sk: 'settings',
})

export const settingsStore = (table: Table): App['settings'] => ({
  get: async (workspace, reading) => ({
    ...defaultSettings(workspace),
    ...(await getRecord(table, 'settings', settingsKeys({ workspace }), reading)),
  }),
})
