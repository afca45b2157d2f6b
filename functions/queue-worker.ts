import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { Log } from '#domain/app.ts'

/**
 * A handler for a queue: each record succeeds or fails by itself, and those that failed come again, until the queue
 * puts them among the dead letters.
 */
export const queueWorker = (log: Log, work: (record: SQSRecord) => Promise<void>) =>
  middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
    processPartialResponse(event, logged(log, work), new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  )

const logged = (log: Log, work: (record: SQSRecord) => Promise<void>) => async (record: SQSRecord) => {
  try {
    await work(record)
  } catch (error) {
    log.error('a record of the queue failed', { messageId: record.messageId, error: String(error) })
    throw error
  }
}
