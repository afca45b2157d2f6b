import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { errorFacts } from '#adapters/log.ts'
import type { Log } from '#domain/app.ts'
import { isLasting } from './lasting.ts'

/** Parse -> one use case, for each record of a queue. */
export type QueueWork<T> = {
  /** Throws on what cannot be read. */
  parse(body: string, record: SQSRecord): T | Promise<T>
  /** What the log of a failure says of it: ids, never a body or a phone. */
  about(parsed: T): Record<string, unknown>
  /** Gives `again` where nothing is wrong but the record has to come once more. */
  work(parsed: T, record: SQSRecord): Promise<unknown>
  /** Takes what coming again does not mend. Without it such a record, too, ends among the dead letters. */
  setAside?(record: SQSRecord, failure: Failure): Promise<void>
}

/** `failing`: it could be read, and failed each time that it was worked on. */
type Failure = { reason: 'unreadable' | 'failing'; error: unknown }

/** So often a record is worked on before a failure that looks lasting is taken for one. */
const patience = 3

/**
 * A handler for a queue: each record succeeds or fails by itself. A failed one comes again, until the queue puts it
 * among the dead letters. What cannot be mended by coming again is set aside at once.
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

const workOn = async <T>(record: SQSRecord, log: Log, { parse, about, work, setAside }: QueueWork<T>) => {
  const received = Number(record.attributes.ApproximateReceiveCount)
  let facts: Record<string, unknown> = { queueMessageId: record.messageId, received }
  let reason: Failure['reason'] = 'unreadable'
  let outcome: unknown
  try {
    const parsed = await parse(record.body, record)
    reason = 'failing'
    facts = { ...facts, ...about(parsed) }
    outcome = await work(parsed, record)
  } catch (error) {
    log.error('a record of the queue failed', { ...facts, ...errorFacts(error) })
    const mayMend = reason === 'failing' && (received < patience || !isLasting(error))
    if (!setAside || mayMend) throw error
    await setAside(record, { reason, error })
  }
  if (outcome === 'again') throw new Error('The record waits for its turn')
}
