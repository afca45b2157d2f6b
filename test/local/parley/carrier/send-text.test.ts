import {
  ConflictException,
  InternalServerException,
  PinpointSMSVoiceV2Client,
  ResourceNotFoundException,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Carrier, sendText } from '../../../../local/parley/carrier/send-text.ts'
import { createAwsEndpoint } from '../../../../local/runner/core/aws-endpoint.ts'
import { type HttpServer, serve } from '../../../../local/runner/core/http.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { createCarrier, createTopic } from './create-carrier.ts'

const phone = '+12065550143'
const text: SendTextMessageCommandInput = {
  DestinationPhoneNumber: phone,
  OriginationIdentity: '+12065550100',
  MessageBody: 'Your order is ready.',
  ConfigurationSetName: 'parley-test',
  Context: { part: 'prt_1' },
}

let carrier: Carrier
let topic: ReturnType<typeof createTopic>
let server: HttpServer
let client: PinpointSMSVoiceV2Client

beforeEach(async () => {
  topic = createTopic()
  carrier = createCarrier(topic.sns)
  const operations = { 'PinpointSMSVoiceV2.SendTextMessage': (input: object) => sendText(input, carrier) }
  server = await serve(
    0,
    createAwsEndpoint(operations, () => {}),
  )
  client = new PinpointSMSVoiceV2Client({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
  })
})

afterEach(async () => {
  client.destroy()
  await server.stop()
})

const send = (changes: Partial<SendTextMessageCommandInput> = {}) =>
  client.send(new SendTextMessageCommand({ ...text, ...changes }))

describe('a text that is taken', () => {
  test('reaches the phone', async () => {
    await send()
    expect(carrier.network.messages(phone)).toMatchObject([
      { direction: 'outbound', from: '+12065550100', to: phone, body: 'Your order is ready.', parts: 1 },
    ])
  })

  test('has events with what AWS tells of it', async () => {
    const { MessageId } = await send({ MessageBody: 'a'.repeat(161), ConfigurationSetName: 'parley-test' })
    const [pending, delivered] = await topic.until(2)
    expect([pending?.topic, pending?.message.eventType, pending?.message.isFinal]).toEqual([
      'topic',
      'TEXT_PENDING',
      false,
    ])
    expect(delivered?.message).toMatchObject({
      eventType: 'TEXT_DELIVERED',
      eventVersion: '1.0',
      isFinal: true,
      originationPhoneNumber: '+12065550100',
      destinationPhoneNumber: phone,
      isoCountryCode: 'US',
      messageId: MessageId,
      messageEncoding: 'GSM',
      messageStatus: 'DELIVERED',
      context: { part: 'prt_1' },
      totalMessageParts: 2,
      totalMessagePrice: 0.01162,
    })
  })

  test('has no events without a configuration set', async () => {
    await send({ ConfigurationSetName: undefined })
    await send()
    const events = await topic.until(2)
    expect(new Set(events.map(({ message }) => message.messageId)).size).toBe(1)
  })

  test('is shown once whatever its length, and its parts are counted', async () => {
    await send({ MessageBody: 'ж'.repeat(200) })
    expect(carrier.network.messages(phone)).toMatchObject([{ body: 'ж'.repeat(200), parts: 3 }])
  })

  test('keeps its events through a restart that comes before they are published', async () => {
    const state = openState(':memory:')
    const never = { send: () => new Promise(() => {}) } as never
    const before = createCarrier(never, state)
    await sendText(text, before)
    createCarrier(topic.sns, state).receipts.resume()
    expect((await topic.until(2)).map(({ message }) => message.eventType)).toEqual([
      'TEXT_PENDING',
      'TEXT_DELIVERED',
    ])
  })
})

describe('a text that is refused', () => {
  test.each<[string, Partial<SendTextMessageCommandInput>, unknown]>([
    ['a phone number that is none', { DestinationPhoneNumber: '555-0143' }, ValidationException],
    ['no text', { MessageBody: '' }, ValidationException],
    ['more than 1530 GSM characters', { MessageBody: 'a'.repeat(1531) }, ValidationException],
    ['more than 630 other characters', { MessageBody: 'ж'.repeat(631) }, ValidationException],
    [
      'a context of six entries',
      { Context: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } },
      ValidationException,
    ],
    ['an unknown sender', { OriginationIdentity: 'Parley' }, ResourceNotFoundException],
    ['an unknown configuration set', { ConfigurationSetName: 'other' }, ResourceNotFoundException],
  ])('%s', async (_, changes, error) => {
    await expect(send(changes)).rejects.toBeInstanceOf(error)
    expect(carrier.network.messages(phone)).toEqual([])
  })

  test('to a phone on the carrier list of opt-outs', async () => {
    carrier.optOuts.add(phone)
    await expect(send()).rejects.toMatchObject({
      name: ConflictException.name,
      Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    })
  })

  test('when the number has sent its parts of this second', async () => {
    carrier.rules.set({ partsPerSecond: 2 })
    await send()
    await send()
    await expect(send()).rejects.toBeInstanceOf(ThrottlingException)
    await send({ OriginationIdentity: '+12065550101' })
    expect(carrier.network.messages(phone)).toHaveLength(3)
  })
})

describe('faults', () => {
  test.each([
    ['throttle', ThrottlingException],
    ['opted_out', ConflictException],
    ['invalid_number', ValidationException],
    ['carrier_down', InternalServerException],
  ] as const)(
    '%s fails as often as it was asked to, and nothing reaches the phone',
    async (error, exception) => {
      carrier.faults.add({ times: 2, error })
      await expect(send()).rejects.toBeInstanceOf(exception)
      await expect(send()).rejects.toBeInstanceOf(exception)
      expect(carrier.network.messages(phone)).toEqual([])
      await send()
      expect(carrier.network.messages(phone)).toHaveLength(1)
    },
  )

  test('timeout_after_accept: the sender hears nothing, and the text arrives with its receipt', async () => {
    carrier.faults.add({ times: 1, error: 'timeout_after_accept' })
    await expect(send()).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(carrier.network.messages(phone)).toHaveLength(1)
    expect(await topic.until(2)).toHaveLength(2)
  })

  test('timeout_before_accept: the sender hears nothing, and nothing arrives', async () => {
    carrier.faults.add({ times: 1, error: 'timeout_before_accept' })
    await expect(send()).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(carrier.network.messages(phone)).toEqual([])
  })

  test('no_receipt: the text arrives, and no event tells of it', async () => {
    carrier.faults.add({ times: 1, error: 'no_receipt' })
    const { MessageId: silent } = await send()
    await send()
    const events = await topic.until(2)
    expect(events.map(({ message }) => message.messageId)).not.toContain(silent)
  })
})
