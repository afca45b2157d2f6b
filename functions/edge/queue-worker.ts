import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { errorFacts } from '#adapters/log.ts'
import type { Log } from '#domain/app.ts'

/** Gives `again` where nothing is wrong but the record has to come once more. */
type Work = (record: SQSRecord) => Promise<unknown>

/**
 * A handler for a queue: each record succeeds or fails by itself, and those that failed come again, until the queue
 * puts them among the dead letters.
 */
export const queueWorker = (log: Log, work: Work) =>
  middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
    processPartialResponse(event, logged(log, work), new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  )

const logged = (log: Log, work: Work) => async (record: SQSRecord) => {
  const outcome = await work(record).catch((error) => {
    log.error('a record of the queue failed', { messageId: record.messageId, ...errorFacts(error) })
    throw error
  })
  if (outcome === 'again') throw new Error('The record waits for its turn')
}
