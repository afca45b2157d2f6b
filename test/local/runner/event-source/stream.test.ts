import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createClock } from '../../../../local/runner/core/clock.ts'
import { choosePorts } from '../../../../local/runner/core/ports.ts'
import { openState, type State } from '../../../../local/runner/core/state.ts'
import { type Emulator, startDynoxide } from '../../../../local/runner/emulators/dynoxide.ts'
import type { Source } from '../../../../local/runner/event-source/source.ts'
import {
  createStreamSource,
  type StreamSourceSettings,
} from '../../../../local/runner/event-source/stream.ts'
import type { StreamRecord } from '../../../../local/runner/event-source/stream-record.ts'

let directory: string
let emulator: Emulator
let dynamodb: DynamoDBClient
let streams: DynamoDBStreamsClient
let state: State
let source: Source | undefined
let streamArn: string
let tables = 0

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parley-stream-'))
  emulator = await startDynoxide(
    (await choosePorts(0, ['dynamodb'])).dynamodb,
    join(directory, 'dynamodb.db'),
  )
  const at = {
    endpoint: emulator.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  }
  dynamodb = new DynamoDBClient(at)
  streams = new DynamoDBStreamsClient(at)
})

afterAll(async () => {
  dynamodb.destroy()
  streams.destroy()
  await emulator.stop()
  rmSync(directory, { recursive: true })
})

const table = () => `table-${tables}`

beforeEach(async () => {
  tables += 1
  state = openState(':memory:')
  await dynamodb.send(
    new CreateTableCommand({
      TableName: table(),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  )
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: table() }))
  streamArn = Table?.LatestStreamArn ?? ''
})

afterEach(async () => {
  await source?.stop()
  source = undefined
})

const put = (pk: string) =>
  dynamodb.send(
    new PutItemCommand({
      TableName: table(),
      Item: {
        pk: { S: pk },
        bytes: { B: new Uint8Array([1, 2]) },
        list: { L: [{ N: '1' }, { BOOL: true }] },
      },
    }),
  )

const keyOf = (record: StreamRecord) => (record.dynamodb.Keys as { pk: { S: string } }).pk.S

/** Feeds a function from the table; gives the messages about what was given up. */
const feed = (
  invoke: (records: StreamRecord[]) => Promise<unknown>,
  settings: Partial<StreamSourceSettings> = {},
): { DDBStreamBatchInfo: { batchSize: number } }[] => {
  const told: never[] = []
  const sqs = {
    send: async ({ input }: SendMessageCommand) =>
      void told.push(JSON.parse(input.MessageBody ?? '') as never),
  } as unknown as SQSClient
  source = createStreamSource(
    {
      ...{ streamArn, functionArn: 'arn:function', batchSize: 100, fromStart: true, reportsFailures: true },
      windowSeconds: 0,
      ...{
        bisects: true,
        maximumRetries: 1,
        maximumAgeSeconds: -1,
        filters: [],
        failureQueueUrl: 'http://dead',
      },
      ...settings,
    },
    {
      ...{ streams, sqs, state, clock: createClock(state), report: () => {} },
      invoke: (event) => invoke((event as { Records: StreamRecord[] }).Records),
    },
  )
  source.start()
  return told
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

test('a record is what Lambda makes of a change', async () => {
  const seen: StreamRecord[] = []
  feed(async (records) => void seen.push(...records))
  await put('one')
  await until(() => seen.length === 1)
  expect(seen[0]).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: streamArn,
    dynamodb: {
      Keys: { pk: { S: 'one' } },
      NewImage: { pk: { S: 'one' }, bytes: { B: 'AQI=' }, list: { L: [{ N: '1' }, { BOOL: true }] } },
      SequenceNumber: expect.any(String),
      ApproximateCreationDateTime: expect.any(Number),
    },
  })
})

test('changes come in order', async () => {
  const seen: string[] = []
  feed(async (records) => void seen.push(...records.map(keyOf)), { batchSize: 3 })
  const keys = Array.from({ length: 10 }, (_, index) => `key ${index}`)
  for (const key of keys) await put(key)
  await until(() => seen.length === 10)
  expect(seen).toEqual(keys)
})

test('a restart goes on where the last run stopped', async () => {
  const seen: string[] = []
  const collect = async (records: StreamRecord[]) => void seen.push(...records.map(keyOf))
  feed(collect)
  await put('before')
  await until(() => seen.length === 1)
  await source?.stop()
  await put('between')
  feed(collect)
  await put('after')
  await until(() => seen.length === 3)
  expect(seen).toEqual(['before', 'between', 'after'])
})

test('one bad change holds up no other, and is told to the dead letters', async () => {
  const seen: string[] = []
  const told = feed(async (records) => {
    const bad = records.find((record) => keyOf(record) === 'bad')
    if (bad) return { batchItemFailures: [{ itemIdentifier: bad.dynamodb.SequenceNumber }] }
    seen.push(...records.map(keyOf))
  })
  for (const key of ['bad', 'good', 'better']) await put(key)
  await until(() => seen.includes('better'))
  expect(new Set(seen)).toEqual(new Set(['good', 'better']))
  expect(told).toMatchObject([{ version: '1.0', DDBStreamBatchInfo: { streamArn, batchSize: 1 } }])
})

test('a filter keeps changes away from the function', async () => {
  const seen: string[] = []
  const filters = [{ dynamodb: { Keys: { pk: { S: [{ prefix: 'text' }] } } } }]
  feed(async (records) => void seen.push(...records.map(keyOf)), { filters })
  for (const key of ['note 1', 'text 1', 'note 2', 'text 2']) await put(key)
  await until(() => seen.length === 2)
  expect(seen).toEqual(['text 1', 'text 2'])
})

test('changes that no filter wants wake nobody, and are not read again', async () => {
  const batches: string[][] = []
  const filters = [{ eventName: ['INSERT'], dynamodb: { NewImage: { pk: { S: [{ prefix: 'text' }] } } } }]
  const collect = async (records: StreamRecord[]) => void batches.push(records.map(keyOf))
  feed(collect, { filters })
  for (const key of ['note 1', 'note 2', 'text 1', 'note 3']) await put(key)
  await until(() => batches.length === 1)
  await put('text 2')
  await until(() => batches.length === 2)
  expect(batches).toEqual([['text 1'], ['text 2']])
})

test('a window fills a batch with what the filters leave', async () => {
  for (const key of ['text 1', 'note 1', 'note 2', 'text 2', 'note 3', 'text 3', 'text 4']) await put(key)
  const batches: string[][] = []
  const filters = [{ dynamodb: { Keys: { pk: { S: [{ prefix: 'text' }] } } } }]
  const collect = async (records: StreamRecord[]) => void batches.push(records.map(keyOf))
  feed(collect, { filters, batchSize: 3, windowSeconds: 60 })
  await until(() => batches.length === 2)
  expect(batches).toEqual([['text 1', 'text 2', 'text 3'], ['text 4']])
})
