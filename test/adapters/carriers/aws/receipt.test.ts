import { EventType } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { expect, test } from 'vitest'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { inEnvelope, readExample } from '../../../examples/examples.ts'

const example = readExample('aws-receipt')
const statusOf = (eventType: string) => parseAwsReceipt(inEnvelope({ ...example, eventType }))?.status

test('the documented event is read with the part, the time and the price', () => {
  expect(parseAwsReceipt(inEnvelope(example))).toEqual({
    workspace: 'wks_demo',
    messageId: 'msg_01m7zvtrzk000000wz56d9nqxz6fphrtq2',
    index: 0,
    carrierMessageId: '862a8790-60c0-4430-9b2b-658bdexample',
    status: 'sent',
    error: undefined,
    at: 1686975103470,
    final: true,
    price: 0.09582,
    carrierFee: 0,
  })
})

test.each([
  ['TEXT_QUEUED', undefined],
  ['TEXT_PENDING', undefined],
  ['TEXT_SENT', 'sent'],
  ['TEXT_SUCCESSFUL', 'sent'],
  ['TEXT_DELIVERED', 'delivered'],
  ['TEXT_UNKNOWN', 'unknown'],
  ['TEXT_INVALID', 'undelivered'],
  ['TEXT_CARRIER_BLOCKED', 'undelivered'],
  ['TEXT_TTL_EXPIRED', 'undelivered'],
])('%s means %s', (eventType, status) => {
  expect(statusOf(eventType)).toBe(status)
})

test('every text event that AWS has is understood', () => {
  const texts = Object.values(EventType).filter((type) => type.startsWith('TEXT_') && type !== 'TEXT_ALL')
  expect(texts.length).toBeGreaterThan(10)
  for (const type of texts) expect(() => statusOf(type), type).not.toThrow()
})

test('an error carries the words of the carrier', () => {
  const receipt = parseAwsReceipt(
    inEnvelope({
      ...example,
      eventType: 'TEXT_CARRIER_BLOCKED',
      messageStatusDescription: 'Blocked as spam',
    }),
  )
  expect(receipt?.error).toEqual({ code: 'carrier_blocked', detail: 'Blocked as spam' })
})

test('events of texts that others sent from the account are passed over', () => {
  expect(parseAwsReceipt(inEnvelope({ ...example, context: undefined }))).toBeUndefined()
  expect(parseAwsReceipt(inEnvelope({ ...example, context: { part_id: 'theirs' } }))).toBeUndefined()
})

test('an event type that nobody knows is refused, so that the queue keeps it', () => {
  expect(() => statusOf('TEXT_SINGING')).toThrow(
    expect.objectContaining({ facts: { eventType: 'TEXT_SINGING' } }),
  )
})

test('a receipt that names the carrier of the phone tells whose customer it is', () => {
  const carrierOf = (carrierName?: string) =>
    parseAwsReceipt(inEnvelope({ ...example, carrierName }))?.recipientCarrier
  expect(carrierOf('T-Mobile USA, Inc.')).toBe('t_mobile')
  expect(carrierOf('AT&T Wireless')).toBe('other')
  expect(carrierOf()).toBeUndefined()
  expect(carrierOf('')).toBeUndefined()
})
