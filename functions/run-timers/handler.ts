import middy from '@middy/core'
import { createApp } from '#adapters/app.ts'
import { createWorkflowQueue } from '#adapters/aws/workflow-queue.ts'
import { variable } from '#adapters/environment.ts'
import { createWebhookQueue } from '#adapters/webhooks/queue.ts'
import { sendDigest } from '#domain/notices/notify-users.ts'
import { sendWaitingTexts } from '#domain/notices/send-waiting-texts.ts'
import { runTimers } from '#domain/timers/run-timers.ts'
import { askProbe } from '#domain/webhooks/ask-delivery.ts'
import { waitOf } from '#domain/workflows/workflow-wait.ts'
import { failures } from '../edge/failures.ts'

const app = {
  ...createApp(),
  webhookQueue: createWebhookQueue(),
  workflowQueue: createWorkflowQueue(),
  portalUrl: variable('PORTAL_URL'),
}

/** What is due by now: a schedule asks every minute. */
export const handler = middy<unknown, void>()
  .use(failures(app.log, () => ({})))
  .handler(() =>
    runTimers(app, {
      notice_digest: (timer) => sendDigest(app, timer),
      notice_texts: (timer) => sendWaitingTexts(app, timer),
      webhook_probe: (timer) => askProbe(app, timer),
      workflow_wait: (timer) => app.workflowQueue.send(waitOf(timer)),
    }),
  )
