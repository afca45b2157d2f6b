import { describe, expect, test } from 'vitest'
import { listConsents } from '#domain/consents/list-consents.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { findContacts } from '#domain/contacts/find-contacts.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import type { ContactId, ThreadRef } from '#domain/ids.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { newThread } from '#domain/threads/thread.ts'
import { admin, ana, createOffice, program, receive, refusal } from '../../support/conversing.ts'
import { facts, mobile } from '../../support/customers.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const enabledCountries = ['US', 'AU', 'MX', 'AR', 'BR']
const inOffice = () => createOffice({ settings: { enabledCountries } })

const australian = '+61488800112'

/** The office with a number in Australia, where five digits may be a landline. */
const withAustralianNumber = async () => {
  const app = await inOffice()
  const address = { address: australian, country: 'AU' }
  await app.commit(newNumber({ workspace, id: 'num_au', ...address, state: 'active', createdAt: 1 }))
  return app
}

const outbound = (app: FakeApp) => app.all('message').filter(({ direction }) => direction === 'outbound')

const reply = async (app: FakeApp, body = 'ok') => {
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  return sendMessage(app, ana, conversation.id, { body })
}

describe.each(['72345', 'AMAZON', '+72345'])('the sender %s', (from) => {
  test('stays as it came, in message, thread, conversation and contact', async () => {
    const app = await withAustralianNumber()
    const message = await receive(app, { from, to: australian })
    expect(message.from).toBe(from)
    expect(app.all('thread').map(({ phone }) => phone)).toEqual([from])
    expect(app.all('conversation').map(({ phone }) => phone)).toEqual([from])
    expect(app.all('contact').map(({ phones }) => phones)).toEqual([[{ phone: from, type: 'other' }]])
  })

  test('gets no automatic answer, whatever it writes', async () => {
    const app = await withAustralianNumber()
    for (const body of ['Your code is 4711', 'HELP', 'STOP', 'START']) await receive(app, { from, body })
    expect(outbound(app)).toEqual([])
  })

  test('cannot be answered, and people are told why', async () => {
    const app = await withAustralianNumber()
    await receive(app, { from })
    await expect(reply(app)).rejects.toEqual(refusal('invalid_phone_number'))
    const words = await reply(app).catch(({ message }) => message)
    if (from.startsWith('+')) expect(words).toMatch(/not a valid phone number/)
    else expect(words).toMatch(/short codes and names cannot be answered/)
  })
})

test.each(['72345', 'AMAZON'])('%s is found by its address, among others', async (phone) => {
  const app = await inOffice()
  const { id, conversationId } = await receive(app, { from: phone, body: 'STOP and think' })
  await receive(app, { from: '+12065550199' })
  const page = { limit: 25 }
  const conversations = await listConversations(app, ana, { ...page, phone })
  expect(conversations.records.map((record) => record.id)).toEqual([conversationId])
  const messages = await findMessages(app, ana, { ...page, phone })
  expect(messages.records.map((record) => record.id)).toEqual([id])
  const contacts = await findContacts(app, ana, { ...page, phone })
  expect(contacts.records.map(({ phones }) => phones[0]?.phone)).toEqual([phone])
  expect((await listConsents(app, ana, { ...page, phone })).records).toEqual([])
})

test('a short code that somebody wants to text is refused as one', async () => {
  const app = await inOffice()
  const start = startConversation(app, ana, { to: '72345', body: 'Hi' })
  await expect(start).rejects.toMatchObject({
    code: 'invalid_phone_number',
    message: expect.stringMatching(/short code/),
  })
})

test('a contact that wrote from a short code can be edited with what was read of it', async () => {
  const app = await inOffice()
  await receive(app, { from: '72345' })
  const [contact] = app.all('contact')
  if (!contact) throw new Error('There is no contact')
  const phones = [...contact.phones, mobile('(206) 555-0123')]
  const edited = await editContact(app, ana, contact.id, { name: 'The bank', phones })
  expect(edited.phones).toEqual([{ phone: '72345', type: 'other' }, mobile('+12065550123')])
  const more = editContact(app, ana, contact.id, { phones: [mobile('72346')] })
  await expect(more).rejects.toEqual(refusal('invalid_phone_number'))
})

const written = [
  ['Mexico', '+525512345611', '+5215512345611'],
  ['Argentina', '+5491123456711', '+541123456711'],
  ['Brazil', '+5541988887722', '+554188887722'],
] as const

describe.each(written)('a phone of %s in its two writings', (_, today, besides) => {
  test('is one customer, and is answered in the writing of today', async () => {
    const app = await inOffice()
    const { conversation } = await startConversation(app, ana, { to: today, body: 'Hola' })
    const answer = await receive(app, { from: besides })
    expect(answer).toMatchObject({ conversationId: conversation.id, from: besides })
    expect(app.all('thread')).toHaveLength(1)
    expect(app.all('contact')).toHaveLength(1)
    const { id } = await reply(app)
    await sendPart(app, { workspace, messageId: id, index: 0 })
    expect(app.sent.map(({ to }) => to)).toEqual([today])
  })

  test.each([
    [today, besides],
    [besides, today],
  ])('that opts out as %s gets nothing as %s', async (from, to) => {
    const app = await inOffice()
    await receive(app, { from, body: 'STOP' })
    const campaign = sendSingle(app, program, { to, body: 'Oferta', origin: 'campaign' })
    await expect(campaign).rejects.toEqual(refusal('recipient_opted_out'))
    const ledger = await listConsents(app, ana, { phone: to, limit: 25 })
    expect(ledger.records.map(({ action }) => action)).toEqual(['opt_out'])
    expect(ledger.consents.workspace?.state).toBe('opted_out')
  })

  test('is one phone of a contact, and of one contact only', async () => {
    const app = await inOffice()
    const { id, phones } = await createContact(app, ana, facts({ phones: [mobile(besides), mobile(today)] }))
    expect(phones).toEqual([mobile(today)])
    for (const phone of [today, besides]) {
      const found = await findContacts(app, ana, { phone, limit: 25 })
      expect(found.records.map((contact) => contact.id)).toEqual([id])
      const another = createContact(app, ana, facts({ phones: [mobile(phone)] }))
      await expect(another).rejects.toEqual(refusal('phone_in_use', { contact_id: id }))
    }
  })

  test('is found under the writing under which an earlier version kept it', async () => {
    const app = await inOffice()
    const facts = { workspace, phone: besides, ref: 'h7d2m9x4c8v5wq' as ThreadRef }
    await app.commit(newThread({ ...facts, contactId: 'con_old' as ContactId }))
    const { conversationId } = await receive(app, { from: today })
    expect(app.all('thread')).toMatchObject([{ phone: besides, contactId: 'con_old' }])
    const found = await listConversations(app, ana, { phone: today, limit: 25 })
    expect(found.records.map(({ id }) => id)).toEqual([conversationId])
    const { id } = await reply(app)
    await sendPart(app, { workspace, messageId: id, index: 0 })
    expect(app.sent.at(-1)?.to).toBe(today)
  })

  test('that an earlier version kept twice is opted out under both', async () => {
    const app = await inOffice()
    const kept = [today, besides].map((phone, i) => ({
      ...newThread({ workspace, phone, ref: `h7d2m9x4c8v5w${i}` as ThreadRef, contactId: `con_${i}` }),
    }))
    await app.commit(...kept)
    await receive(app, { from: besides, body: 'STOP' })
    const campaign = () => sendSingle(app, program, { to: today, body: 'Oferta', origin: 'campaign' })
    await expect(campaign()).rejects.toEqual(refusal('recipient_opted_out'))
    await receive(app, { from: today, body: 'START' })
    expect(await campaign()).toMatchObject({ to: today })
    expect((await listConsents(app, ana, { phone: today, limit: 1 })).records).toMatchObject([
      { action: 'opt_in' },
    ])
  })
})

test('an Argentine landline that turns out to be a mobile can be written as one', async () => {
  const app = await inOffice()
  const [landline, asMobile] = ['+541123456711', '+5491123456711']
  const { id } = await createContact(app, ana, facts({ phones: [mobile(landline)] }))
  const start = () => startConversation(app, ana, { contactId: id, body: 'Hola' })
  await expect(start()).rejects.toEqual(refusal('not_mobile'))
  await editContact(app, ana, id, { phones: [mobile(asMobile)] })
  expect(await start()).toMatchObject({ conversation: { phone: asMobile, contactId: id } })
  expect(app.all('thread')).toHaveLength(1)
})

test.each([
  ['a toll-free number', '+18335550143'],
  ['a landline', '+61299991234'],
])('%s may be answered once it has written, not before', async (_, from) => {
  const app = await inOffice()
  const start = startConversation(app, admin, { to: from, body: 'Hi' })
  await expect(start).rejects.toEqual(refusal('not_mobile'))
  await receive(app, { from })
  expect(await reply(app)).toMatchObject({ to: from, gate: { decision: 'allow' } })
})

test('a work phone is refused as one, until it has written', async () => {
  const app = await inOffice()
  const phone = '+12065550177'
  const { id } = await createContact(app, ana, facts({ phones: [{ phone, type: 'work' }] }))
  const start = () => startConversation(app, ana, { contactId: id, body: 'Hi' })
  await expect(start()).rejects.toMatchObject({
    code: 'not_mobile',
    message: expect.stringMatching(/^The only phone of this contact is a work phone/),
  })
  await receive(app, { from: phone })
  expect(await reply(app)).toMatchObject({ to: phone, gate: { decision: 'allow' } })
})
