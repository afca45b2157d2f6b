import type { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { beforeEach, expect, test } from 'vitest'
import { awsNumbers } from '../../../../local/parley/carrier/aws-numbers.ts'
import { receiveRcs } from '../../../../local/parley/carrier/rcs.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { createCarrier, createTopic } from './create-carrier.ts'

const createAgent = () => {
  const state = openState(':memory:')
  const topic = createTopic()
  const objects = new Map<string, unknown>()
  const s3 = {
    send: async ({ input }: PutObjectCommand) => objects.set(`${input.Bucket}/${input.Key}`, input.Body),
  } as unknown as S3Client
  const { network } = createCarrier(topic.sns, state)
  const carrier = { state, network, sns: topic.sns, s3, read: (url: string) => Buffer.from(url) }
  const operations = awsNumbers(state, async () => ['+12065550100', '72345'])
  const call = (operation: string, input: object) =>
    operations[`PinpointSMSVoiceV2.${operation}`]?.(input as never)
  return { topic, objects, network, call, send: (text: object) => receiveRcs({ ...sent, ...text }, carrier) }
}

const sent = { from: '+12065550143', to: 'rcs-demo', body: '', id: 'in-1' }
const media = [{ content_type: 'image/png', url: 'http://127.0.0.1/a' }]

let agent: ReturnType<typeof createAgent>
beforeEach(() => {
  agent = createAgent()
})

const activate = (more: object = {}) =>
  agent.call('UpdateRcsAgent', {
    RcsAgentId: 'rcs-demo',
    TwoWayEnabled: true,
    TwoWayChannelArn: 'topic',
    ...more,
  })

test('words and files of an RCS text are texts of their own, and files lie where the agent is set to', async () => {
  await activate({ TwoWayMediaS3BucketName: 'media', TwoWayMediaS3KeyPrefix: 'rcs/wks_a' })
  await agent.send({ body: 'Look', media })
  const key = 'rcs/wks_a/rcs/in-1-file-0#file.png'
  expect([...agent.objects.keys()]).toEqual([`media/${key}`])
  const [words, file] = agent.topic.published
  expect(words).toMatchObject({ topic: 'topic', message: { messageBody: 'Look', inboundMessageId: 'in-1' } })
  expect(file?.message).toMatchObject({ destinationNumber: 'rcs-demo', inboundMessageId: 'in-1-file-0' })
  expect(JSON.parse(String(file?.message.messageBody))).toEqual({
    mediaStatus: 'SUCCESS',
    s3Bucket: 'media',
    s3Key: key,
    mimeType: 'image/png',
    fileName: 'file.png',
    fileSizeBytes: media[0]?.url.length,
  })
})

test('a file to an agent without a bucket is lost, and told of', async () => {
  await activate()
  await agent.send({ media })
  const { messageBody } = agent.topic.published[0]?.message ?? {}
  expect(JSON.parse(String(messageBody))).toMatchObject({ mediaStatus: 'UPLOAD_FAILED' })
})

test('an agent that is not activated receives nothing, and the phone says so', async () => {
  await agent.send({ body: 'Hi' })
  expect(agent.topic.published).toEqual([])
  expect(agent.network.messages(sent.from)).toMatchObject([
    { notice: expect.stringContaining('not activated') },
  ])
})

test('numbers remember what they are set to, short codes as well', async () => {
  const changes = { TwoWayEnabled: true, TwoWayChannelArn: 'topic', SelfManagedOptOutsEnabled: true }
  await agent.call('UpdatePhoneNumber', { PhoneNumberId: 'phone-72345', ...changes })
  expect(await agent.call('DescribePhoneNumbers', {})).toMatchObject({
    PhoneNumbers: [
      { PhoneNumber: '+12065550100', TwoWayEnabled: false },
      { PhoneNumber: '72345', PhoneNumberId: 'phone-72345', ...changes },
    ],
  })
})

test('a name that is no RCS agent is not found', async () => {
  await expect(agent.call('DescribeRcsAgents', { RcsAgentIds: ['agent'] })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  })
})
