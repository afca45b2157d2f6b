import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clock, createClock } from '../../../local/clock.ts'
import { startFauxqs } from '../../../local/emulators/fauxqs.ts'
import { choosePorts } from '../../../local/ports.ts'
import { openState } from '../../../local/state.ts'

let dataDir: string
let clock: Clock
let sqs: SQSClient
let emulator: Awaited<ReturnType<typeof startFauxqs>>

const start = async () => {
  const { queues: port } = await choosePorts(0)
  emulator = await startFauxqs({ port, dataDir, region: 'us-east-1', offset: clock.offset })
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' }
  sqs = new SQSClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials })
}

const stop = async () => {
  sqs.destroy()
  await emulator.stop()
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-queues-'))
  clock = createClock(openState(':memory:'))
  await start()
  await sqs.send(new CreateQueueCommand({ QueueName: 'texts' }))
})

afterEach(async () => {
  await stop()
  rmSync(dataDir, { recursive: true })
})

const url = () => `${emulator.endpoint}/000000000000/texts`

const send = (MessageBody: string, DelaySeconds = 0) =>
  sqs.send(new SendMessageCommand({ QueueUrl: url(), MessageBody, DelaySeconds }))

const receive = async () => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url(), MessageSystemAttributeNames: ['All'] }),
  )
  return Messages[0]
}

test('a message whose visibility is set to 0 comes back at once', async () => {
  await send('again')
  const first = await receive()
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: url(),
      ReceiptHandle: first?.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  )
  const second = await receive()
  expect([second?.Body, second?.Attributes?.ApproximateReceiveCount]).toEqual(['again', '2'])
})

test('a message that was being worked on comes back after a restart', async () => {
  await send('unfinished')
  await receive()
  await stop()
  await start()
  expect((await receive())?.Body).toBe('unfinished')
})

test('a delay is over when somebody has travelled beyond it', async () => {
  await send('later', 600)
  expect(await receive()).toBeUndefined()
  await clock.travel(clock.now() + 601_000)
  const message = await receive()
  expect(message?.Body).toBe('later')
  expect(Number(message?.Attributes?.SentTimestamp)).toBeLessThan(clock.now() - 600_000)
})

test('only this machine reaches the queues', async () => {
  const { port } = new URL(emulator.endpoint)
  await expect(fetch(`http://[::1]:${port}/health`)).rejects.toThrow()
})
