import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { findContacts } from '#domain/contacts/find-contacts.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { readContact } from '#domain/contacts/read-contact.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { ana, outsider } from '../../support/people.ts'

const createTwo = async () => {
  const app = createFakeApp()
  const target = await createContact(
    app,
    ana,
    facts({
      name: 'Ada Lovelace',
      attributes: { plan: 'gold' },
      externalIds: { crm: '1' },
      metadata: { row: '1' },
    }),
  )
  const source = await createContact(
    app,
    ana,
    facts({
      phones: [mobile(office)],
      emails: ['ada@example.com'],
      attributes: { plan: 'silver', size: 'L' },
      metadata: { row: '2', batch: 'b' },
      doNotContact: true,
      enrolled: true,
    }),
  )
  return { app, target, source }
}

test('the target gets the phones and facts of the source, its own word counts where they differ', async () => {
  const { app, target, source } = await createTwo()
  const merged = await mergeContacts(app, ana, target.id, source.id)
  expect(merged).toMatchObject({
    id: target.id,
    name: 'Ada Lovelace',
    emails: ['ada@example.com'],
    phones: [{ phone: customer }, { phone: office }],
    attributes: { plan: 'gold', size: 'L' },
    metadata: { row: '1', batch: 'b' },
    enrolled: true,
  })
})

test('a refusal of either holds for every thread', async () => {
  const { app, target, source } = await createTwo()
  await mergeContacts(app, ana, target.id, source.id)
  const flags = { smsEnabled: true, doNotContact: true, enrolled: true }
  expect(app.all('thread')).toMatchObject([
    { phone: customer, contactId: target.id, flags },
    { phone: office, contactId: target.id, flags },
  ])
})

test('the id of the source stands for the target', async () => {
  const { app, target, source } = await createTwo()
  await mergeContacts(app, ana, target.id, source.id)
  expect(await readContact(app, ana, source.id)).toMatchObject({ id: target.id })
})

test('a merged contact is listed and found no more, and not changed', async () => {
  const { app, target, source } = await createTwo()
  await mergeContacts(app, ana, target.id, source.id)
  for (const query of [{}, { query: 'ada@' }, { phone: office }]) {
    const { records } = await findContacts(app, ana, { limit: 10, ...query })
    expect(records.map(({ id }) => id)).toEqual([target.id])
  }
  await expect(editContact(app, ana, source.id, { name: 'Eve' })).rejects.toMatchObject({
    code: 'not_found',
    extra: { contact_id: target.id },
  })
})

test('merging a second time changes nothing', async () => {
  const { app, target, source } = await createTwo()
  const once = await mergeContacts(app, ana, target.id, source.id)
  expect(await mergeContacts(app, ana, target.id, source.id)).toEqual(once)
})

test('a contact is not merged with itself', async () => {
  const { app, target } = await createTwo()
  await expect(mergeContacts(app, ana, target.id, target.id)).rejects.toMatchObject({
    code: 'validation_failed',
  })
})

test('two contacts merged into each other at once end as one', async () => {
  const { app, target, source } = await createTwo()
  await Promise.allSettled([
    mergeContacts(app, ana, target.id, source.id),
    mergeContacts(app, ana, source.id, target.id),
  ])
  expect(app.all('contact').filter((contact) => !contact.mergedInto)).toHaveLength(1)
  expect(new Set(app.all('thread').map(({ contactId }) => contactId)).size).toBe(1)
})

test('nothing is merged across workspaces', async () => {
  const { app, target, source } = await createTwo()
  await expect(mergeContacts(app, outsider, target.id, source.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('two contacts that have too many phones together are not merged', async () => {
  const app = createFakeApp()
  const many = (from: number) =>
    facts({ phones: Array.from({ length: 6 }, (_, i) => mobile(`+120655501${from + i}`)) })
  const target = await createContact(app, ana, many(10))
  const source = await createContact(app, ana, many(20))
  await expect(mergeContacts(app, ana, target.id, source.id)).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'phones' }] },
  })
})
