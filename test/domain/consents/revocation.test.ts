import { expect, test } from 'vitest'
import { readsLikeRevocation, revocationDueAt } from '#domain/consents/revocation.ts'

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
])('"%s" is shown to an agent as a revocation', (body) => {
  expect(readsLikeRevocation(body)).toBe(true)
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
])('"%s" is no revocation', (body) => {
  expect(readsLikeRevocation(body)).toBe(false)
})

test('a revocation is due ten business days later', () => {
  expect(new Date(revocationDueAt(Date.parse('2026-11-23T10:00:00Z'))).toISOString()).toBe(
    '2026-12-07T10:00:00.000Z',
  )
  expect(new Date(revocationDueAt(Date.parse('2026-11-28T10:00:00Z'))).toISOString()).toBe(
    '2026-12-11T10:00:00.000Z',
  )
})
