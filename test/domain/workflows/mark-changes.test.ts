import { expect, test } from 'vitest'
import type { ProgramPrincipal } from '#domain/agents/principal.ts'
import { openCaseFrom } from '#domain/cases/create-case.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import { addTag } from '#domain/conversations/edit-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { markChanges } from '#domain/workflows/mark-changes.ts'
import { ana, conversationOf, createOffice, receive } from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const id = 'wfl_refunds'
const workflow: ProgramPrincipal = {
  ...{ kind: 'program', workspace, id, name: 'Refunds' },
  scopes: ['read', 'send', 'manage'],
}
const byIt = { kind: 'workflow', id }

const publish = async (app: FakeApp) => {
  app.published.length = 0
  await publishChanges(app, app.changes.splice(0))
  return app.published
}

/** Without what only open pages have a use for. */
const told = async (app: FakeApp) =>
  (await publish(app)).flatMap(({ type, by }) => (type === 'record.changed' ? [] : [{ type, by }]))

const startTalk = async () => {
  const app = await createOffice({ settings: { workflows: 'on' } })
  const text = await receive(app)
  const events = await publish(app)
  return { app, text, events, conversation: await conversationOf(app, text) }
}

test('everything that a workflow writes is told as its own', async () => {
  const { app, conversation } = await startTalk()
  const marked = markChanges(app, id)
  await addTag(marked, workflow, conversation.id, 'refund')
  await addNote(marked, workflow, conversation.id, { body: 'Look at the order' })
  await sendMessage(marked, workflow, conversation.id, { body: 'We are on it' })
  await editContact(marked, workflow, conversation.contactId, { attributes: { plan: 'gold' } })
  await openCaseFrom(marked, workflow, conversation.id, { subject: 'Refund' })
  expect(await told(app)).toEqual([
    { type: 'conversation.updated', by: byIt },
    { type: 'note.created', by: byIt },
    { type: 'message.created', by: byIt },
    { type: 'contact.updated', by: byIt },
    { type: 'case.created', by: byIt },
  ])
})

test('what somebody else changes afterwards is not told as its own', async () => {
  const { app, conversation } = await startTalk()
  await addTag(markChanges(app, id), workflow, conversation.id, 'refund')
  await publish(app)
  await claimConversation(app, ana, conversation.id)
  await addTag(app, ana, conversation.id, 'urgent')
  expect(await told(app)).toEqual([
    { type: 'conversation.updated', by: { kind: 'agent', id: ana.id } },
    { type: 'conversation.updated', by: undefined },
  ])
})

test('an event of a conversation tells which fields are not as they were', async () => {
  const { app, conversation } = await startTalk()
  await claimConversation(app, ana, conversation.id)
  await closeConversation(app, ana, conversation.id)
  await reopenConversation(app, ana, conversation.id)
  expect((await publish(app)).map(({ data }) => 'changed' in data && data.changed)).toEqual([
    ['claimedBy'],
    ['state'],
    expect.arrayContaining(['state']),
  ])
})

test("a workflow's text is no reply: the customer still waits, and it is not shown as the last", async () => {
  const { app, text, conversation } = await startTalk()
  const sent = await sendMessage(markChanges(app, id), workflow, conversation.id, { body: 'We are on it' })
  expect(sent).toMatchObject({ origin: 'workflow', sentBy: id, sentByName: 'Refunds' })
  const after = await conversationOf(app, text)
  expect(after).toMatchObject({ waitingSince: text.at, lastMessage: { id: text.id } })
  expect(after.firstReplyAt).toBeUndefined()
  expect(after.answered).toBeUndefined()
})

test('texts are marked where workflows are on, and their events say so', async () => {
  const { events } = await startTalk()
  const received = events.find(({ type }) => type === 'message.received')
  expect(received?.data).toMatchObject({ automated: true })
  const off = await createOffice()
  await receive(off)
  const others = await publish(off)
  expect(others.find(({ type }) => type === 'message.received')?.data).toMatchObject({ automated: undefined })
})
