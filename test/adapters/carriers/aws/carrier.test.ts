import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAwsCarrier } from '#adapters/carriers/aws/carrier.ts'
import type { CarrierPart } from '#domain/carriers/carrier.ts'
import { type AwsAnswer, type AwsService, awsError, startAwsService } from '../../../support/aws-service.ts'

let service: AwsService
beforeEach(async () => {
  service = await startAwsService()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await service.stop()
})

const listening = async (created: Server): Promise<Server> => {
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve))
  return created
}

const text: CarrierPart = {
  carrier: 'aws',
  media: [],
  workspace: 'wks_a',
  from: '+12065550100',
  to: '+12065550123',
  body: 'Hello',
  messageId: 'msg_1',
  partId: 'msg_1.0',
}

const options = { configurationSet: 'parley', mediaBucket: 'pictures' }
const carrierAt = (endpoint: string) =>
  createAwsCarrier(options, new PinpointSMSVoiceV2Client({ ...service.client, endpoint, maxAttempts: 1 }))

const send = (answer: AwsAnswer) => {
  service.answer = () => answer
  return carrierAt(service.client.endpoint).send(text)
}
const refusal = (type: string, Reason?: string): AwsAnswer => {
  const { status, body } = awsError(400, type)
  return { status, body: { ...body, Reason } }
}

test('a text is sent with the configuration set and the ids that its receipts bring back', async () => {
  const outcome = await send({ status: 200, body: { MessageId: 'aws-1' } })
  expect(outcome).toEqual({ outcome: 'accepted', carrierMessageId: 'aws-1' })
  expect(service.requests).toEqual([
    {
      target: 'PinpointSMSVoiceV2.SendTextMessage',
      body: expect.objectContaining({
        OriginationIdentity: '+12065550100',
        DestinationPhoneNumber: '+12065550123',
        MessageBody: 'Hello',
        ConfigurationSetName: 'parley',
        Context: { workspace: 'wks_a', message_id: 'msg_1', part_id: 'msg_1.0' },
      }),
    },
  ])
})

test('an answer without an id leaves it open whether the text was taken', async () => {
  expect(await send({ status: 200, body: {} })).toMatchObject({ outcome: 'unknown' })
})

test.each([
  ['throttled', awsError(400, 'ThrottlingException'), 'not_now'],
  ['overloaded', awsError(503, 'ServiceUnavailableException'), 'not_now'],
  ['down, in its own words', awsError(500, 'InternalServerException'), 'not_now'],
  ['broken', awsError(500, 'SomethingElse'), 'unknown'],
])('of a carrier that is %s', async (_, next, outcome) => {
  expect(await send(next)).toMatchObject({ outcome })
})

test.each([
  ['ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT', 'recipient_opted_out'],
  ['ConflictException', 'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE', 'recipient_blocked'],
  ['ConflictException', 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION', 'country_blocked'],
  ['ValidationException', 'INVALID_PARAMETER', 'invalid_request'],
  ['ValidationException', 'FIELD_VALIDATION_FAILED', 'invalid_phone_number'],
  ['ConflictException', 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED', 'account_in_sandbox'],
  ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT', 'spend_limit_reached'],
  ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA', 'spend_limit_reached'],
  ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_RCS', 'spend_limit_reached'],
  ['AccessDeniedException', 'ACCOUNT_DISABLED', 'account_disabled'],
  ['ValidationException', 'DESTINATION_COUNTRY_BLOCKED', 'country_blocked'],
  ['ValidationException', 'SOMETHING_NEW', 'carrier_refused'],
])('%s %s is refused for good as %s', async (type, reason, code) => {
  expect(await send(refusal(type, reason))).toMatchObject({ outcome: 'refused', code })
})

test('a refusal without a reason is told by its name', async () => {
  expect(await send(refusal('ResourceNotFoundException'))).toEqual({
    outcome: 'refused',
    code: 'carrier_refused',
    detail: 'ResourceNotFoundException: ResourceNotFoundException',
  })
})

test('a failed request is made once, not again by the SDK: the text may have been taken', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', service.client.endpoint)
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b')
  service.answer = () => awsError(500, 'InternalServerException')
  expect(await createAwsCarrier(options).send(text)).toMatchObject({ outcome: 'not_now' })
  expect(service.requests).toHaveLength(1)
})

test('what never left for want of a connection can be tried again', async () => {
  const closed = await listening(createServer())
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  expect(await carrierAt(`http://127.0.0.1:${port}`).send(text)).toMatchObject({
    outcome: 'not_now',
    detail: 'ECONNREFUSED',
  })
})

test('a connection that breaks after the request left is unknown', async () => {
  const cutting = await listening(createServer((request) => request.socket.destroy()))
  const { port } = cutting.address() as AddressInfo
  const outcome = await carrierAt(`http://127.0.0.1:${port}`).send(text)
  cutting.close()
  expect(outcome.outcome).toBe('unknown')
})

test('a text with a picture is sent with its place in the bucket', async () => {
  service.answer = () => ({ status: 200, body: { MessageId: 'aws-1' } })
  const media = [{ key: 'media/wks_a/msg_1/0/view', contentType: 'image/jpeg', bytes: 1 }]
  const outcome = await carrierAt(service.client.endpoint).send({ ...text, media })
  expect(outcome).toEqual({ outcome: 'accepted', carrierMessageId: 'aws-1' })
  expect(service.requests).toMatchObject([
    {
      target: 'PinpointSMSVoiceV2.SendMediaMessage',
      body: {
        ...{ OriginationIdentity: '+12065550100', DestinationPhoneNumber: '+12065550123' },
        ...{ MessageBody: 'Hello', MediaUrls: ['s3://pictures/media/wks_a/msg_1/0/view'] },
        Context: { workspace: 'wks_a', message_id: 'msg_1', part_id: 'msg_1.0' },
      },
    },
  ])
})
