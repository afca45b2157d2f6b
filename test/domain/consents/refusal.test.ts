import { expect, test } from 'vitest'
import { readsLikeRefusal } from '#domain/consents/refusal.ts'
import { languages } from '#domain/settings/settings.ts'

test.each([
  "please don't text me",
  'Please don’t text me anymore',
  'take me off your list',
  'Remove me from this list!',
  'stop texting me',
  'Stop sending me this stuff',
  'no more messages please',
  'I do not want to receive these texts',
  'I want to unsubscribe',
  'opt me out',
  'do not contact me again',
  'lose my number',
  'STOP STOP STOP',
  'stop 😡',
  'I revoke my consent',
])('"%s" is shown to an agent as a refusal', (body) => {
  expect(readsLikeRefusal(body, languages)).toBe(true)
})

test.each([
  'Stop by at 5?',
  'Can you stop by and text me when you are there?',
  "I don't need the invoice by text yet? Email is fine",
  'Please text me the address',
  'Where is the bus stop?',
  "Don't send the technician before noon",
  'When does the offer end',
  '',
])('"%s" is no refusal', (body) => {
  expect(readsLikeRefusal(body, languages)).toBe(false)
})
