import { expect, test } from 'vitest'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { receive } from '../../support/conversing.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { ana, program } from '../../support/people.ts'

/** The events of contacts, in the order of the writes. */
const told = async (app: FakeApp) => {
  app.published.length = 0
  await publishChanges(app, app.changes.splice(0))
  return app.published
    .filter(({ type }) => type.startsWith('contact.') || type === 'record.changed')
    .map(({ type, by, data }) => ({ type, by, data }))
}

const byAna = { kind: 'agent', id: ana.id }
const byProgram = { kind: 'program', id: program.id }

test('what becomes of a contact is told with its version and who brought it about', async () => {
  const app = createFakeApp()
  const { id: contactId } = await createContact(app, ana, facts())
  expect(await told(app)).toEqual([{ type: 'contact.created', by: byAna, data: { contactId, version: 1 } }])
  await editContact(app, program, contactId, { name: 'Ada' })
  expect(await told(app)).toEqual([
    { type: 'contact.updated', by: byProgram, data: { contactId, version: 2 } },
  ])
  await editContact(app, program, contactId, { name: 'Ada' })
  expect(await told(app)).toEqual([])
})

test('a merge is told of both, and where the id of the one leads', async () => {
  const app = createFakeApp()
  const { id: target } = await createContact(app, ana, facts())
  const { id: source } = await createContact(app, ana, facts({ phones: [mobile(office)], name: 'Ada' }))
  await told(app)
  await mergeContacts(app, program, target, source)
  expect(await told(app)).toEqual([
    { type: 'contact.updated', by: byProgram, data: { contactId: target, version: 2 } },
    { type: 'contact.merged', by: byProgram, data: { contactId: source, mergedInto: target, version: 2 } },
  ])
})

test('a customer who writes for the first time is told as created by the customer', async () => {
  const app = createFakeApp()
  await receive(app)
  expect(await told(app)).toMatchObject([{ type: 'contact.created', by: { kind: 'customer' } }])
})

test('a word about consent is no change of the facts of a contact', async () => {
  const app = createFakeApp()
  const { id: recordId } = await createContact(app, ana, facts())
  await told(app)
  await recordConsent(app, ana, { phone: customer, action: 'opt_out' })
  expect(await told(app)).toEqual([
    { type: 'record.changed', data: { kind: 'contact', recordId, version: 2 } },
  ])
})
