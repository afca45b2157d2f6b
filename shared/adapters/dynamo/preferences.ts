import * as z from 'zod/mini'
import { callKinds, type Preferences } from '#domain/agents/preferences.ts'
import type { App } from '#domain/app.ts'
import { weekdays } from '#domain/hours/business-hours.ts'
import { agentPartition } from './conversation.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const preferencesKeys = ({ workspace, agentId }: Pick<Preferences, 'workspace' | 'agentId'>): Keys => ({
  pk: agentPartition(workspace, agentId),
  sk: 'preferences',
})

const calls = () => z.enum(['off', 'mine', 'mine_and_unclaimed', 'all'])

export const preferencesRecord = declareRecord({
  kind: 'preferences',
  place: { pk: '<workspace>#agent#<agentId>', sk: 'preferences' },
  keys: preferencesKeys,
  personal: [],
  schema: () =>
    recordOf('preferences', {
      agentId: ids.agent(),
      sound: z.optional(calls()),
      popUps: z.optional(calls()),
      emailFor: z.optional(z.array(z.enum(callKinds))),
      pushFor: z.optional(z.array(z.enum(callKinds))),
      quietTimes: z.optional(
        stored({ zone: z.string(), weekly: z.partialRecord(z.enum(weekdays), z.array(interval())) }),
      ),
      undoSeconds: z.optional(z.number()),
      sendKey: z.optional(z.enum(['enter', 'ctrl_enter'])),
      shortcuts: z.optional(z.enum(['on', 'off'])),
      keys: z.optional(z.record(z.string(), z.string())),
      theme: z.optional(z.enum(['system', 'light', 'dark'])),
      density: z.optional(z.enum(['comfortable', 'compact'])),
      language: z.optional(z.string()),
    }),
})

const interval = () => stored({ from: z.string(), to: z.string() })

export const preferencesStore = (table: Table): App['preferences'] => ({
  get: (workspace, agentId, reading) =>
    getRecord(table, [preferencesRecord], preferencesKeys({ workspace, agentId }), reading),
})
