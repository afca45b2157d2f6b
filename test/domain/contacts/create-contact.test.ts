import { expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, monday, ourNumber } from '../../support/fake-app.ts'
import { ana, outsider, program } from '../../support/people.ts'

const inUse = expect.objectContaining({ code: 'phone_in_use' })

test('a contact gets a thread for each of its phones, written in any common format', async () => {
  const app = createFakeApp()
  const phones = [mobile('(206) 555-0123'), { phone: '+44 20 7946 0000', type: 'work' as const }]
  const contact = await createContact(app, ana, facts({ phones }))
  expect(contact.phones.map(({ phone }) => phone)).toEqual([customer, '+442079460000'])
  expect(app.all('thread')).toMatchObject(
    contact.phones.map(({ phone }) => ({ phone, contactId: contact.id })),
  )
})

test('a phone written twice is one phone', async () => {
  const app = createFakeApp()
  const contact = await createContact(app, ana, facts({ phones: [mobile('206 555 0123'), mobile(customer)] }))
  expect(contact.phones).toEqual([{ phone: customer, type: 'mobile' }])
})

test('what is no phone number is refused', async () => {
  const creation = createContact(createFakeApp(), ana, facts({ phones: [mobile('12')] }))
  await expect(creation).rejects.toMatchObject({ code: 'invalid_phone_number' })
})

test('a phone that a contact has is refused to another, with the id of its owner', async () => {
  const app = createFakeApp()
  const owner = await createContact(app, ana, facts())
  await expect(createContact(app, ana, facts())).rejects.toMatchObject({
    code: 'phone_in_use',
    extra: { contact_id: owner.id },
  })
  expect(app.all('contact')).toHaveLength(1)
})

test('of twenty who create a contact with the same phone at once one wins', async () => {
  const app = createFakeApp()
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => createContact(app, ana, facts())))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refusals).toEqual(Array(19).fill(inUse))
})

test('another workspace may have a contact with the same phone', async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts())
  await expect(createContact(app, outsider, facts())).resolves.toMatchObject({ workspace: 'wks_other' })
})

test('the text of a known phone comes into the thread of its contact', async () => {
  const app = createFakeApp()
  const contact = await createContact(app, ana, facts({ name: 'Ada' }))
  const text = { carrier: 'aws', carrierMessageId: 'm1', body: 'hello', at: monday } as const
  await receiveMessage(app, { ...text, from: customer, to: ourNumber })
  expect(app.all('contact')).toHaveLength(1)
  expect(app.all('conversation')).toMatchObject([{ contactId: contact.id }])
})

test('the flags of the contact are copied to its threads', async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ doNotContact: true, enrolled: true }))
  expect(app.all('thread')).toMatchObject([
    { flags: { smsEnabled: true, doNotContact: true, enrolled: true } },
  ])
})

const home = { phone: customer, type: 'home' } as const
const work = { phone: office, type: 'work' } as const

test.each([
  ['a mobile phone among others', [work, mobile(customer)], undefined],
  ['only a home phone', [home], 'home'],
  ['only a work phone', [work], 'work'],
  ['several phones, none of them mobile', [home, work], 'several'],
])('threads know of a contact with %s', async (_, phones, noMobile) => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ phones }))
  expect(app.all('thread').map(({ flags }) => flags.noMobile)).toEqual(phones.map(() => noMobile))
})

test('a program needs the scope for sending', async () => {
  const creation = createContact(createFakeApp(), { ...program, scopes: ['read'] }, facts())
  await expect(creation).rejects.toMatchObject({ code: 'forbidden' })
})

test('an attribute may have any name, also one that objects have', async () => {
  const attributes = { constructor: 'Ada', toString: 'no', valueOf: '1' }
  const contact = await createContact(createFakeApp(), ana, facts({ attributes }))
  expect(contact.attributes).toEqual(attributes)
})
