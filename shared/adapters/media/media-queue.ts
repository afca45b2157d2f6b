import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { ExplainedError } from '#domain/error.ts'
import type { MediaPorts } from '#domain/media/fetch-media.ts'
import { nameOperations } from '../aws/name-operations.ts'

/** The queue of files to be fetched. A text has no more of them than one request holds. */
export const createMediaJobs = (
  queueUrl: string,
  client = nameOperations(new SQSClient({})),
): MediaPorts['mediaJobs'] => ({
  send: async (jobs, DelaySeconds) => {
    const Entries = jobs.map((job, index) => ({
      ...{ Id: String(index), MessageBody: JSON.stringify(job), DelaySeconds },
    }))
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
    if (Failed.length > 0)
      throw new ExplainedError('The queue did not take every job.', {
        failed: Failed.length,
        code: Failed[0]?.Code,
      })
  },
})
