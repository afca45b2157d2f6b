import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { declarationOf } from '#adapters/dynamo/records.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { type ContactQuery, findContacts } from '#domain/contacts/find-contacts.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { facts, mobile } from '../support/customers.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let engine: Engine
let workspaces = 0
let ana: { kind: 'agent'; workspace: `wks_${string}`; id: 'agt_ana'; role: 'admin' }
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())
beforeEach(() => {
  ana = { kind: 'agent', workspace: `wks_${++workspaces}`, id: 'agt_ana', role: 'admin' }
})

const app = () => createApp(engine.table)

const create = (name: string, change = {}) =>
  createContact(app(), ana, facts({ name, phones: [], ...change }))

const find = async (query: Partial<ContactQuery>) => {
  const names: (string | undefined)[] = []
  let cursor: string | undefined
  do {
    const page = await findContacts(app(), ana, { limit: 2, cursor, ...query })
    names.push(...page.records.map(({ name }) => name))
    cursor = page.nextCursor
  } while (cursor)
  return names
}

test('of twenty who create a contact with the same phone at once one wins', async () => {
  const phones = [mobile('+12065550123')]
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => create('Ada', { phones })))
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refusals).toEqual(Array(19).fill(expect.objectContaining({ code: 'phone_in_use' })))
  expect(await find({})).toEqual(['Ada'])
})

test('of twenty who create a contact with the same external id at once one wins', async () => {
  const externalIds = { crm: '00Q:7' }
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => create('Ada', { externalIds })))
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refusals).toEqual(Array(19).fill(expect.objectContaining({ code: 'external_id_in_use' })))
  expect(await find({ externalId: { system: 'crm', id: '00Q:7' } })).toEqual(['Ada'])
})

test('an external id of one form or the other moves with a merge, and is given up', async () => {
  const { workspace } = ana
  const older = await create('Eve')
  await app().commit({ ...older, externalIds: { erp: '3' } })
  const facts = { kind: 'contact_external_id', workspace, system: 'erp', externalId: '3' } as const
  await app().commit({ ...facts, contactId: older.id, version: 0 })
  const target = await create('Ada')
  const source = await create('A. Byron', { externalIds: { crm: '2' } })
  for (const { id } of [source, older]) await mergeContacts(app(), ana, target.id, id)
  const owners = async () => [
    await find({ externalId: { system: 'crm', id: '2' } }),
    await find({ externalId: { system: 'erp', id: '3' } }),
  ]
  expect(await owners()).toEqual([['Ada'], ['Ada']])
  await editContact(app(), ana, target.id, { externalIds: { crm: null, erp: null } })
  expect(await owners()).toEqual([[], []])
})

test('a first text and a new contact with its phone at once are one contact', async () => {
  const [from, to] = ['+12065550124', '+12065550104'] as const
  await createNumber(app(), ana, { address: to })
  const text = { carrier: 'aws', carrierMessageId: 'race', body: 'hello', at: Date.now() } as const
  await Promise.allSettled([
    create('Ada', { phones: [mobile(from)] }),
    receiveMessage(app(), { ...text, from, to }),
  ])
  const thread = await app().threads.byPhone(ana.workspace, from, 'fresh')
  expect(thread?.heads).toHaveLength(1)
  expect(await find({})).toHaveLength(1)
  expect(await find({ phone: from })).toHaveLength(1)
})

test('names and e-mails of any script are found by their beginning, each contact once', async () => {
  for (const name of ['Ann Anderson', 'Анна Иванова', 'José Núñez', '😀 Smiley']) {
    await create(name, { emails: [`an.${name.length}@example.com`] })
  }
  expect((await find({ query: 'an' })).toSorted()).toHaveLength(4)
  expect(await find({ query: 'иван' })).toEqual(['Анна Иванова'])
  expect(await find({ query: 'nuñ' })).toEqual(['José Núñez'])
  expect(await find({ query: '😀' })).toEqual(['😀 Smiley'])
  expect(await find({ query: 'bob' })).toEqual([])
})

test('an edited contact is found by what it is now', async () => {
  const { id } = await create('Ada Byron', { externalIds: { crm: '7' } })
  await editContact(app(), ana, id, { name: 'Ada Lovelace', externalIds: { crm: '8' } }, [1])
  expect(await find({ query: 'byron' })).toEqual([])
  expect(await find({ query: 'lovelace' })).toEqual(['Ada Lovelace'])
  expect(await find({ externalId: { system: 'crm', id: '7' } })).toEqual([])
  expect(await find({ externalId: { system: 'crm', id: '8' } })).toEqual(['Ada Lovelace'])
})

test('a merged contact is listed no more', async () => {
  const target = await create('Ada', { phones: [mobile('+12065550123')] })
  const source = await create('Countess', { phones: [mobile('+12065550177')] })
  await mergeContacts(app(), ana, target.id, source.id)
  expect(await find({})).toEqual(['Ada'])
  expect(await find({ query: 'countess' })).toEqual([])
  expect(await find({ phone: '+12065550177' })).toEqual(['Ada'])
})

test('the most that a contact can have, renewed in one edit, fits into one transaction', async () => {
  const many = (offset: number) => ({
    phones: Array.from({ length: 10 }, (_, i) => mobile(`+120655501${offset + i}`)),
    emails: Array.from({ length: 10 }, (_, i) => `mail${offset + i}@example.com`),
    externalIds: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`system${offset + i}`, 'x'])),
  })
  const gone = Object.fromEntries(Object.keys(many(10).externalIds).map((system) => [system, null]))
  const { id } = await create('One Two Three Four Five', many(10))
  const change = { ...many(30), externalIds: { ...gone, ...many(30).externalIds } }
  await editContact(app(), ana, id, { name: 'Six Seven Eight Nine Ten', ...change }, [1])
  expect(await find({ query: 'mail39' })).toEqual(['Six Seven Eight Nine Ten'])
  expect(await find({ query: 'mail1' })).toEqual([])
  expect(await find({})).toHaveLength(11)
})

test('the last digits of a phone find its contact, page by page', async () => {
  for (let i = 0; i < 5; i++) await create(`Ann ${i}`, { phones: [mobile(`+1206555${2 + i}391`)] })
  for (let i = 0; i < 5; i++) await create(`Bo ${i}`, { phones: [mobile(`+1206${560 + i}4391`)] })
  expect(await find({ query: '4391' })).toHaveLength(6)
  expect(await find({ query: '(206) 555-6391' })).toEqual(['Ann 4'])
})

test('a search by last digits takes two units more than one by name; a phone one unit, once', async () => {
  for (let i = 0; i < 30; i++) await create(`Ann ${i}`, { phones: [mobile(`+1206${560 + i}7391`)] })
  engine.units()
  const { records } = await findContacts(app(), ana, { limit: 25, query: '7391' })
  expect(records).toHaveLength(25)
  const sealing = 2
  expect(engine.units().read).toBeLessThanOrEqual(25 / 2 + 1 + 2 + sealing)
  const thread = await app().threads.byPhone(ana.workspace, '+12065607391', 'fresh')
  if (!thread) throw new Error('There is no thread')
  engine.units()
  await app().commit({ ...thread, writtenTo: ['num_1'] })
  expect(engine.units().write).toBe(1)
})

test('a thread of before there was the index is found once it was written again', async () => {
  const { workspace } = ana
  const contact = await create('Ada', { phones: [mobile('+12065557391')] })
  const thread = await app().threads.byPhone(workspace, '+12065557391', 'fresh')
  if (!thread) throw new Error('There is no thread')
  const { gsi2pk: _, gsi2sk: __, ...keys } = declarationOf('thread').keys(thread)
  await engine.table.write([
    { kind: 'thread', key: keys, version: thread.version, item: { ...thread, ...keys, version: 2 } },
  ])
  expect(await find({ query: '7391' })).toEqual([])
  await editContact(app(), ana, contact.id, { doNotContact: true })
  expect(await find({ query: '7391' })).toEqual(['Ada'])
})

test('a page of a search takes half a unit for each contact on it and one for the search', async () => {
  for (let i = 0; i < 60; i++) await create(`Ann ${i}`)
  engine.units()
  const { records } = await findContacts(app(), ana, { limit: 25, query: 'ann' })
  expect(records).toHaveLength(25)
  const sealing = 2
  expect(engine.units().read).toBeLessThanOrEqual(25 / 2 + 1 + sealing)
})
