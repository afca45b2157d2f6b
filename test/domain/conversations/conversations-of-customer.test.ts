import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { type InboxQuery, listConversations } from '#domain/conversations/list-conversations.ts'
import type { ConversationId } from '#domain/ids.ts'
import {
  admin,
  ana,
  ben,
  createOffice,
  customer,
  program,
  receive,
  refusal,
  stored,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const secondPhone = '+12065550188'

const found = async (app: FakeApp, who: Principal, query: Partial<InboxQuery>) =>
  (await listConversations(app, who, { limit: 25, ...query })).records.map(({ id }) => id)

/** A customer's conversations, the oldest first: one that ana closed, one that nobody claimed, and another customer's. */
const createCustomer = async () => {
  const app = await createOffice()
  const first = (await receive(app)).conversationId ?? 'cnv_'
  await claimConversation(app, ana, first)
  await closeConversation(app, ana, first)
  app.advance(6 * 24 * 60 * 60 * 1000)
  const second = (await receive(app)).conversationId ?? 'cnv_'
  const other = (await receive(app, { from: secondPhone })).conversationId ?? 'cnv_'
  const contactOf = (id: ConversationId) => stored(app, id).contactId
  return { app, first, second, other, contactOf }
}

test('a phone in any common format finds its conversations, open and closed, the newest begun first', async () => {
  const { app, first, second } = await createCustomer()
  for (const phone of [customer, '(206) 555-0123']) {
    expect(await found(app, ana, { phone })).toEqual([second, first])
  }
  expect(await found(app, ana, { phone: '+12065550199' })).toEqual([])
  await expect(found(app, ana, { phone: 'x' })).rejects.toEqual(refusal('invalid_phone_number'))
})

test('[S4] closed ones of others are found by admins and programs only', async () => {
  const { app, first, second } = await createCustomer()
  expect(await found(app, ben, { phone: customer })).toEqual([second])
  expect(await found(app, admin, { phone: customer })).toEqual([second, first])
  expect(await found(app, program, { phone: customer })).toEqual([second, first])
})

test('a contact finds the conversations of all its phones, also under the id of one that was merged into it', async () => {
  const { app, first, second, other, contactOf } = await createCustomer()
  const [contact, merged] = [contactOf(second), contactOf(other)]
  expect(await found(app, ana, { contactId: contact })).toEqual([second, first])
  await mergeContacts(app, ana, contact, merged)
  for (const contactId of [contact, merged]) {
    expect(await found(app, ana, { contactId })).toEqual([other, second, first])
    expect(await found(app, ana, { contactId, phone: secondPhone })).toEqual([other])
  }
  expect(await found(app, ana, { contactId: 'con_none' })).toEqual([])
})

test('a tab and filters narrow what is found of a customer', async () => {
  const { app, first, second } = await createCustomer()
  const phone = customer
  expect(await found(app, ana, { phone, tab: 'closed' })).toEqual([first])
  expect(await found(app, ana, { phone, tab: 'active' })).toEqual([second])
  expect(await found(app, ana, { phone, tab: 'team' })).toEqual([])
  expect(await found(app, ana, { phone, state: 'closed' })).toEqual([first])
  expect(await found(app, ana, { phone, unread: true })).toEqual([second, first])
})

test("a customer's conversations come page by page", async () => {
  const { app, first, second } = await createCustomer()
  const page = await listConversations(app, ana, { phone: customer, limit: 1 })
  expect(page.records.map(({ id }) => id)).toEqual([second])
  expect(await found(app, ana, { phone: customer, limit: 1, cursor: page.nextCursor })).toEqual([first])
})

test.each([
  { tab: 'active', state: 'closed' },
  { tab: 'team', state: 'closed' },
  { tab: 'closed', state: 'open' },
] as const)('$tab and $state contradict each other', async (query) => {
  const { app } = await createCustomer()
  await expect(found(app, ana, query)).rejects.toEqual(refusal('validation_failed'))
})

test("a phone that is taken from a contact takes the contact's name away from its open conversation", async () => {
  const { app, second, contactOf } = await createCustomer()
  const contact = contactOf(second)
  await editContact(app, ana, contact, { name: 'Ada' })
  expect(stored(app, second).contactName).toBe('Ada')
  await editContact(app, ana, contact, { phones: [] })
  expect(stored(app, second)).toMatchObject({ contactId: expect.not.stringMatching(contact) })
  expect(stored(app, second).contactName).toBeUndefined()
})

test('contacts that become one give their conversations one name', async () => {
  const { app, second, other, contactOf } = await createCustomer()
  await editContact(app, ana, contactOf(second), { name: 'Ada' })
  await mergeContacts(app, ana, contactOf(second), contactOf(other))
  expect(stored(app, other).contactName).toBe('Ada')
})
