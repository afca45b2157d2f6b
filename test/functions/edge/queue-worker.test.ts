import type { Context, SQSEvent, SQSRecord } from 'aws-lambda'
import { expect, test } from 'vitest'
import { type QueueWork, queueWorker } from '../../../functions/edge/queue-worker.ts'

const logged: unknown[] = []
const write = (message: string, facts?: object) => void logged.push({ message, ...facts })
const log = { info: write, warn: write, error: write }

const record = (messageId: string, body: string) =>
  ({ messageId, body, receiptHandle: 'r', attributes: { ApproximateReceiveCount: '2' } }) as SQSRecord
const failuresOf = async (work: QueueWork<{ id: string }>, ...records: SQSRecord[]) => {
  const event: SQSEvent = { Records: records }
  const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 10_000 } as Context
  const { batchItemFailures } = await queueWorker(log, work)(event, context)
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
}
const parseAndDo = (work: () => Promise<unknown>): QueueWork<{ id: string }> => ({
  parse: (body) => JSON.parse(body),
  about: ({ id }) => ({ carrierMessageId: id }),
  work,
})

test('only what failed comes again, and the log has neither the text nor the phone', async () => {
  logged.length = 0
  const broken = 'my card is 4111, call +12065550123'
  const failed = await failuresOf(
    parseAndDo(async () => {}),
    record('good', '{}'),
    record('bad', broken),
  )
  expect(failed).toEqual(['bad'])
  expect(logged).toMatchObject([{ queueMessageId: 'bad', received: 2, error: 'SyntaxError' }])
  expect(JSON.stringify(logged)).not.toMatch(/4111|card|0123/)
})

test('the log of a failure names what was worked on', async () => {
  logged.length = 0
  const work = parseAndDo(async () => {
    throw new TypeError('my card')
  })
  expect(await failuresOf(work, record('bad', '{"id": "aws-1"}'))).toEqual(['bad'])
  expect(logged).toMatchObject([{ queueMessageId: 'bad', carrierMessageId: 'aws-1', error: 'TypeError' }])
})

test('what waits for its turn comes again without being called an error', async () => {
  logged.length = 0
  const waiting = parseAndDo(async () => 'again')
  expect(await failuresOf(waiting, record('waiting', '{}'))).toEqual(['waiting'])
  expect(logged).toEqual([])
})
