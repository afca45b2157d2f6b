import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { type ContactQuery, findContacts } from '#domain/contacts/find-contacts.ts'
import { customer, facts, mobile } from '../../support/customers.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
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
    { phone: customer },
    { externalId: { system: 'crm', id: '7' } },
  ]) {
    expect((await findContacts(app, outsider, { limit: 25, ...query })).records).toEqual([])
  }
})
