import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Operation } from '#contract/api/operation.ts'
import { type OperationName, operations } from '#contract/api/operations.ts'
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
  [
    'sendSingle',
    { body: 'Hi' },
    'to',
    'Send a phone number as to, the id of a contact as contact_id, or that of a case as case_id.',
  ],
  [
    'startConversation',
    { body: 'Hi' },
    'to',
    'Send a phone number as to, or the id of a contact as contact_id.',
  ],
  ['recordConsent', { action: 'forget' }, 'action', 'This must be opt_out or opt_in.'],
])('%s of %j: at "%s" it says "%s"', async (name, body, path, detail) => {
  expect(await errorsOf(name, { body })).toEqual([{ path, detail }])
})

/** Nobody sees anything of these. */
const blanks = {
  spaces: '   ',
  'no-break spaces': '\u00a0\u2003\u3000',
  'a zero-width space': '\u200b',
  'a byte order mark': '\ufeff',
  'direction marks': '\u200e\u202a\u2069',
  'a soft hyphen': '\u00ad',
  'a Hangul filler': '\u3164\u115f\uffa0',
  "braille's blank": '\u2800',
  'marks without a letter': '\u0301\ufe0f',
  'tabs and line ends': '\t\r\n\u0000',
}

test.each(Object.entries(blanks))('a name of %s is refused', async (_, name) => {
  expect(await errorsOf('createContact', { body: { name } })).toEqual([
    { path: 'name', detail: 'This must not be empty.' },
  ])
})

const blank = ' \u200b'

test.each<[OperationName, object, string]>([
  ['createContact', { name: 'Ada', attributes: { [blank]: 'x' } }, `attributes.${blank}`],
  ['createContact', { name: 'Ada', external_ids: { crm: blank } }, 'external_ids.crm'],
  ['editContact', { name: blank }, 'name'],
  ['createTeam', { name: blank }, 'name'],
  ['editTeam', { name: blank }, 'name'],
  ['createView', { name: blank, filter: {} }, 'name'],
  ['editView', { name: blank }, 'name'],
  ['createNumber', { address: '+12065550142', name: blank }, 'name'],
  ['editNumber', { name: blank }, 'name'],
  ['editNumber', { texts: { help: blank } }, 'texts.help'],
  ['createBusinessHours', { name: blank, zone: 'America/New_York', weekly: {} }, 'name'],
  ['editBusinessHours', { holidays: [{ date: '2026-12-25', name: blank }] }, 'holidays.0.name'],
  ['editAgent', { name: blank }, 'name'],
  ['editProgram', { name: blank }, 'name'],
  ['editSettings', { company_name: blank }, 'company_name'],
  ['addTag', { tag: blank }, 'tag'],
  ['startConversation', { to: '+12065550188', body: 'Hi', subject: blank }, 'subject'],
  ['editConversation', { subject: blank }, 'subject'],
  ['recordConsent', { action: 'opt_out', phone: '+12065550188', reason: blank }, 'reason'],
  ['recordConsent', { action: 'opt_in', phone: '+12065550188', reason: blank }, 'reason'],
])('%s of %j refuses blanks at %s', (name, body, path) => {
  const operation: Operation = operations[name]
  const { error } = z.safeParse(operation.body?.() ?? z.never(), body)
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
})

test('a name of emoji, or in any script, is one', async () => {
  for (const name of ['👍🏽', '김민준', 'नमस्ते', '7', "'"])
    expect(await callApi(createFakeApp(), 'createContact', { body: { name } })).toMatchObject({
      status: 201,
      body: { name },
    })
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
