import { createEnqueue } from '#adapters/aws/queue.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { variable } from '#adapters/environment.ts'
import { createKnown } from '#adapters/known.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { formKeyOf } from '#domain/widgets/widget.ts'
import type { WidgetJob } from '#domain/widgets/widget-job.ts'
import { widgetForms } from './request-widget.ts'
import type { Surface } from './router.ts'
import { widgetViews } from './show-widget.ts'
import { widgetFiles } from './widget-files.ts'

const secrets = secretStoreAtNeed(variable('WIDGET_SECRETS_PREFIX'))
const known = createKnown<string>({ keptFor: 5 * 60_000, most: 1_000 })
const enqueue = createEnqueue()
const queueUrl = variable('WIDGET_QUEUE_URL')

const widgets = {
  widgets: widgetStore(openTable(variable('TABLE_NAME'))),
  clock: { now: () => Date.now() },
  keyOf: (workspace: WorkspaceId) =>
    known(workspace, async () => (await secrets.get(formKeyOf(workspace))).key ?? ''),
  enqueue: (job: WidgetJob) => enqueue(queueUrl, job),
}

/** What is open to everybody, each in a file of its own. lib/stacks/public-stack.ts has a route for the path of each. */
export const surfaces: Surface[] = [widgetFiles(), ...widgetViews(widgets), ...widgetForms(widgets)]
