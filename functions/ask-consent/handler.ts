import { createApp } from '#adapters/app.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { variable } from '#adapters/environment.ts'
import { createTurnstile } from '#adapters/turnstile.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { askWork } from './ask-work.ts'

const table = openTable(variable('TABLE_NAME'))
const turnstile = createTurnstile(secretStoreAtNeed(variable('TURNSTILE_SECRETS_PREFIX')))
const app = { ...createApp(table), widgets: widgetStore(table), turnstile }

/** Requests from forms of websites: each phone is asked whether its owner means it, within the caps. */
export const handler = queueWorker(app.log, askWork(app))
