import { createEnqueue } from '#adapters/aws/queue.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { casePageStore } from '#adapters/dynamo/case-page.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { variable } from '#adapters/environment.ts'
import { createKnown } from '#adapters/known.ts'
import { log } from '#adapters/log.ts'
import { fileLinks } from '#adapters/media/file-links.ts'
import { pageLocks } from '#adapters/page-locks.ts'
import { formKeyOf } from '#domain/widgets/widget.ts'
import { createPublicHandler } from './router.ts'
import { type PublicApp, surfacesOf } from './surfaces.ts'

const table = openTable(variable('TABLE_NAME'))
const secrets = secretStoreAtNeed(variable('WIDGET_SECRETS_PREFIX'))
const known = createKnown<string>({ keptFor: 5 * 60_000, most: 1_000 })
const enqueue = createEnqueue()
const queueUrl = variable('WIDGET_QUEUE_URL')

const app: PublicApp = {
  clock: { now: () => Date.now(), pause: async () => {} },
  casePages: casePageStore(table),
  pageLocks,
  files: fileLinks(),
  widgets: widgetStore(table),
  keyOf: (workspace) => known(workspace, async () => (await secrets.get(formKeyOf(workspace))).key ?? ''),
  enqueue: (job) => enqueue(queueUrl, job),
}

/** What people open without a token, by the portal's address. Whatever it reads lies under `link#` in the table. */
export const handler = createPublicHandler(log, surfacesOf(app))
