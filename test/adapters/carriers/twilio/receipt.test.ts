import { expect, test } from 'vitest'
import { readTwilioReceipt } from '#adapters/carriers/twilio/receipt.ts'

const receivedAt = Date.parse('2026-11-28T12:00:00Z')
const read = (fields: Record<string, string>, path = 'receipts/acme/01m83xj8800/2') =>
  readTwilioReceipt({
    ...{ carrier: 'twilio', account: 'cac_1', workspace: 'wks_acme', path, contentType: '', receivedAt },
    body: new URLSearchParams(fields).toString(),
  })

test.each([
  ['queued', undefined, undefined],
  ['sent', 'sent', undefined],
  ['delivered', 'delivered', true],
  ['read', 'delivered', true],
  ['undelivered', 'undelivered', true],
  ['failed', 'undelivered', true],
  ['canceled', 'undelivered', true],
])('%s says %s', (MessageStatus, status, final) => {
  const receipt = read({ MessageSid: 'SM1', MessageStatus })
  expect(receipt).toMatchObject({
    ...{ workspace: 'wks_acme', messageId: 'msg_01m83xj8800', index: 2 },
    ...{ carrierMessageId: 'SM1', at: receivedAt },
  })
  expect('status' in receipt && receipt.status).toBe(status ?? false)
  expect('final' in receipt && receipt.final).toBe(final ?? false)
})

test.each([
  ['30003', 'phone_unreachable'],
  ['30004', 'recipient_blocked'],
  ['30005', 'invalid_phone_number'],
  ['30006', 'not_mobile'],
  ['30007', 'carrier_blocked'],
  ['30034', 'registration_required'],
  ['21610', 'recipient_opted_out'],
  ['39999', 'carrier_refused'],
])('error %s is %s', (ErrorCode, code) => {
  expect(read({ MessageStatus: 'undelivered', ErrorCode })).toMatchObject({
    error: { code, detail: `Twilio's error ${ErrorCode}.` },
  })
})

test('a status that nobody knows and a path that names no part are left out', () => {
  expect(read({ MessageStatus: 'teleported' })).toEqual({ ignored: 'teleported' })
  expect(read({ MessageStatus: 'constructor' })).toEqual({ ignored: 'constructor' })
  expect(read({ MessageStatus: 'sent' }, 'receipts/acme')).toEqual({ ignored: 'not_ours' })
})
