import { EventType } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { expect, test } from 'vitest'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { deliveryErrorCode } from '#contract/api/messages.ts'
import { inEnvelope, readExample } from '../../../examples/examples.ts'

const example = readExample('aws-receipt')
const queuedAt = Date.parse('2026-11-21T00:54:07Z')
const parsed = (change: object) => parseAwsReceipt(inEnvelope({ ...example, ...change }), queuedAt)
const statusOf = (eventType: string) => {
  const receipt = parsed({ eventType })
  return 'ignored' in receipt ? `ignored ${receipt.ignored}` : receipt.status
}

test('the documented event is read with the part, the time and the price', () => {
  expect(parsed({})).toEqual({
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

test('every event about a text that AWS has is understood, and none is a failure', () => {
  const kinds = Object.values(EventType).filter((type) => !/(^|_)ALL$/.test(type))
  const ignored = kinds.filter((type) => String(statusOf(type)).startsWith('ignored'))
  expect(kinds.filter((type) => type.startsWith('TEXT_')).length).toBeGreaterThan(10)
  expect(ignored.filter((type) => !type.startsWith('VOICE_'))).toEqual([])
})

test.each([
  ['MEDIA_DELIVERED', 'delivered'],
  ['RCS_READ', 'delivered'],
  ['RCS_FALLEN_BACK_TO_SMS', 'delivered'],
  ['RCS_TTL_EXPIRED', 'undelivered'],
  ['RCS_FAILED', 'undelivered'],
  ['MEDIA_FILE_INACCESSIBLE', 'undelivered'],
])('%s means %s', (eventType, status) => {
  expect(statusOf(eventType)).toBe(status)
})

test.each(['TEXT_SINGING', 'RCS_TYPING', 'TEXT_constructor', 'NEWS'])('%s is passed over', (eventType) => {
  expect(statusOf(eventType)).toBe(`ignored ${eventType}`)
})

test.each([undefined, null, 'odd', {}, []])(
  '%j instead of what a receipt can do without changes nothing',
  (odd) => {
    const unneeded = ['isFinal', 'totalMessagePrice', 'totalCarrierFee', 'eventTimestamp', 'messageParts']
    expect(parsed(Object.fromEntries(unneeded.map((name) => [name, odd])))).toEqual({
      ...parsed({}),
      at: Date.parse('2026-11-21T00:54:06.655Z'),
      final: undefined,
      price: undefined,
      carrierFee: undefined,
    })
  },
)

test.each([-1, 0, 1e308, Date.parse('9999-12-31T00:00:00Z')])(
  '%s is no time of an event',
  (eventTimestamp) => {
    expect(parsed({ eventTimestamp })).toMatchObject({ at: Date.parse('2026-11-21T00:54:06.655Z') })
  },
)

test('a receipt without the id of its message still tells of its part', () => {
  expect(parsed({ messageId: null })).toMatchObject({ index: 0, status: 'sent', carrierMessageId: undefined })
})

test('every reason why a text did not arrive has a code of the contract', () => {
  const known: string[] = deliveryErrorCode().options
  const codes = Object.values(EventType).flatMap((eventType) => {
    const receipt = parsed({ eventType })
    return 'error' in receipt && receipt.error ? receipt.error.code : []
  })
  expect(codes).toContain('file_too_large')
  expect(codes.filter((code) => !known.includes(code))).toEqual([])
})

test('an error carries the words of the carrier', () => {
  const receipt = parsed({ eventType: 'TEXT_CARRIER_BLOCKED', messageStatusDescription: 'Blocked as spam' })
  expect(receipt).toMatchObject({ error: { code: 'carrier_blocked', detail: 'Blocked as spam' } })
})

test.each([
  undefined,
  null,
  'odd',
  { part_id: 'theirs' },
  { part_id: 7, workspace: 'wks_demo' },
  { part_id: 'msg_01m7zvtrzk000000wz56d9nqxz6fphrtq2.0', workspace: 'WKS' },
])('an event of a text that others sent from the account is passed over: %j', (context) => {
  expect(parsed({ context })).toEqual({ ignored: 'not_ours' })
})

test('what has no type is no event, and cannot be read', () => {
  expect(() => parsed({ eventType: null })).toThrow()
})

test('a receipt that names the carrier of the phone tells whose customer it is', () => {
  const carrierOf = (carrierName?: string) => {
    const receipt = parsed({ carrierName })
    return 'recipientCarrier' in receipt ? receipt.recipientCarrier : undefined
  }
  expect(carrierOf('T-Mobile USA, Inc.')).toBe('t_mobile')
  expect(carrierOf('AT&T Wireless')).toBe('other')
  expect(carrierOf()).toBeUndefined()
  expect(carrierOf('')).toBeUndefined()
})
