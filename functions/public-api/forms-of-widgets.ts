import { createEnqueue } from '#adapters/aws/queue.ts'
import { secretStoreAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { variable } from '#adapters/environment.ts'
import { createKnown } from '#adapters/known.ts'
import { minute } from '#domain/time.ts'
import { formKeyOf } from '#domain/widgets/widget.ts'
import type { FormApp } from './request-widget.ts'

/** The queue that requests of forms go onto, and the keys of forms, each read once in five minutes. */
export const createForms = (): Pick<FormApp, 'enqueue' | 'keyOf'> => {
  const secrets = secretStoreAtNeed(variable('WIDGET_SECRETS_PREFIX'))
  const known = createKnown<string>({ keptFor: 5 * minute, most: 1_000 })
  const enqueue = createEnqueue()
  const queueUrl = variable('WIDGET_QUEUE_URL')
  return {
    keyOf: (workspace) => known(workspace, async () => (await secrets.get(formKeyOf(workspace))).key ?? ''),
    enqueue: (job) => enqueue(queueUrl, job),
  }
}
