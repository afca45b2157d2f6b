import type { Context, SQSEvent, SQSRecord } from 'aws-lambda'
import { expect, test } from 'vitest'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'

const logged: unknown[] = []
const write = (message: string, facts?: object) => void logged.push({ message, ...facts })
const log = { info: write, warn: write, error: write }

const record = (messageId: string, body: string) => ({ messageId, body, receiptHandle: 'r' }) as SQSRecord
const failuresOf = async (worker: ReturnType<typeof queueWorker>, ...records: SQSRecord[]) => {
  const event: SQSEvent = { Records: records }
  const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 10_000 } as Context
  const { batchItemFailures } = await worker(event, context)
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
}

test('only what failed comes again, and the log has neither the text nor the phone', async () => {
  const worker = queueWorker(log, async ({ body }) => void JSON.parse(body))
  const broken = 'my card is 4111, call +12065550123'
  expect(await failuresOf(worker, record('good', '{}'), record('bad', broken))).toEqual(['bad'])
  expect(logged).toMatchObject([{ messageId: 'bad', error: 'SyntaxError' }])
  expect(JSON.stringify(logged)).not.toMatch(/4111|card|0123/)
})

test('what waits for its turn comes again without being called an error', async () => {
  logged.length = 0
  expect(
    await failuresOf(
      queueWorker(log, async () => 'again'),
      record('waiting', '{}'),
    ),
  ).toEqual(['waiting'])
  expect(logged).toEqual([])
})
