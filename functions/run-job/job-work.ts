import { runJob } from '#domain/imports/run-job.ts'
import type { JobRef } from '#domain/jobs/job.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

/** A message of the queue is the next page of a job. */
export const jobWork = (app: Parameters<typeof runJob>[0]): QueueWork<JobRef> => ({
  parse: (body) => JSON.parse(body),
  about: (job) => ({ ...job }),
  work: (job, { attributes }) => runJob(app, job, Number(attributes.ApproximateReceiveCount)),
})
