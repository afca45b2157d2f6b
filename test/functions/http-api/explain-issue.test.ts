import { expect, test } from 'vitest'
import type { OperationName } from '#contract/api/operations.ts'
import { callApi } from '../../support/call.ts'
import { createFakeApp } from '../../support/fake-app.ts'

/** The `errors` of a call that is refused for what is in it. */
const errorsOf = async (name: OperationName, call: Parameters<typeof callApi>[2]) => {
  const refused = await callApi(createFakeApp(), name, call).catch((error) => error)
  expect(refused).toMatchObject({ code: 'validation_failed' })
  return refused.extra.errors
}

const long = 'x'.repeat(101)

test.each<[OperationName, unknown, string, string]>([
  ['createTeam', {}, 'name', 'This is required.'],
  ['createTeam', { name: 7 }, 'name', 'This must be a string.'],
  ['createTeam', { name: '' }, 'name', 'This must not be empty.'],
  ['createTeam', { name: long }, 'name', 'This must have at most 100 characters.'],
  ['createTeam', { name: 'A', members: 'ana' }, 'members', 'This must be an array.'],
  ['createTeam', { name: 'A', members: ['ana'] }, 'members.0', 'This must be an id.'],
  ['createTeam', { name: 'A', color: 'red' }, 'color', 'There is no such field.'],
  ['createTeam', [], '', 'This must be an object.'],
  ['createContact', { emails: ['ada'] }, 'emails.0', 'This must be an e-mail address.'],
  ['createContact', { zone: 'Mars' }, 'zone', 'Not a time zone of the IANA database.'],
  [
    'createNumber',
    { address: '72345', type: 'fax' },
    'type',
    'This must be long_code or toll_free or short_code or rcs.',
  ],
  ['createNumber', { address: '72345', country: 'USA' }, 'country', 'This must match /^[A-Z]{2}$/.'],
  [
    'sendSingle',
    { to: '+12065550123', body: 'Hi', send_at: 'noon' },
    'send_at',
    'This must be a time as in RFC 3339, such as 2026-11-27T08:00:00Z.',
  ],
  ['sendSingle', { to: '+12065550123', body: ' ' }, 'body', 'A text must not be empty.'],
  ['sendSingle', { body: 'Hi' }, 'to', 'Send a phone number as to, or the id of a contact as contact_id.'],
  ['recordConsent', { action: 'forget' }, 'action', 'This must be opt_out or opt_in.'],
])('%s of %j: at "%s" it says "%s"', async (name, body, path, detail) => {
  expect(await errorsOf(name, { body })).toEqual([{ path, detail }])
})

test.each([
  ['abc', 'This must be a number.'],
  ['1.5', 'This must be a whole number.'],
  ['0', 'This must be at least 1.'],
  ['101', 'This must be at most 100.'],
])('a page of %s says "%s"', async (limit, detail) => {
  expect(await errorsOf('listTeams', { query: { limit } })).toEqual([{ path: 'limit', detail }])
})

test('each field that does not exist is named, however deep', async () => {
  const body = { phones: [{ phone: '+12065550123', kind: 'work', main: true }] }
  expect(await errorsOf('createContact', { body })).toEqual([
    { path: 'phones.0.kind', detail: 'There is no such field.' },
    { path: 'phones.0.main', detail: 'There is no such field.' },
  ])
})

test('of very many mistakes the first fifty are named, and all are counted', async () => {
  const body = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`unknown ${i}`, 0]))
  const refused = await callApi(createFakeApp(), 'createTeam', { body }).catch((error) => error)
  expect(refused.extra.errors).toHaveLength(50)
  expect(refused.extra.error_count).toBe(60_001)
})

test('a mistake in a field with a very long name shows the beginning of the name', async () => {
  const [, { path }] = await errorsOf('createTeam', { body: { ['😀'.repeat(100_000)]: 0 } })
  expect(path).toBe(`${'😀'.repeat(100)}…`)
})
