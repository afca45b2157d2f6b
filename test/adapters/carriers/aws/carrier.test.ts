import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAwsCarrier } from '#adapters/carriers/aws/carrier.ts'
import type { CarrierText } from '#domain/app.ts'

type Answer = { status: number; body: Record<string, unknown> }

let answer: Answer
const requests: { target: string | undefined; body: Record<string, unknown> }[] = []
let server: Server
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    requests.push({
      target: String(request.headers['x-amz-target']),
      body: JSON.parse(Buffer.concat(chunks).toString()),
    })
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify(answer.body))
  })
  await listening(server)
})
afterAll(() => server.close())

const listening = async (created: Server): Promise<Server> => {
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve))
  return created
}

const text: CarrierText = {
  workspace: 'wks_a',
  from: '+12065550100',
  to: '+12065550123',
  body: 'Hello',
  messageId: 'msg_1',
  partId: 'msg_1.0',
}

const carrierAt = (port: number) =>
  createAwsCarrier(
    'parley',
    new PinpointSMSVoiceV2Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    }),
  )

const send = (next: Answer) => {
  answer = next
  return carrierAt((server.address() as AddressInfo).port).send(text)
}
const failure = (status: number, type: string, Reason?: string): Answer => ({
  status,
  body: { __type: type, Message: 'No.', Reason },
})

test('a text is sent with the configuration set and the ids that its receipts bring back', async () => {
  const outcome = await send({ status: 200, body: { MessageId: 'aws-1' } })
  expect(outcome).toEqual({ outcome: 'accepted', carrierMessageId: 'aws-1' })
  expect(requests.at(-1)).toEqual({
    target: 'PinpointSMSVoiceV2.SendTextMessage',
    body: expect.objectContaining({
      OriginationIdentity: '+12065550100',
      DestinationPhoneNumber: '+12065550123',
      MessageBody: 'Hello',
      ConfigurationSetName: 'parley',
      Context: { workspace: 'wks_a', message_id: 'msg_1', part_id: 'msg_1.0' },
    }),
  })
})

test.each([
  ['throttled', failure(400, 'ThrottlingException'), 'not_now'],
  ['overloaded', failure(503, 'ServiceUnavailableException'), 'not_now'],
  ['down, in its own words', failure(500, 'InternalServerException'), 'not_now'],
  ['broken', failure(500, 'SomethingElse'), 'unknown'],
])('of a carrier that is %s', async (_, next, outcome) => {
  expect(await send(next)).toMatchObject({ outcome })
})

test.each([
  ['ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT', 'recipient_opted_out'],
  ['ConflictException', 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED', 'account_in_sandbox'],
  ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT', 'spend_limit_reached'],
  ['AccessDeniedException', 'ACCOUNT_DISABLED', 'account_disabled'],
  ['ValidationException', 'DESTINATION_COUNTRY_BLOCKED', 'country_blocked'],
  ['ValidationException', 'SOMETHING_NEW', 'carrier_refused'],
])('%s %s is refused for good as %s', async (type, reason, code) => {
  expect(await send(failure(400, type, reason))).toMatchObject({ outcome: 'refused', code })
})

test('a failed request is made once, not again by the SDK', async () => {
  const before = requests.length
  await send(failure(500, 'InternalServerException'))
  expect(requests.length).toBe(before + 1)
})

test('what never left for want of a connection can be tried again', async () => {
  const closed = await listening(createServer())
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  expect(await carrierAt(port).send(text)).toMatchObject({ outcome: 'not_now', detail: 'ECONNREFUSED' })
})

test('a connection that breaks after the request left is unknown', async () => {
  const cutting = await listening(createServer((request) => request.socket.destroy()))
  const outcome = await carrierAt((cutting.address() as AddressInfo).port).send(text)
  cutting.close()
  expect(outcome.outcome).toBe('unknown')
})
