import type { App } from '#domain/app.ts'
import { variable } from '../environment.ts'

/** The queue of jobs on files. Few calls need it. */
export const createJobQueue = (): App['jobQueue'] => ({
  run: async (job) => {
    const { sendJob } = await import('./signed-requests.ts')
    await sendJob(process.env.AWS_REGION ?? 'us-east-1', variable('JOB_QUEUE_URL'), job)
  },
})
