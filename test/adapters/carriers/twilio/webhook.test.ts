import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { expect, test } from 'vitest'
import type { CarrierAccess, WebhookRequest } from '#adapters/carriers/adapter.ts'
import { twilioWebhookUrls, verifiesTwilio } from '#adapters/carriers/twilio/webhook.ts'

const accountSid = `AC${'0a'.repeat(16)}`
const access: CarrierAccess = {
  accountSid,
  publicUrl: 'https://api.example.com/webhooks/twilio/acme-01m83xj8800a1b2c3d4e5f6g7h',
  secret: { auth_token: 'token', shared_key: 'shared' },
}
const settings = 'key=webhooks_sharedkey_1,algorithm=HMAC_SHA256'

const fields = {
  AccountSid: accountSid,
  Body: 'One & two + three = 😀\r\n"four"',
  From: '+12065550143',
  MessageSid: `SM${'0'.repeat(32)}`,
  To: '+12065550102',
}

/** What Twilio would send: signed by its own package. */
const signed = (form: Record<string, string> = fields, key?: string): WebhookRequest => {
  const url = `${access.publicUrl}/messages`
  const signature = webhooks.getExpectedTwilioSignature(key ?? 'token', url, form, key && 'HMAC_SHA256')
  return {
    ...{ path: 'messages', query: '', body: new URLSearchParams(form).toString() },
    headers: {
      'x-twilio-signature': signature,
      ...(key && { 'x-twilio-webhooks-signature-settings': settings }),
    },
  }
}

test('what Twilio signs is its own: with the token, with a shared key, with repeated and empty fields', () => {
  expect(verifiesTwilio(signed(), access)).toBe(true)
  expect(verifiesTwilio(signed(fields, 'shared'), access)).toBe(true)
  expect(verifiesTwilio(signed({ ...fields, Body: '', Empty: '' }), access)).toBe(true)
  const repeated = { ...fields, Twice: ['b', 'a', 'b'] }
  const url = `${access.publicUrl}/messages`
  const form = new URLSearchParams(fields)
  for (const value of repeated.Twice) form.append('Twice', value)
  const signature = webhooks.getExpectedTwilioSignature('token', url, repeated)
  expect(
    verifiesTwilio(
      { ...signed(), body: form.toString(), headers: { 'x-twilio-signature': signature } },
      access,
    ),
  ).toBe(true)
})

test('the order of fields says nothing', () => {
  const { body, ...request } = signed()
  expect(verifiesTwilio({ ...request, body: body.split('&').toReversed().join('&') }, access)).toBe(true)
})

const good = signed()
const header = good.headers['x-twilio-signature'] ?? ''
const withHeader = (signature: string | undefined, more = {}) => ({
  ...good,
  headers: { 'x-twilio-signature': signature, ...more },
})
const withBody = (change: (form: URLSearchParams) => void, request = good): WebhookRequest => {
  const form = new URLSearchParams(request.body)
  change(form)
  return { ...request, body: form.toString() }
}
const other = `AC${'0b'.repeat(16)}`

test.each<[string, WebhookRequest, CarrierAccess?]>([
  ['another word', withBody((form) => form.set('Body', 'Other'))],
  ['another sender', withBody((form) => form.set('From', '+12065550144'))],
  ['another number', withBody((form) => form.set('To', '+12065550103'))],
  ['a field more', withBody((form) => form.set('NumMedia', '1'))],
  ['a field less', withBody((form) => form.delete('Body'))],
  ['a field twice', withBody((form) => form.append('Body', 'Other'))],
  ['another path', { ...good, path: 'receipts/acme/1/0' }],
  ['a longer path', { ...good, path: 'messages/' }],
  ['a query', { ...good, query: 'a=1' }],
  ['another host', good, { ...access, publicUrl: access.publicUrl.replace('example', 'other') }],
  ['plain HTTP', good, { ...access, publicUrl: access.publicUrl.replace('https', 'http') }],
  [
    'the address of another account',
    good,
    { ...access, publicUrl: access.publicUrl.replace('acme', 'beta') },
  ],
  ['the token of another account', good, { ...access, secret: { auth_token: 'of others' } }],
  ['another account in the form, well signed', signed({ ...fields, AccountSid: other })],
  ['no account in the form, well signed', signed({ ...fields, AccountSid: '' })],
  ['no header', withHeader(undefined)],
  ['an empty header', withHeader('')],
  [
    'a header with one letter changed',
    withHeader(header.replace(/./, (first) => (first === 'A' ? 'B' : 'A'))),
  ],
  ['a shared key that is wrong', signed(fields, 'wrong')],
  ['SHA-256 with the token in place of the key', signed(fields, 'token')],
  [
    'SHA-1 under the name of SHA-256',
    withHeader(header, { 'x-twilio-webhooks-signature-settings': settings }),
  ],
  [
    'an algorithm that nobody has',
    withHeader(header, { 'x-twilio-webhooks-signature-settings': 'algorithm=MD5' }),
  ],
  ['an account without secrets', good, { ...access, secret: {} }],
])('a request with %s is not of Twilio', (_, request, known = access) => {
  expect(verifiesTwilio(request, known)).toBe(false)
})

test('what is pasted at Twilio asks it to insist, which is not part of what it signs', () => {
  expect(twilioWebhookUrls(access).messages).toBe(`${access.publicUrl}/messages#rc=5&rp=all&ct=2000&rt=4000`)
})
