import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { type ContactQuery, findContacts } from '#domain/contacts/find-contacts.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { receive } from '../../support/conversing.ts'
import { customer, facts, mobile } from '../../support/customers.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { ana, outsider } from '../../support/people.ts'

const find = async (app: FakeApp, query: Partial<ContactQuery>) => {
  const { records } = await findContacts(app, ana, { limit: 25, ...query })
  return records.map(({ name }) => name)
}

const create = (app: FakeApp, name: string, change = {}) =>
  createContact(app, ana, facts({ name, phones: [], ...change }))

test('a phone is found in any common format', async () => {
  const app = createFakeApp()
  await create(app, 'Ada', { phones: [mobile(customer)] })
  for (const phone of ['2065550123', '(206) 555-0123', '+1 206 555 0123']) {
    expect(await find(app, { phone })).toEqual(['Ada'])
  }
  expect(await find(app, { phone: '206 555 0199' })).toEqual([])
})

test('a name is found by the beginning of any of its words, without case and accents', async () => {
  const app = createFakeApp()
  await create(app, 'José Núñez Silva')
  for (const query of ['jose', 'NUNEZ', 'núñez s', 'silva', 'josé núñez silva']) {
    expect(await find(app, { query })).toEqual(['José Núñez Silva'])
  }
  expect(await find(app, { query: 'ose' })).toEqual([])
})

test.each([
  ["O'Neil", 'O\u2019Neil'],
  ['O\u2019Neil', "O'Neil"],
  ['O\u02bcNeil', 'o\u00b4neil'],
  ['Jean\u2013Luc', 'jean-luc'],
  ['Jean-Luc', 'jean\u2011luc'],
  ['\u201cAce\u201d Motors', '"ace"'],
  ['\ufeffRoe', 'roe'],
  ['Jo\u200bRoe', 'joroe'],
  ['Roe', '\u200eRoe\u200f'],
  ['Zoe\u0308', 'zo\u00eb'],
])('%j is found as %j', async (name, query) => {
  const app = createFakeApp()
  await create(app, name)
  expect(await find(app, { query })).toEqual([name])
})

/** The contact as it was stored and indexed before signs were made plain. */
const createOlder = async (app: FakeApp, name: string, term: string) => {
  const { id: contactId, workspace } = await create(app, name)
  const plain = app.all('contact_term').filter((entry) => entry.contactId === contactId)
  await app.commit(...plain.map((remove) => ({ remove })))
  const [{ termForm: _, ...contact } = fail()] = app.all('contact').filter(({ id }) => id === contactId)
  await app.commit(contact, { kind: 'contact_term', workspace, contactId, term, version: 0 })
  return contactId
}

const fail = (): never => {
  throw new Error('There is no contact')
}

test.each([
  ['O\u2019Neil', 'o\u2019neil'],
  ["O'Neil", "o'neil"],
])('%j, indexed before signs were made plain, is found however it is typed', async (name, term) => {
  const app = createFakeApp()
  await createOlder(app, name, term)
  for (const query of [name, "O'Neil", "o'ne"]) expect(await find(app, { query })).toEqual([name])
})

test('its next edit brings a contact into the index of today', async () => {
  const app = createFakeApp()
  const id = await createOlder(app, 'O\u2019Neil', 'o\u2019neil')
  await editContact(app, ana, id, { attributes: { plan: 'gold' } })
  expect(app.all('contact_term').map(({ term }) => term)).toEqual(["o'neil"])
  await editContact(app, ana, id, { name: 'Neil' })
  expect(app.all('contact_term').map(({ term }) => term)).toEqual(['neil'])
})

test('a phone is found by its last digits, four or more, however they are written', async () => {
  const app = createFakeApp()
  await create(app, 'Ada', { phones: [mobile('+12065557391')] })
  await create(app, 'Bo', { phones: [mobile('+12065550199'), mobile('+447911127391')] })
  expect(await find(app, { query: '7391' })).toEqual(['Bo', 'Ada'])
  for (const query of ['57391', '555-7391', '(206) 555-7391', '+1 206 555 7391'])
    expect(await find(app, { query })).toEqual(['Ada'])
  for (const query of ['391', '7392', '73 91 0']) expect(await find(app, { query })).toEqual([])
})

test('a customer who texted in is found by the last digits, a merged one as the other', async () => {
  const app = createFakeApp()
  const ada = await create(app, 'Ada', { phones: [mobile(customer)] })
  const other = await create(app, 'Countess', { phones: [mobile('+12065557391')] })
  await mergeContacts(app, ana, ada.id, other.id)
  expect(await find(app, { query: '7391' })).toEqual(['Ada'])
  await receive(app, { from: '+12065554711' })
  const { records } = await findContacts(app, ana, { limit: 25, query: '4711' })
  expect(records.map(({ phones }) => phones)).toEqual([[mobile('+12065554711')]])
})

test('names that begin with the digits come before phones that end with them, each contact once', async () => {
  const app = createFakeApp()
  await create(app, '7391 Main Street', { phones: [mobile('+12065557391')] })
  await create(app, 'Ada', { phones: [mobile('+12066667391'), mobile('+12067777391')] })
  await create(app, 'Bo', { phones: [mobile('+12068887391')] })
  const seen: (string | undefined)[] = []
  let cursor: string | undefined
  do {
    const page = await findContacts(app, ana, { limit: 1, query: '7391', cursor })
    seen.push(...page.records.map(({ name }) => name))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(['7391 Main Street', 'Ada', 'Bo'])
})

test('an e-mail is found by its beginning, without case', async () => {
  const app = createFakeApp()
  await create(app, 'Ada', { emails: ['Ada.L@Example.com'] })
  expect(await find(app, { query: 'ada.l@ex' })).toEqual(['Ada'])
})

test('a contact that matches in several ways is shown once, on whatever page', async () => {
  const app = createFakeApp()
  for (const name of ['Ann Anderson', 'Anna', 'Bo Ann']) {
    await create(app, name, { emails: [`an.${name.length}@example.com`] })
  }
  const seen: (string | undefined)[] = []
  let cursor: string | undefined
  do {
    const page = await findContacts(app, ana, { limit: 1, query: 'an', cursor })
    seen.push(...page.records.map(({ name }) => name))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen.toSorted()).toEqual(['Ann Anderson', 'Anna', 'Bo Ann'])
})

test('a contact is found by its id in an outside system', async () => {
  const app = createFakeApp()
  await create(app, 'Ada', { externalIds: { crm: '7' } })
  expect(await find(app, { externalId: { system: 'crm', id: '7' } })).toEqual(['Ada'])
  expect(await find(app, { externalId: { system: 'erp', id: '7' } })).toEqual([])
})

test('a renamed contact is found by its new name only', async () => {
  const app = createFakeApp()
  const { id } = await create(app, 'Ada Byron', { externalIds: { crm: '7' } })
  await editContact(app, ana, id, { name: 'Ada Lovelace', externalIds: { crm: '8' } })
  expect(await find(app, { query: 'byron' })).toEqual([])
  expect(await find(app, { query: 'lovelace' })).toEqual(['Ada Lovelace'])
  expect(await find(app, { externalId: { system: 'crm', id: '7' } })).toEqual([])
})

test('without a query the newest contacts come first, page by page', async () => {
  const app = createFakeApp()
  for (const name of ['one', 'two', 'three']) {
    app.advance(1)
    await create(app, name)
  }
  const first = await findContacts(app, ana, { limit: 2 })
  expect(first.records.map(({ name }) => name)).toEqual(['three', 'two'])
  expect(await find(app, { cursor: first.nextCursor })).toEqual(['one'])
})

test('another workspace finds none of them', async () => {
  const app = createFakeApp()
  await create(app, 'Ada', { phones: [mobile(customer)], externalIds: { crm: '7' } })
  for (const query of [
    {},
    { query: 'ada' },
    { query: '0123' },
    { phone: customer },
    { externalId: { system: 'crm', id: '7' } },
  ]) {
    expect((await findContacts(app, outsider, { limit: 25, ...query })).records).toEqual([])
  }
})

test('an attribute that the workspace searches finds its contact, from the next edit on after the setting', async () => {
  const app = createFakeApp()
  const before = await create(app, 'Ada', { attributes: { Order: 'A-1001', plan: 'gold' } })
  await app.commit({ ...defaultSettings(workspace), searchableAttributes: ['Order'] })
  await create(app, 'Eve', { attributes: { Order: 'A-1002', plan: 'gold' } })
  expect(await find(app, { query: 'a-100' })).toEqual(['Eve'])
  await editContact(app, ana, before.id, { zone: 'Europe/Paris' })
  expect(await find(app, { query: 'A-100' })).toEqual(['Ada', 'Eve'])
  expect(await find(app, { query: 'gold' })).toEqual([])
  await editContact(app, ana, before.id, { attributes: { Order: 'B-7' } })
  expect(await find(app, { query: 'a-100' })).toEqual(['Eve'])
  expect(await find(app, { query: 'b-7' })).toEqual(['Ada'])
})

test('what is searched no more leaves the index with the next edit', async () => {
  const app = createFakeApp()
  const settings = { ...defaultSettings(workspace), searchableAttributes: ['Order'] }
  await app.commit(settings)
  const { id } = await create(app, 'Ada', { attributes: { Order: 'A-1001' } })
  await app.commit({ ...settings, searchableAttributes: [], version: 1 })
  await editContact(app, ana, id, { zone: 'Europe/Paris' })
  expect(await find(app, { query: 'a-1' })).toEqual([])
  expect(app.all('contact_term').map(({ term }) => term)).toEqual(['ada'])
})
