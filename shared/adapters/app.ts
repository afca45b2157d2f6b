import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '#domain/app.ts'
import { encodeBytes } from '#domain/ids.ts'

import { openTable } from './dynamo/open-table.ts'
import type { Table } from './dynamo/table.ts'

import { variable } from './environment.ts'
import { log, report } from './log.ts'
import { pageLocks } from './page-locks.ts'
import { createProfiles } from './profiles.ts'
import { createStores } from './stores.ts'

/** What nearly every function needs: time, random ids, the log and the table. The rest is added by who uses it. */
export type BaseApp = Omit<
  App,
  | 'accounts'
  | 'carrier'
  | 'carrierNumbers'
  | 'carrierSecrets'
  | 'carrierWebhooks'
  | 'events'
  | 'facts'
  | 'files'
  | 'importFiles'
  | 'jobQueue'
  | 'pushServices'
  | 'queue'
  | 'releases'
  | 'renderer'
  | 'turnstile'
  | 'turnstileSecrets'
  | 'webhookAddresses'
  | 'webhookQueue'
  | 'webhookSecrets'
  | 'widgetSecrets'
  | 'widgets'
  | 'workflowQueue'
>

export const createApp = (table: Table = openTable(variable('TABLE_NAME'))): BaseApp => ({
  clock: { now: () => Date.now(), pause: (atMost) => pause(Math.random() * atMost) },
  randomId: (length) => encodeBytes(randomBytes(length)),
  log,
  pageLocks,
  report,
  profiles: createProfiles(() => variable('USER_INFO_URL')),
  ...createStores(table),
})
