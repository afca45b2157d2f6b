import { GetQueueAttributesCommand, type QueueAttributeName, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createQueueSource, type QueueSourceSettings } from '../../../../local/runner/event-source/queue.ts'
import type { Source } from '../../../../local/runner/event-source/source.ts'
import { type Queues, startQueues } from '../emulators/queues.ts'

type Record_ = { messageId: string; body: string; attributes: Record<string, string> }

let queues: Queues
let source: Source | undefined

beforeEach(async () => {
  queues = await startQueues()
})

afterEach(async () => {
  await source?.stop()
  source = undefined
  await queues.stop()
})

/** Feeds a function from a queue. */
const feed = (
  name: string,
  invoke: (records: Record_[]) => Promise<unknown>,
  settings: Partial<QueueSourceSettings> = {},
) => {
  source = createQueueSource(
    {
      queueUrl: queues.url(name),
      queueArn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
      batchSize: 10,
      windowSeconds: 0,
      filters: [],
      reportsFailures: true,
      concurrency: 4,
      region: 'us-east-1',
      ...settings,
    },
    {
      sqs: queues.sqs,
      clock: queues.clock,
      invoke: (event) => invoke((event as { Records: Record_[] }).Records),
      report: () => {},
    },
  )
  source.start()
}

const send = (name: string, MessageBody: string, MessageGroupId?: string) =>
  queues.sqs.send(
    new SendMessageCommand({
      QueueUrl: queues.url(name),
      MessageBody,
      ...(MessageGroupId && { MessageGroupId, MessageDeduplicationId: MessageBody }),
    }),
  )

/** How many messages of a queue nobody works on, and how many somebody does. */
const counts = async (name: string) => {
  const names: QueueAttributeName[] = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']
  const { Attributes = {} } = await queues.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queues.url(name), AttributeNames: names }),
  )
  return names.map((attribute) => Number(Attributes[attribute]))
}

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}

test('a record is what Lambda makes of a message', async () => {
  await queues.create('texts')
  const seen: Record_[] = []
  feed('texts', async (records) => void seen.push(...records))
  await send('texts', 'hello')
  await until(() => seen.length > 0)
  expect(seen[0]).toMatchObject({
    body: 'hello',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:texts',
    awsRegion: 'us-east-1',
  })
  await until(async () => (await counts('texts')).every((count) => count === 0))
})

test('only what failed comes back, when its time is over', async () => {
  await queues.create('texts', { VisibilityTimeout: '180' })
  for (const body of ['good', 'bad']) await send('texts', body)
  const seen: string[] = []
  feed('texts', async (records) => {
    seen.push(...records.map(({ body }) => body))
    const failed = records.filter(
      ({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1',
    )
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  })
  await until(async () => seen.length === 2 && (await counts('texts')).join() === '0,1')
  await queues.clock.travel(queues.clock.now() + 181_000)
  await until(() => seen.length === 3)
  expect(seen).toEqual(['good', 'bad', 'bad'])
})

test('a batch whose function throws comes back whole', async () => {
  await queues.create('texts', { VisibilityTimeout: '1' })
  await send('texts', 'once more')
  const seen: string[] = []
  feed('texts', async (records) => {
    seen.push(...records.map(({ body }) => body))
    if (seen.length === 1) throw new Error('no')
  })
  await until(() => seen.length === 2)
  expect(seen).toEqual(['once more', 'once more'])
})

test('what failed too often goes to the dead letters', async () => {
  await queues.create('dead')
  const deadLetterTargetArn = 'arn:aws:sqs:us-east-1:000000000000:dead'
  await queues.create('texts', {
    VisibilityTimeout: '0',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 }),
  })
  await send('texts', 'poison')
  let calls = 0
  feed('texts', async () => {
    calls += 1
    throw new Error('no')
  })
  await until(async () => (await counts('dead'))[0] === 1)
  expect(calls).toBe(2)
})

test('a group of a FIFO queue is worked on one message after the other, several groups at once', async () => {
  await queues.create('parts.fifo', { FifoQueue: 'true' })
  for (const body of ['a1', 'a2', 'a3']) await send('parts.fifo', body, 'a')
  for (const body of ['b1', 'b2']) await send('parts.fifo', body, 'b')
  const begun: string[] = []
  const ends: (() => void)[] = []
  feed(
    'parts.fifo',
    async ([record]) => {
      begun.push(record?.body ?? '')
      await new Promise<void>((resolve) => ends.push(resolve))
    },
    { batchSize: 1 },
  )
  await until(() => begun.length === 2)
  expect([...begun].sort()).toEqual(['a1', 'b1'])
  while (begun.length < 5) {
    for (const end of ends.splice(0)) end()
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const end of ends) end()
  expect(begun.filter((body) => body.startsWith('a'))).toEqual(['a1', 'a2', 'a3'])
  expect(begun.filter((body) => body.startsWith('b'))).toEqual(['b1', 'b2'])
})

test('no more batches are under way than are allowed', async () => {
  await queues.create('texts')
  for (let index = 0; index < 12; index += 1) await send('texts', String(index))
  const busy: (() => void)[] = []
  let most = 0
  let done = 0
  feed(
    'texts',
    async () => {
      await new Promise<void>((resolve) => {
        most = Math.max(most, busy.push(resolve))
      })
      done += 1
    },
    { batchSize: 1, concurrency: 3 },
  )
  while (done < 12) {
    await until(() => busy.length === Math.min(3, 12 - done))
    busy.shift()?.()
  }
  expect(most).toBe(3)
})

test('messages that no filter wants are deleted and wake nobody', async () => {
  await queues.create('texts')
  const seen: string[] = []
  const filters = [{ body: { kind: ['text'], size: [{ numeric: ['>', 1] }] } }]
  const sent = ['{"kind":"note","size":5}', 'no JSON', '{"kind":"text","size":1}', '{"kind":"text","size":2}']
  for (const body of sent) await send('texts', body)
  feed('texts', async (records) => void seen.push(...records.map(({ body }) => body)), { filters })
  await until(async () => seen.length > 0 && (await counts('texts')).every((count) => count === 0))
  expect(seen).toEqual(['{"kind":"text","size":2}'])
})

test('a window gathers more than one request to the queue brings', async () => {
  await queues.create('texts')
  const bodies = Array.from({ length: 12 }, (_, index) => String(index))
  for (const body of bodies) await send('texts', body)
  const batches: string[][] = []
  const collect = async (records: Record_[]) => void batches.push(records.map(({ body }) => body))
  feed('texts', collect, { batchSize: 12, windowSeconds: 60 })
  await until(() => batches.length > 0)
  expect(batches).toEqual([bodies])
})
