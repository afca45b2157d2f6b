import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { readContact } from '#domain/contacts/read-contact.ts'
import { type ToldContact, upsertContact } from '#domain/contacts/upsert-contact.ts'
import type { ContactId } from '#domain/ids.ts'
import { receive } from '../../support/conversing.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp, monday } from '../../support/fake-app.ts'
import { ana, program as crm } from '../../support/people.ts'

const put = (app: FakeApp, id: string, told: ToldContact, seen?: number[]) =>
  upsertContact(app, crm, { system: 'hubspot', id }, told, seen)

const phoneInUse = ({ id }: { id: ContactId }) =>
  expect.objectContaining({ code: 'phone_in_use', extra: { contact_id: id } })

test('a customer whom nobody knows is created under the id of the system, and found by it from then on', async () => {
  const app = createFakeApp()
  const first = await put(app, '7', { name: 'Ada', phones: [mobile(customer)] })
  expect(first).toMatchObject({ created: true, contact: { externalIds: { hubspot: '7' }, version: 1 } })
  const second = await put(app, '7', { name: 'Ada Park', emails: ['ada@example.com'] })
  expect(second).toMatchObject({
    created: false,
    contact: {
      ...{ id: first.contact.id, name: 'Ada Park', version: 2 },
      phones: [{ phone: customer }],
      emails: ['ada@example.com'],
    },
  })
})

test('what changes nothing writes nothing', async () => {
  const app = createFakeApp()
  const told: ToldContact = {
    ...{ name: 'Ada', phones: [mobile('(206) 555-0123')], emails: ['ada@example.com'] },
    ...{ attributes: { plan: 'gold' }, metadata: { deal: '4' }, doNotContact: true },
    enrolments: [{ play: 'Winback' }],
  }
  const { contact } = await put(app, '7', told)
  const written = app.changes.length
  app.advance(60_000)
  expect(await put(app, '7', told)).toEqual({ created: false, contact })
  expect(app.changes).toHaveLength(written)
})

test('phones and e-mails join those that are known, in front of them', async () => {
  const app = createFakeApp()
  await put(app, '7', { phones: [mobile(office)], emails: ['office@example.com'] })
  const { contact } = await put(app, '7', { phones: [mobile(customer)], emails: ['ada@example.com'] })
  expect(contact.phones.map(({ phone }) => phone)).toEqual([customer, office])
  expect(contact.emails).toEqual(['ada@example.com', 'office@example.com'])
})

test('a customer with the phone and no id of the system gets the id', async () => {
  const app = createFakeApp()
  const known = await createContact(app, ana, facts({ name: 'Ada', externalIds: { erp: '1' } }))
  const { contact, created } = await put(app, '7', { name: 'Ada Park', phones: [mobile(customer)] })
  expect({ created, id: contact.id }).toEqual({ created: false, id: known.id })
  expect(contact).toMatchObject({ name: 'Ada Park', externalIds: { erp: '1', hubspot: '7' } })
})

test('who only texted in becomes part of the contact with the id', async () => {
  const app = createFakeApp()
  const { contact } = await put(app, '7', { name: 'Ada' })
  await receive(app, { body: 'Hello' })
  const [thread] = app.all('thread')
  const linked = await put(app, '7', { name: 'Ada', phones: [mobile(customer)] })
  expect(linked.contact).toMatchObject({ id: contact.id, phones: [{ phone: customer }] })
  expect(await readContact(app, ana, thread?.contactId as ContactId)).toMatchObject({ id: contact.id })
})

test('a phone of another id of the same system, or of a known customer where the id has one, is refused', async () => {
  const app = createFakeApp()
  const { contact: ada } = await put(app, '7', { phones: [mobile(customer)] })
  await expect(put(app, '8', { phones: [mobile(customer)] })).rejects.toEqual(phoneInUse(ada))
  const eve = await createContact(app, ana, facts({ name: 'Eve', phones: [mobile(office)] }))
  await expect(put(app, '7', { phones: [mobile(office)] })).rejects.toEqual(phoneInUse(eve))
  const both = put(app, '9', { phones: [mobile(customer), mobile(office)] })
  await expect(both).rejects.toMatchObject({ code: 'phone_in_use' })
})

test('of ten runs at once one creates the contact, and the others find it', async () => {
  const app = createFakeApp()
  const runs = Array.from({ length: 10 }, (_, i) =>
    put(app, '7', { name: `Ada ${i}`, phones: [mobile(customer)] }),
  )
  const results = await Promise.all(runs)
  expect(results.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(results.map(({ contact }) => contact.id)).size).toBe(1)
  expect(app.all('contact')).toHaveLength(1)
})

test('who names a version changes that one, and creates nothing', async () => {
  const app = createFakeApp()
  const outdated = expect.objectContaining({ code: 'precondition_failed' })
  await expect(put(app, '7', { name: 'Ada' }, [1])).rejects.toEqual(outdated)
  await put(app, '7', { name: 'Ada' })
  await put(app, '7', { name: 'Ada Park' }, [1])
  await expect(put(app, '7', { name: 'Eve' }, [1])).rejects.toEqual(outdated)
})

test('no system is named as what people say by hand', async () => {
  const named = upsertContact(createFakeApp(), crm, { system: 'hand', id: '7' }, {})
  await expect(named).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a system says in what it has enrolled the customer, and since when', async () => {
  const app = createFakeApp()
  const since = monday - 1000
  await put(app, '7', { enrolments: [{ play: 'Winback', since }, {}] })
  const { contact } = await put(app, '7', { enrolments: [{ play: 'Winback' }, { play: 'Upsell' }] })
  expect(contact).toMatchObject({
    enrolled: true,
    enrolments: [
      { system: 'hubspot', play: 'Winback', since },
      { system: 'hubspot', play: 'Upsell', since: monday },
    ],
  })
  const { contact: ended } = await put(app, '7', { enrolments: [] })
  expect(ended).toMatchObject({ enrolled: false, enrolments: [] })
})
