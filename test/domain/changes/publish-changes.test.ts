import { expect, test } from 'vitest'
import type { Change, StoredRecord } from '#domain/app.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { editConversation } from '#domain/conversations/edit-conversation.ts'
import { type ReadMarks, withUnread } from '#domain/conversations/read-marks.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import type { SavedView } from '#domain/views/saved-view.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { ana, program } from '../../support/people.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const customer = '+12065550123'

/** Publishes what was written since the last time, and gives the events of it. */
const publish = async (app: FakeApp) => {
  app.published.length = 0
  await publishChanges(app, app.changes.splice(0))
  return app.published.map(({ type, by }) => ({ type, by }))
}

const customerWrites = (app: FakeApp) =>
  receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: `in-${app.now}`,
    from: customer,
    to: ourNumber,
    body: 'Hello',
    at: app.now,
  })

/** A conversation that Ana has claimed, all of it published, its welcome delivered. */
const startTalk = async () => {
  const app = createFakeApp()
  await customerWrites(app)
  await publish(app)
  await drainQueue(app)
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  await publish(app)
  return { app, id: conversation.id }
}

test("a customer's first text tells of the conversation, the text and the welcome, and who each is from", async () => {
  const app = createFakeApp()
  await customerWrites(app)
  expect(await publish(app)).toEqual(
    expect.arrayContaining([
      { type: 'conversation.created', by: { kind: 'customer' } },
      { type: 'message.received', by: { kind: 'customer' } },
      { type: 'message.created', by: { kind: 'rule', id: 'welcome' } },
    ]),
  )
})

test('a note is told with who wrote it, and only once', async () => {
  const { app, id } = await startTalk()
  await addNote(app, ana, id, { body: 'Calls back on Monday' })
  await addNote(app, program, id, { body: 'Paid' })
  expect(await publish(app)).toEqual([
    { type: 'note.created', by: { kind: 'agent', id: ana.id } },
    { type: 'note.created', by: { kind: 'program', id: program.id } },
  ])
  const [note] = app.all('note')
  if (!note) throw new Error('There is no note')
  await app.commit({ ...note, body: 'Calls back on Tuesday' })
  expect(await publish(app)).toEqual([])
})

test('a text out is three events: accepted, sent, delivered', async () => {
  const { app, id } = await startTalk()
  const { id: messageId } = await sendMessage(app, ana, id, { body: 'Hi', format: 'text' })
  expect(await publish(app)).toEqual([{ type: 'message.created', by: { kind: 'agent', id: ana.id } }])
  await drainQueue(app)
  expect(await publish(app)).toEqual([{ type: 'message.updated', by: { kind: 'carrier' } }])
  const receipt = {
    workspace,
    messageId,
    index: 0,
    carrierMessageId: 'c',
    at: app.now,
    price: 0.006,
  } as const
  await recordReceipt(app, { ...receipt, status: 'delivered' })
  expect(await publish(app)).toEqual([{ type: 'message.updated', by: { kind: 'carrier' } }])
})

test("a program's text names the program", async () => {
  const { app, id } = await startTalk()
  await sendMessage(app, program, id, { body: 'Hi', format: 'text' })
  expect(await publish(app)).toEqual([{ type: 'message.created', by: { kind: 'program', id: program.id } }])
})

test('a change of the conversation itself is told, with who claimed it', async () => {
  const app = createFakeApp()
  await customerWrites(app)
  await publish(app)
  const [conversation] = app.all('conversation')
  await claimConversation(app, ana, conversation?.id ?? 'cnv_')
  expect(await publish(app)).toEqual([{ type: 'conversation.updated', by: { kind: 'agent', id: ana.id } }])
  await editConversation(app, ana, conversation?.id ?? 'cnv_', { subject: 'Bike' })
  expect(await publish(app)).toEqual([{ type: 'conversation.updated', by: undefined }])
})

test('a text that was held and let go goes to the queue as another one', async () => {
  const { app, id } = await startTalk()
  await sendMessage(app, ana, id, { body: 'Hi', format: 'text' })
  const [{ after: queued } = {}] = app.changes.filter(({ after }) => after?.kind === 'message')
  const message = queued as OutboundMessage
  const held: OutboundMessage = {
    ...message,
    status: 'held',
    gate: { decision: 'hold', reason: 'quiet_hours', releaseAt: app.now },
    version: 2,
  }
  const changes: Change[] = [
    { id: '1', at: 1, after: message },
    { id: '2', at: 2, before: message, after: held },
    { id: '3', at: 3, before: held, after: { ...message, version: 3 } },
  ]
  await publishChanges(app, changes)
  expect(app.queued.map(({ version }) => version)).toEqual([message.version, 3])
})

test('a text that is moved, or of which only the price became known, names nobody', async () => {
  const { app, id } = await startTalk()
  await sendMessage(app, ana, id, { body: 'Hi', format: 'text' })
  await publish(app)
  await drainQueue(app)
  await publish(app)
  const sent = app.all('message').find(({ origin }) => origin === 'agent') as OutboundMessage
  const moved = { ...sent, conversationId: 'cnv_other' as const }
  app.changes.push({ id: '1', at: 1, before: sent, after: moved })
  expect(await publish(app)).toEqual([{ type: 'message.updated', by: undefined }])
  app.changes.push({ id: '2', at: 2, before: sent, after: { ...sent, version: sent.version + 1 } })
  expect(await publish(app)).toEqual([])
})

const one = { workspace, version: 2 }
const view: SavedView = {
  ...one,
  ...{
    kind: 'saved_view',
    id: 'viw_1',
    name: 'Late',
    filter: {},
    owner: ana.id,
    shared: false,
    createdAt: 1,
  },
}
const marks: ReadMarks = { ...one, kind: 'read_marks', agentId: ana.id, seen: [], unread: [] }
const talk = {
  id: 'cnv_01m84s1678000000k3zqh7d2m9x4c8v5wq',
  version: 1,
} as Partial<Conversation> as Conversation

test.each<[string, Pick<Change, 'before' | 'after'>, object]>([
  [
    'an agent who is deactivated',
    {
      after: {
        ...one,
        kind: 'agent',
        id: 'agt_ben',
        name: 'Ben',
        role: 'agent',
        active: false,
        createdAt: 1,
      },
    },
    { type: 'agent.changed', data: { agentId: 'agt_ben', active: false, version: 2 } },
  ],
  [
    'a look at a conversation',
    { after: { ...marks, marked: talk.id } },
    { type: 'agent.read', data: { agentId: ana.id, conversationId: talk.id, unread: false } },
  ],
  [
    'a mark to come back',
    { after: withUnread(marks, talk, 1) },
    { type: 'agent.read', data: { agentId: ana.id, conversationId: talk.id, unread: true } },
  ],
  [
    'a draft, without its words',
    {
      after: { ...one, kind: 'draft', agentId: ana.id, conversationId: talk.id, body: 'Psst', expiresAt: 1 },
    },
    { type: 'agent.draft_saved', data: { agentId: ana.id, conversationId: talk.id, version: 2 } },
  ],
  [
    'preferences',
    { after: { ...one, kind: 'preferences', agentId: ana.id } },
    { type: 'agent.preferences_changed', data: { agentId: ana.id, version: 2 } },
  ],
  [
    'a view of one agent',
    { after: view },
    { type: 'record.changed', data: { kind: 'view', recordId: 'viw_1', agentId: ana.id, version: 2 } },
  ],
  [
    'a view that is no longer shared',
    { before: { ...view, shared: true }, after: view },
    { type: 'record.changed', data: { kind: 'view', recordId: 'viw_1', version: 2 } },
  ],
  [
    'settings',
    { after: { ...defaultSettings(workspace), version: 2 } },
    { type: 'record.changed', data: { kind: 'settings', version: 2 } },
  ],
])('%s is told by ids and versions', async (_, change, told) => {
  const app = createFakeApp()
  await publishChanges(app, [{ id: '1', at: 1, ...change }])
  expect(app.published).toMatchObject([told])
  expect(JSON.stringify(app.published)).not.toContain('Psst')
})

test('what pages show of a text that is sent again, and of a conversation that is put off, is told', async () => {
  const { app, id } = await startTalk()
  await sendMessage(app, ana, id, { body: 'Hi', format: 'text' })
  await publish(app)
  const sent = app.all('message').find(({ origin }) => origin === 'agent') as OutboundMessage
  await app.commit({ ...sent, resentAs: 'msg_other' })
  expect(await publish(app)).toEqual([{ type: 'message.updated', by: undefined }])
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('There is no conversation')
  await app.commit({ ...conversation, snoozedUntil: app.now + 60_000 })
  expect(await publish(app)).toEqual([{ type: 'conversation.updated', by: undefined }])
})

/** What the rest of the system writes all the time, and nobody has to hear of. */
const silent = [
  { kind: 'thread', phone: customer },
  { kind: 'received_text' },
  { kind: 'keyed_request' },
  { kind: 'opening' },
  { kind: 'credit_account' },
  { kind: 'read_marks', agentId: 'agt_ana', seen: [], unread: [] },
] as Partial<StoredRecord>[]

test.each(silent)('a change of a record of kind $kind means no work', async (record) => {
  const app = createFakeApp()
  const after = { workspace, version: 1, ...record } as StoredRecord
  await publishChanges(app, [{ id: '1', at: 1, after }])
  expect([app.queued, app.published, [...app.executions]]).toEqual([[], [], []])
})
