import { expect, test } from 'vitest'
import { readTwilioInbound } from '#adapters/carriers/twilio/inbound.ts'

const sid = `SM${'0a'.repeat(16)}`
const receivedAt = Date.parse('2026-11-28T12:00:00Z')
const fields = { MessageSid: sid, From: '+12065550143', To: '+12065550102', Body: 'Hi', NumMedia: '0' }

const read = (change: Record<string, string | undefined> = {}) => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...fields, ...change }))
    if (value !== undefined) form.set(name, value)
  return readTwilioInbound({
    ...{
      carrier: 'twilio',
      account: 'cac_1',
      workspace: 'wks_acme',
      path: 'messages',
      body: form.toString(),
      receivedAt,
    },
    contentType: 'application/x-www-form-urlencoded',
  })
}

test('a text is read, with the time of its request', () => {
  expect(read()).toEqual({
    ...{ carrier: 'twilio', account: 'cac_1', carrierMessageId: sid },
    ...{ from: '+12065550143', to: '+12065550102', body: 'Hi', at: receivedAt },
  })
})

test('files keep their order, and one that is not told of has failed', () => {
  const files = {
    NumMedia: '3',
    MediaUrl0: 'https://a/0',
    MediaContentType0: 'image/jpeg',
    MediaUrl2: 'https://a/2',
  }
  expect(read({ ...files, Body: undefined })).toMatchObject({
    body: '',
    media: [
      { index: 0, url: 'https://a/0', contentType: 'image/jpeg' },
      { index: 1, failed: 'carrier_failed' },
      { index: 2, url: 'https://a/2' },
    ],
  })
})

test('no text has more than ten files, whatever it says', () => {
  expect(read({ NumMedia: '99' })).toMatchObject({ media: { length: 10 } })
  expect(read({ NumMedia: '-1' })).not.toHaveProperty('media')
})

test.each(['STOP', 'START', 'HELP'])('Twilio says that it has answered %s', (OptOutType) => {
  expect(read({ Body: OptOutType, OptOutType })).toMatchObject({ carrierAnswered: true })
})

test('a word that Twilio says nothing about is answered by the rules of the number', () => {
  expect(read({ Body: 'STOP' })).not.toHaveProperty('carrierAnswered')
  expect(read({ Body: 'STOP', OptOutType: 'MAYBE' })).not.toHaveProperty('carrierAnswered')
})

test.each([
  ['WhatsApp', { From: 'whatsapp:+12065550143', To: 'whatsapp:+12065550102' }, 'whatsapp:+12065550102'],
  ['RCS', { From: 'rcs:+12065550143', To: 'rcs:brand_agent' }, 'rcs:brand_agent'],
  ['a channel that only the sender names', { From: 'messenger:123' }, 'messenger:+12065550102'],
  ['a group', { OtherRecipients0: '+12065550144' }, 'group:+12065550102'],
])('a text of %s is for no number', (_, change, to) => {
  expect(read(change)).toMatchObject({ to })
})

test('what is told of our own texts is no text of a customer', () => {
  expect(read({ SmsStatus: 'delivered' })).toEqual({ ignored: 'delivered' })
})

test('half a surrogate pair becomes a sign for it, and a text without an id cannot be read', () => {
  expect(read({ Body: 'cut \ud83d' })).toMatchObject({ body: 'cut \ufffd' })
  expect(() => read({ MessageSid: undefined })).toThrow('MessageSid')
})
