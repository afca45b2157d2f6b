import { casePageStore } from '#adapters/dynamo/case-page.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { variable } from '#adapters/environment.ts'
import { log } from '#adapters/log.ts'
import { fileLinks } from '#adapters/media/file-links.ts'
import { pageLocks } from '#adapters/page-locks.ts'
import { createForms } from './forms-of-widgets.ts'
import { createPublicHandler } from './router.ts'
import { type PublicApp, surfacesOf } from './surfaces.ts'

const table = openTable(variable('TABLE_NAME'))

const app: PublicApp = {
  clock: { now: () => Date.now(), pause: async () => {} },
  casePages: casePageStore(table),
  pageLocks,
  widgets: widgetStore(table),
  files: fileLinks(),
  ...createForms(),
}

/** What people open without a token, by the portal's address. Whatever it reads lies under `link#` in the table. */
export const handler = createPublicHandler(log, surfacesOf(app))
