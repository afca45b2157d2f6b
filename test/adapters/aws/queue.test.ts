import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDefer, createEnqueue, createQueue } from '#adapters/aws/queue.ts'
import type { QueuedPart } from '#domain/app.ts'
import type { MessageId } from '#domain/ids.ts'
import { type AwsService, startAwsService } from '../../support/aws-service.ts'

/** A queue as the infrastructure makes it, on an emulator. */
const emulator = buildApp({ logger: false, host: 'localhost', defaultRegion: 'us-east-1' })
let sqs: SQSClient
let queueUrl: string
let service: AwsService

beforeAll(async () => {
  await emulator.listen({ port: 0, host: '127.0.0.1' })
  const { port } = emulator.server.address() as AddressInfo
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  sqs = new SQSClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials })
})
afterAll(async () => {
  sqs.destroy()
  await emulator.close()
})
beforeEach(async () => {
  service = await startAwsService()
  const QueueName = `${crypto.randomUUID()}.fifo`
  const Attributes = {
    FifoQueue: 'true',
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
  }
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? ''
})
afterEach(() => service.stop())

/** Threads are told apart by the end of their ids. */
const textOf = (thread: string) => `msg_01m7zvtrzk000000${thread.repeat(18)}` as MessageId
const part = (index: number, { version = 1, thread = 'a' } = {}): QueuedPart => ({
  workspace: 'wks_a',
  messageId: textOf(thread),
  index,
  version,
})

/** Takes out whatever there is. A group gives its next message once the one before is done with. */
const receiveAll = async (): Promise<Message[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    }),
  )
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }))
  return Messages.length === 0 ? [] : [...Messages, ...(await receiveAll())]
}
const bodies = async () => (await receiveAll()).map(({ Body = '' }) => JSON.parse(Body))
const [first, second] = [0, 1].map((index) => ({ workspace: 'wks_a', messageId: textOf('a'), index }))

test('every part of a text comes out of the queue, in order', async () => {
  await createQueue(queueUrl, sqs).send([part(0), part(1)])
  expect(await bodies()).toEqual([first, second])
})

test('the same change told twice is one part', async () => {
  const queue = createQueue(queueUrl, sqs)
  await queue.send([part(0)])
  await queue.send([part(0)])
  expect(await bodies()).toEqual([first])
})

test('a part that was held and let go within five minutes comes a second time', async () => {
  const queue = createQueue(queueUrl, sqs)
  await queue.send([part(0, { version: 1 })])
  expect(await bodies()).toEqual([first])
  await queue.send([part(0, { version: 3 })])
  expect(await bodies()).toEqual([first])
})

test('a thread is a group: its parts wait for each other, those of others do not', async () => {
  await createQueue(queueUrl, sqs).send([part(0), part(1), part(0, { thread: 'b' })])
  const received = await receiveAll()
  const groupsOf = (thread: string) =>
    received
      .filter(({ Body }) => JSON.parse(Body ?? '').messageId === textOf(thread))
      .map(({ Attributes }) => Attributes?.MessageGroupId)
  const [group, same] = groupsOf('a')
  expect([group, same]).toEqual([same, expect.stringMatching(/^wks_a\./)])
  expect(groupsOf('b')).toEqual([expect.not.stringMatching(`^${group}$`)])
})

test('more parts than one request takes go in several', async () => {
  service.answer = ({ body }) => ({ status: 200, body: { Successful: taken(body), Failed: [] } })
  const parts = Array.from({ length: 23 }, (_, index) => part(index))
  await createQueue('http://queue', new SQSClient(service.client)).send(parts)
  const sent = service.requests.map(({ body }) =>
    entriesOf(body).map(({ MessageBody }) => JSON.parse(MessageBody).index),
  )
  expect(sent.map((indexes) => indexes.length)).toEqual([10, 10, 3])
  expect(sent.flat()).toEqual(parts.map(({ index }) => index))
})

test('a part that the queue did not take is an error with the code of the queue', async () => {
  const Failed = [{ Id: '1', Code: 'InternalError', SenderFault: false }]
  service.answer = ({ body }) => ({ status: 200, body: { Successful: taken(body).slice(0, 1), Failed } })
  const sending = createQueue('http://queue', new SQSClient(service.client)).send([part(0), part(1)])
  await expect(sending).rejects.toMatchObject({ facts: { failed: 1, code: 'InternalError' } })
})

type Entry = { Id: string; MessageBody: string }
const entriesOf = (body: Record<string, unknown>) => body.Entries as Entry[]
const taken = (body: Record<string, unknown>) =>
  entriesOf(body).map(({ Id, MessageBody }) => ({
    Id,
    MessageId: Id,
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  }))

test.each([
  ['whole seconds', 1.2, 2],
  ['never negative', -5, 0],
  [
    'eleven hours at most: SQS refuses to hide a message for more than twelve since it was received',
    43_200,
    39_600,
  ],
])('a part is deferred by %s', async (_, seconds, expected) => {
  await createDefer('http://queue', new SQSClient(service.client))('handle', seconds)
  expect(service.requests).toEqual([
    {
      target: 'AmazonSQS.ChangeMessageVisibility',
      body: { QueueUrl: 'http://queue', ReceiptHandle: 'handle', VisibilityTimeout: expected },
    },
  ])
})

test('whatever a carrier handed over, the queue takes it', async () => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: crypto.randomUUID() }))
  const delivery = { body: 'ok \ud83d\ude00 \uffff\ufffe\u0000' }
  await createEnqueue(sqs)(QueueUrl, delivery)
  const { Messages: [found] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }))
  expect(found?.Body).toMatch(/^[\x20-\x7e]+$/)
  expect(JSON.parse(found?.Body ?? '')).toEqual(delivery)
})
