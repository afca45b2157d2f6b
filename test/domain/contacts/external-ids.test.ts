import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { findContacts } from '#domain/contacts/find-contacts.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import type { ContactId } from '#domain/ids.ts'
import { facts } from '../../support/customers.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { ana } from '../../support/people.ts'

const create = (app: FakeApp, name: string, externalIds: Record<string, string> = {}) =>
  createContact(app, ana, facts({ name, externalIds, phones: [] }))

const owners = async (app: FakeApp, system: string, id: string) => {
  const { records } = await findContacts(app, ana, { externalId: { system, id }, limit: 25 })
  return records.map(({ name }) => name)
}

const inUse = (contact: { id: ContactId }) =>
  expect.objectContaining({
    code: 'external_id_in_use',
    extra: expect.objectContaining({ contact_id: contact.id }),
  })

/** As it was stored when several contacts could have the same id. */
const giveAsBefore = (
  app: FakeApp,
  { id: contactId }: { id: ContactId },
  system: string,
  externalId: string,
) => app.commit({ kind: 'contact_external_id', workspace, contactId, system, externalId, version: 0 })

test('a second contact with the same id in the same system is told whose it is', async () => {
  const app = createFakeApp()
  const ada = await create(app, 'Ada', { crm: '00Q:7' })
  const eve = await create(app, 'Eve', { erp: '00Q:7', crm: '8' })
  await expect(create(app, 'Mallory', { crm: '00Q:7' })).rejects.toEqual(inUse(ada))
  await expect(editContact(app, ana, eve.id, { externalIds: { crm: '00Q:7' } })).rejects.toEqual(inUse(ada))
  expect(await owners(app, 'crm', '00Q:7')).toEqual(['Ada'])
  expect(await owners(app, 'crm', '8')).toEqual(['Eve'])
})

test('of ten who ask for an id at once one gets it', async () => {
  const app = createFakeApp()
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => create(app, 'Ada', { crm: '7' })))
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(refusals).toEqual(Array(9).fill('external_id_in_use'))
  expect(await owners(app, 'crm', '7')).toEqual(['Ada'])
})

test('an id that a contact gave up is free', async () => {
  const app = createFakeApp()
  const { id } = await create(app, 'Ada', { crm: '7' })
  await editContact(app, ana, id, { externalIds: { crm: '8' } })
  await create(app, 'Eve', { crm: '7' })
  await editContact(app, ana, id, { externalIds: { crm: null } })
  await create(app, 'Mallory', { crm: '8' })
  expect([await owners(app, 'crm', '7'), await owners(app, 'crm', '8')]).toEqual([['Eve'], ['Mallory']])
})

test('a merge moves the ids of the source that the target has room for, and frees the others', async () => {
  const app = createFakeApp()
  const target = await create(app, 'Ada', { crm: '1' })
  const source = await create(app, 'A. Byron', { crm: '2', erp: '3' })
  await mergeContacts(app, ana, target.id, source.id)
  expect(await owners(app, 'erp', '3')).toEqual(['Ada'])
  expect(await owners(app, 'crm', '1')).toEqual(['Ada'])
  await expect(create(app, 'Eve', { erp: '3' })).rejects.toEqual(inUse(target))
  await create(app, 'Eve', { crm: '2' })
  expect(app.all('contact_external_id')).toHaveLength(3)
})

test('contacts that had the same id before ids were unique are both found, keep it, and can give it up', async () => {
  const app = createFakeApp()
  const ada = await create(app, 'Ada')
  const eve = await create(app, 'Eve')
  for (const contact of [ada, eve]) {
    await app.commit({ ...contact, externalIds: { crm: '7' } })
    await giveAsBefore(app, contact, 'crm', '7')
  }
  expect(await owners(app, 'crm', '7')).toEqual(['Ada', 'Eve'])
  await editContact(app, ana, ada.id, { name: 'Ada L.' })
  await expect(create(app, 'Mallory', { crm: '7' })).rejects.toEqual(inUse(ada))
  await editContact(app, ana, ada.id, { externalIds: { crm: null } })
  expect(await owners(app, 'crm', '7')).toEqual(['Eve'])
})

test('contacts that had the same id before ids were unique are one once they are merged', async () => {
  const app = createFakeApp()
  const ada = await create(app, 'Ada')
  const eve = await create(app, 'Eve')
  for (const contact of [ada, eve]) {
    await app.commit({ ...contact, externalIds: { crm: '7' } })
    await giveAsBefore(app, contact, 'crm', '7')
  }
  await mergeContacts(app, ana, ada.id, eve.id)
  expect(app.all('contact_external_id')).toMatchObject([{ contactId: ada.id, unique: true }])
  await expect(create(app, 'Mallory', { crm: '7' })).rejects.toEqual(inUse(ada))
})
