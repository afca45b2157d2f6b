import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp, monday, ourNumber } from '../../support/fake-app.ts'
import { ana, outsider } from '../../support/people.ts'

const threadOf = (app: FakeApp, phone: string) => app.all('thread').find((thread) => thread.phone === phone)

test('what an edit does not name stays', async () => {
  const app = createFakeApp()
  const contact = await createContact(app, ana, facts({ name: 'Ada', emails: ['ada@example.com'] }))
  const edited = await editContact(app, ana, contact.id, { zone: 'America/Denver' }, [1])
  expect(edited).toMatchObject({
    name: 'Ada',
    emails: ['ada@example.com'],
    zone: 'America/Denver',
    version: 2,
  })
  expect(app.all('contact')).toEqual([edited])
})

test('null takes a name, an attribute or an external id away', async () => {
  const app = createFakeApp()
  const known = { name: 'Ada', attributes: { plan: 'gold', size: 'L' }, externalIds: { crm: '7' } }
  const { id } = await createContact(app, ana, facts(known))
  const change = { name: null, attributes: { plan: null, color: 'red' }, externalIds: { crm: null } }
  const edited = await editContact(app, ana, id, change)
  expect(edited.name).toBeUndefined()
  expect(edited).toMatchObject({ attributes: { size: 'L', color: 'red' }, externalIds: {} })
  expect(app.all('contact_external_id')).toEqual([])
})

test('an edit of a version that is no longer the last is refused', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts())
  await editContact(app, ana, id, { name: 'Ada' }, [1])
  await expect(editContact(app, ana, id, { name: 'Eve' }, [1])).rejects.toMatchObject({
    code: 'precondition_failed',
  })
  expect(app.all('contact')).toMatchObject([{ name: 'Ada' }])
})

test('of ten edits of the same version one wins', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts())
  const edits = Array.from({ length: 10 }, (_, i) => editContact(app, ana, id, { name: `Ada ${i}` }, [1]))
  const results = await Promise.allSettled(edits)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('every thread follows the flags of its contact', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts({ phones: [mobile(customer), mobile(office)] }))
  await editContact(app, ana, id, { doNotContact: true })
  expect(app.all('thread').map(({ flags }) => flags.doNotContact)).toEqual([true, true])
})

test('texts to the other phones stop with the last mobile one', async () => {
  const app = createFakeApp()
  const phones = [mobile(customer), { phone: office, type: 'work' as const }]
  const { id } = await createContact(app, ana, facts({ phones }))
  expect(threadOf(app, office)?.flags.noMobile).toBe(undefined)
  await editContact(app, ana, id, { phones: phones.slice(1) })
  expect(threadOf(app, office)?.flags.noMobile).toBe('work')
})

test('a phone of another contact is refused', async () => {
  const app = createFakeApp()
  const owner = await createContact(app, ana, facts())
  const { id } = await createContact(app, ana, facts({ phones: [] }))
  await expect(editContact(app, ana, id, { phones: [mobile(customer)] })).rejects.toMatchObject({
    code: 'phone_in_use',
    extra: { contact_id: owner.id },
  })
})

test('a phone that is taken away goes on under a contact of its own, with the same refusals', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts({ name: 'Ada', doNotContact: true }))
  const text = { carrier: 'aws', carrierMessageId: 'm1', body: 'hello', at: monday } as const
  await receiveMessage(app, { ...text, from: customer, to: ourNumber })
  await editContact(app, ana, id, { phones: [mobile(office)] })
  const detached = app.all('contact').find((contact) => contact.id !== id)
  expect(detached).toMatchObject({ phones: [{ phone: customer }], doNotContact: true })
  expect(detached?.name).toBeUndefined()
  expect(threadOf(app, customer)).toMatchObject({ contactId: detached?.id, flags: { doNotContact: true } })
  expect(app.all('conversation')).toMatchObject([{ contactId: detached?.id }])
})

test('an edit and a text at once are both kept', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts())
  const text = { carrier: 'aws', carrierMessageId: 'm1', body: 'hello', at: monday } as const
  await Promise.all([
    receiveMessage(app, { ...text, from: customer, to: ourNumber }),
    editContact(app, ana, id, { smsEnabled: false }),
  ])
  expect(app.all('message')).toContainEqual(expect.objectContaining({ body: 'hello' }))
  expect(app.all('thread')).toMatchObject([{ heads: [{}], flags: { smsEnabled: false } }])
})

test('a contact of another workspace does not exist', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts())
  await expect(editContact(app, outsider, id, { name: 'Eve' })).rejects.toMatchObject({ code: 'not_found' })
})

test('attributes do not pile up without end', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts())
  const some = (from: number) =>
    Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`attribute ${from + i}`, 'x']))
  await editContact(app, ana, id, { attributes: some(0) })
  await expect(editContact(app, ana, id, { attributes: some(30) })).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'attributes' }] },
  })
})
