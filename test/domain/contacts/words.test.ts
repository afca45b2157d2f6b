import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { upsertContact } from '#domain/contacts/upsert-contact.ts'
import { enrolmentsOf, refusalsOf } from '#domain/contacts/words.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { ana, program as crm } from '../../support/people.ts'

const ledger = (app: FakeApp, phone = customer) =>
  app
    .all('consent_event')
    .filter((entry) => entry.phone === phone)
    .map(({ action, system, play, by }) => ({ action, system, play, by }))

const hubspot = (app: FakeApp, doNotContact: boolean) =>
  upsertContact(app, crm, { system: 'hubspot', id: '7' }, { doNotContact })

const blocked = (app: FakeApp) => app.all('thread').map(({ flags }) => flags.doNotContact)

test('who says that a customer must not be contacted takes back their own word only', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts({ externalIds: { hubspot: '7' } }))
  await editContact(app, ana, id, { doNotContact: true })
  await hubspot(app, true)
  const { contact } = await hubspot(app, false)
  expect(contact).toMatchObject({ doNotContact: true, refusals: [{ source: 'hand', by: ana.id }] })
  expect(blocked(app)).toEqual([true])
  await editContact(app, crm, id, { doNotContact: false })
  expect(blocked(app)).toEqual([true])
  await editContact(app, ana, id, { doNotContact: false })
  expect(blocked(app)).toEqual([false])
  expect(ledger(app)).toEqual([
    { action: 'do_not_contact', by: ana.id },
    { action: 'do_not_contact', system: 'hubspot', by: crm.id },
    { action: 'do_not_contact_lifted', system: 'hubspot', by: crm.id },
    { action: 'do_not_contact_lifted', by: ana.id },
  ])
})

test('the ledger of each phone tells who enrolled its owner in what', async () => {
  const app = createFakeApp()
  const phones = [mobile(customer), mobile(office)]
  const told = { phones, enrolments: [{ play: 'Winback' }] }
  await upsertContact(app, crm, { system: 'playbooks', id: '7' }, told)
  await upsertContact(app, crm, { system: 'playbooks', id: '7' }, { enrolments: [] })
  const entries = [
    { action: 'enrolled', system: 'playbooks', play: 'Winback', by: crm.id },
    { action: 'enrolment_ended', system: 'playbooks', play: 'Winback', by: crm.id },
  ]
  expect(ledger(app)).toEqual(entries)
  expect(ledger(app, office)).toEqual(entries)
})

test('a contact of before words had sources is blocked and enrolled by hand', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts())
  const [contact] = app.all('contact')
  if (contact) await app.commit({ ...contact, doNotContact: true, enrolled: true })
  const edited = await editContact(app, crm, id, { doNotContact: false, enrolled: false, name: 'Ada' })
  expect(edited).toMatchObject({ doNotContact: true, enrolled: true })
  const freed = await editContact(app, ana, id, { doNotContact: false, enrolled: false })
  expect(freed).toMatchObject({ doNotContact: false, enrolled: false, refusals: [], enrolments: [] })
})

test('a merge keeps the words of both, and each ledger tells what is new there', async () => {
  const app = createFakeApp()
  const target = await createContact(app, ana, facts({ doNotContact: true }))
  const source = await createContact(app, crm, facts({ phones: [mobile(office)], enrolled: true }))
  const merged = await mergeContacts(app, ana, target.id, source.id)
  expect(refusalsOf(merged)).toMatchObject([{ source: 'hand' }])
  expect(enrolmentsOf(merged)).toMatchObject([{ system: crm.id }])
  expect(ledger(app)).toEqual([
    { action: 'do_not_contact', by: ana.id },
    { action: 'enrolled', system: crm.id, by: ana.id },
  ])
  expect(ledger(app, office)).toEqual([
    { action: 'enrolled', system: crm.id, by: crm.id },
    { action: 'do_not_contact', by: ana.id },
  ])
})

test('a phone that is taken away goes on with the words on its contact', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts({ phones: [mobile(customer), mobile(office)] }))
  await editContact(app, crm, id, { doNotContact: true })
  await editContact(app, ana, id, { phones: [mobile(customer)] })
  expect(blocked(app)).toEqual([true, true])
  expect(app.all('contact').map(({ refusals }) => refusals?.map(({ source }) => source))).toEqual([
    [crm.id],
    [crm.id],
  ])
})
