import { CreateBucketCommand, PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3'
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Queues, startQueues } from './queues.ts'

let queues: Queues

beforeEach(async () => {
  queues = await startQueues()
  await queues.create('texts')
})

afterEach(() => queues.stop())

const send = (MessageBody: string, DelaySeconds = 0) =>
  queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.url('texts'), MessageBody, DelaySeconds }))

const receive = async () => {
  const { Messages = [] } = await queues.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queues.url('texts'), MessageSystemAttributeNames: ['All'] }),
  )
  return Messages[0]
}

test('a message whose visibility is set to 0 comes back at once', async () => {
  await send('again')
  const { ReceiptHandle } = (await receive()) ?? {}
  await queues.sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queues.url('texts'),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  )
  const second = await receive()
  expect([second?.Body, second?.Attributes?.ApproximateReceiveCount]).toEqual(['again', '2'])
})

test('twelve hours after it was received a message cannot be put off any longer', async () => {
  await send('put off')
  const { ReceiptHandle } = (await receive()) ?? {}
  const putOff = (VisibilityTimeout: number) =>
    queues.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queues.url('texts'),
        ReceiptHandle,
        VisibilityTimeout,
      }),
    )
  await putOff(12 * 3600 - 60)
  await queues.clock.travel(queues.clock.now() + 3600_000)
  await putOff(11 * 3600 - 60)
  await expect(putOff(11 * 3600)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: expect.stringContaining('Total VisibilityTimeout for the message is beyond the limit [43200'),
  })
})

test('a message that was being worked on comes back after a restart', async () => {
  await send('unfinished')
  await receive()
  await queues.restart()
  expect((await receive())?.Body).toBe('unfinished')
})

test('a delay is over when somebody has travelled beyond it', async () => {
  await send('later', 600)
  expect(await receive()).toBeUndefined()
  await queues.clock.travel(queues.clock.now() + 601_000)
  const message = await receive()
  expect(message?.Body).toBe('later')
  expect(Number(message?.Attributes?.SentTimestamp)).toBeLessThan(queues.clock.now() - 600_000)
})

test('only this machine reaches the queues', async () => {
  const { port } = new URL(queues.endpoint)
  await expect(fetch(`http://[::1]:${port}/health`)).rejects.toThrow()
})

test('a page of another origin is let in as the rules of the bucket say, and no further', async () => {
  const { endpoint } = queues
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' }
  const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true })
  for (const Bucket of ['pictures', 'files']) await s3.send(new CreateBucketCommand({ Bucket }))
  const rule = {
    AllowedOrigins: ['https://*.example.com'],
    AllowedMethods: ['PUT'],
    AllowedHeaders: ['content-type'],
  }
  const CORSConfiguration = { CORSRules: [rule] }
  await s3.send(new PutBucketCorsCommand({ Bucket: 'pictures', CORSConfiguration }))
  s3.destroy()
  const ask = async (bucket: string, origin: string, method: string, headers = 'content-type') => {
    const asked = {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    }
    const { status } = await fetch(`${endpoint}/${bucket}/a.jpg`, { method: 'OPTIONS', headers: asked })
    return status
  }
  const page = 'https://portal.example.com'
  expect(await ask('pictures', page, 'PUT')).toBe(200)
  expect(await ask('pictures', page, 'PUT', 'content-type, x-amz-acl')).toBe(403)
  expect(await ask('pictures', page, 'GET')).toBe(403)
  expect(await ask('pictures', 'https://example.org', 'PUT')).toBe(403)
  expect(await ask('files', page, 'PUT')).toBe(403)
  const put = (origin: string) =>
    fetch(`${endpoint}/pictures/a.jpg`, { method: 'PUT', headers: { origin }, body: 'a picture' })
  expect((await put(page)).headers.get('access-control-allow-origin')).toBe(page)
  expect((await put('https://example.org')).headers.get('access-control-allow-origin')).toBeNull()
})
