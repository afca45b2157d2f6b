import { createApp } from '#adapters/app.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { createWebhookQueue } from '#adapters/webhooks/queue.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { workflowsOf, workflowWork } from './workflow-work.ts'

const app = {
  ...createApp(),
  files: createFiles(),
  renderer: rendererAtNeed(),
  webhookQueue: createWebhookQueue(),
  portalUrl: variable('PORTAL_URL'),
}

/** Events that workflows may begin with, and waits of theirs that are due. */
export const handler = queueWorker(app.log, workflowWork(app, workflowsOf(app)))
