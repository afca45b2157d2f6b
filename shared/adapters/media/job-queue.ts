import type { App } from '#domain/app.ts'
import { ownRegion, variable } from '../environment.ts'

/** The queue of jobs on files. Few calls need it. */
export const createJobQueue = (): App['jobQueue'] => ({
  run: async (job) => {
    const { sendJob } = await import('./signed-requests.ts')
    await sendJob(ownRegion(), variable('JOB_QUEUE_URL'), job)
  },
})
