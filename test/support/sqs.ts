import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'

let records = 0

/** A record as a queue delivers it, `received` times so far. */
export const sqsRecord = (body: string, { received = 1, sentAt = Date.now() } = {}): SQSRecord =>
  ({
    messageId: `5fd0a3e2-8a31-4c5b-9f04-${String(++records).padStart(12, '0')}`,
    body,
    receiptHandle: 'r',
    attributes: { ApproximateReceiveCount: String(received), SentTimestamp: String(sentAt) },
  }) as SQSRecord

type Worker = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

/** The ids of those records of a batch that have to come again. */
export const failuresOf = async (worker: Worker, ...batch: SQSRecord[]): Promise<string[]> => {
  const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 10_000 } as Context
  const { batchItemFailures } = await worker({ Records: batch }, context)
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
}
