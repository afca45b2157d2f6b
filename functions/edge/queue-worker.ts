import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { errorFacts } from '#adapters/log.ts'
import type { Log } from '#domain/app.ts'

/** Parse -> one use case, for each record of a queue. */
export type QueueWork<T> = {
  /** Throws on what cannot be read: it then ends among the dead letters. */
  parse(body: string): T
  /** What the log of a failure says of it: ids, never a body or a phone. */
  about(parsed: T): Record<string, unknown>
  /** Gives `again` where nothing is wrong but the record has to come once more. */
  work(parsed: T, record: SQSRecord): Promise<unknown>
}

/**
 * A handler for a queue: each record succeeds or fails by itself. A failed one comes again, until the queue puts it
 * among the dead letters.
 */
export const queueWorker = <T>(log: Log, work: QueueWork<T>) =>
  middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
    processPartialResponse(
      event,
      (record: SQSRecord) => workOn(record, log, work),
      new BatchProcessor(EventType.SQS),
      { context, throwOnFullBatchFailure: false },
    ),
  )

const workOn = async <T>(record: SQSRecord, log: Log, { parse, about, work }: QueueWork<T>) => {
  let facts: Record<string, unknown> = {
    queueMessageId: record.messageId,
    received: Number(record.attributes.ApproximateReceiveCount),
  }
  let outcome: unknown
  try {
    const parsed = parse(record.body)
    facts = { ...facts, ...about(parsed) }
    outcome = await work(parsed, record)
  } catch (error) {
    log.error('a record of the queue failed', { ...facts, ...errorFacts(error) })
    throw error
  }
  if (outcome === 'again') throw new Error('The record waits for its turn')
}
