import { expect, test } from 'vitest'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { readContactTimeline } from '#domain/conversations/read-contact-timeline.ts'
import type { ContactId } from '#domain/ids.ts'
import { admin, ana, ben, createOffice, customer, receive } from '../../support/conversing.ts'
import { office } from '../../support/customers.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const contactOf = (app: FakeApp, phone: string): ContactId =>
  app.all('thread').find((thread) => thread.phone === phone)?.contactId ?? 'con_none'

/** A customer with two phones, who wrote from both in turns; by the id of the contact that was merged away, too. */
const startTalk = async () => {
  const app = await createOffice()
  for (const [i, from] of [customer, office, customer, office, customer].entries()) {
    app.advance(60_000)
    await receive(app, { from, body: `text ${i}` })
  }
  const [id, source] = [contactOf(app, customer), contactOf(app, office)]
  await mergeContacts(app, admin, id, source)
  return { app, id, source }
}

const inbound = (page: Awaited<ReturnType<typeof readContactTimeline>>) =>
  page.records.flatMap(({ entry }) =>
    entry.kind === 'message' && entry.direction === 'inbound' ? [entry.body] : [],
  )

test('what was said with every phone of a contact stands together, by time', async () => {
  const { app, id, source } = await startTalk()
  const all = ['text 4', 'text 3', 'text 2', 'text 1', 'text 0']
  expect(inbound(await readContactTimeline(app, ana, id, { limit: 100 }))).toEqual(all)
  expect(inbound(await readContactTimeline(app, ana, source, { limit: 100 }))).toEqual(all)
})

test.each([1, 2, 3, 100])('pages of %i hold everything once', async (limit) => {
  const { app, id } = await startTalk()
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await readContactTimeline(app, ana, id, { limit, cursor })
    found.push(...inbound(page))
    cursor = page.nextCursor
  } while (cursor)
  expect(found).toEqual(['text 4', 'text 3', 'text 2', 'text 1', 'text 0'])
})

test('of a conversation that an agent may not read they see nothing', async () => {
  const { app, id } = await startTalk()
  const { conversationId = 'cnv_none' } = await receive(app, { body: 'secret' })
  await claimConversation(app, ben, conversationId)
  await closeConversation(app, ben, conversationId)
  expect(inbound(await readContactTimeline(app, ana, id, { limit: 100 }))).not.toContain('secret')
  expect(inbound(await readContactTimeline(app, ben, id, { limit: 100 }))).toContain('secret')
})

test('a contact without phones has an empty timeline', async () => {
  const { app, id } = await startTalk()
  await editContact(app, ana, id, { phones: [] })
  expect(await readContactTimeline(app, ana, id, { limit: 25 })).toEqual({ records: [] })
})
