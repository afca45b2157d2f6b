import type { App } from '#domain/app.ts'
import { ownRegion, variable } from '../environment.ts'
import { sendJob } from '../media/signed-requests.ts'

/** The queue of deliveries. An event has as many jobs as a workspace has endpoints at most. */
export const createWebhookQueue = (): App['webhookQueue'] => ({
  send: async (jobs) => {
    const [region, queue] = [ownRegion(), variable('WEBHOOK_QUEUE_URL')]
    await Promise.all(jobs.map((job) => sendJob(region, queue, job)))
  },
})
