import { runExport } from '#domain/exports/run-export.ts'
import { runJob } from '#domain/imports/run-job.ts'
import type { JobRef } from '#domain/jobs/job.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

/** A message of the queue is the next page of a job. */
export const jobWork = (
  app: Parameters<typeof runJob>[0] & Parameters<typeof runExport>[0],
): QueueWork<JobRef> => ({
  parse: (body) => JSON.parse(body),
  about: (job) => ({ ...job }),
  work: (job, { attributes }) => {
    const seen = Number(attributes.ApproximateReceiveCount)
    return job.task === 'export' ? runExport(app, job, seen) : runJob(app, job, seen)
  },
})
