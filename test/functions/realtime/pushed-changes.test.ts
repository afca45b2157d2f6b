import { expect, test } from 'vitest'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { PushedChange } from '#contract/events/pushed.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { pushedChanges } from '../../../functions/push-changes/pushed-changes.ts'
import { callApi } from '../../support/call.ts'
import { ana, conversationOf, createOffice, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const event = (type: string, data: object) => ({ id: type, type, workspace: 'wks_test', data }) as ParleyEvent
const received = (message: { id: string; conversationId?: string }) =>
  event('message.received', { message_id: message.id, conversation_id: message.conversationId })
const updated = ({ id }: { id: string }) => event('conversation.updated', { conversation_id: id })

const pushed = async (app: FakeApp, ...events: ParleyEvent[]): Promise<Record<string, PushedChange[]>> =>
  Object.fromEntries(await pushedChanges(app, events))

test('a text is told to its thread, and its conversation to the inbox, as the API answers them', async () => {
  const app = await createOffice()
  const text = await receive(app)
  const conversation = conversationOf(app, text)
  const { body: message } = await callApi(app, 'getMessage', { id: text.id })
  const { body } = await callApi(app, 'getConversation', { id: conversation.id })
  const { unread, new: isNew, ...row } = body
  expect(await pushed(app, received(text))).toEqual({
    'inbox/test': [{ t: 'conversation', row, unread_from: conversation.unreadFrom }],
    [`thread/test/${text.id.slice(-14)}`]: [{ t: 'message', message }],
  })
})

test('what several events tell of is read and told once', async () => {
  const app = await createOffice()
  const text = await receive(app)
  const conversation = conversationOf(app, text)
  const reads: string[] = []
  const counting: FakeApp = {
    ...app,
    conversations: {
      ...app.conversations,
      get: (workspace, id, reading) => {
        reads.push(id)
        return app.conversations.get(workspace, id, reading)
      },
    },
  }
  const told = await pushed(counting, received(text), received(text), updated(conversation))
  expect(told['inbox/test']).toHaveLength(1)
  expect(told[`thread/test/${text.id.slice(-14)}`]).toHaveLength(1)
  expect(reads).toEqual([conversation.id])
})

test('of a closed conversation only ids and versions are told, for not every agent may read it', async () => {
  const app = await createOffice()
  const text = await receive(app)
  const { id } = conversationOf(app, text)
  await claimConversation(app, ana, id)
  await closeConversation(app, ana, id, {})
  const { version } = conversationOf(app, text)
  expect(await pushed(app, received(text))).toEqual({
    'inbox/test': [{ t: 'closed', id, version }],
    [`thread/test/${text.id.slice(-14)}`]: [{ t: 'changed', id: text.id, version: text.version }],
  })
})

test('a note is told as the API answers it, and only named in a closed conversation', async () => {
  const app = await createOffice()
  const text = await receive(app)
  const { id } = conversationOf(app, text)
  await claimConversation(app, ana, id)
  const { id: noteId } = await addNote(app, ana, id, { body: 'Calls back on Monday' })
  const created = event('note.created', { note_id: noteId, conversation_id: id })
  const thread = `thread/test/${text.id.slice(-14)}`
  const { body } = await callApi(app, 'readTimeline', { id })
  const { note } = body.data.find(({ type }: { type: string }) => type === 'note')
  expect((await pushed(app, created))[thread]).toEqual([{ t: 'note', note }])
  await closeConversation(app, ana, id, {})
  expect((await pushed(app, created))[thread]).toEqual([{ t: 'changed', id: noteId, version: 1 }])
})

test('the rest of a long text that the network tore apart says whose rest it is', async () => {
  const app = await createOffice()
  const first = await receive(app, { body: 'a'.repeat(153) })
  const rest = await receive(app, { body: 'and the rest' })
  const told = await pushed(app, received(rest))
  expect(told[`thread/test/${rest.id.slice(-14)}`]).toMatchObject([
    { t: 'message', message: { id: rest.id, continues: first.id } },
  ])
})

test('what is gone meanwhile is not told', async () => {
  const app = await createOffice()
  const gone = event('message.updated', { message_id: 'msg_gone', conversation_id: 'cnv_gone' })
  expect(await pushed(app, gone)).toEqual({})
})

test('a lost text is told to the inbox too, and only named where not every agent may read it', async () => {
  const app = await createOffice()
  const text = await receive(app)
  const { id } = conversationOf(app, text)
  await claimConversation(app, ana, id)
  const { id: sent } = await sendMessage(app, ana, id, { body: 'Hi', format: 'text' })
  const message = app.all('message').find((one) => one.id === sent) as OutboundMessage
  await app.commit({ ...message, status: 'failed' })
  const failed = event('message.updated', { message_id: sent, conversation_id: id })
  const { body } = await callApi(app, 'getMessage', { id: sent })
  expect((await pushed(app, failed))['inbox/test']).toContainEqual({ t: 'lost', message: body })
  await closeConversation(app, ana, id, {})
  const named = { t: 'record', kind: 'message', id: sent, version: message.version + 1 }
  expect((await pushed(app, failed))['inbox/test']).toContainEqual(named)
})

const draft = { agent_id: 'agt_ana', conversation_id: 'cnv_1', version: 4 }

test.each<[string, object, string, object]>([
  [
    'record.changed',
    { kind: 'number', record_id: 'num_1', version: 3 },
    'inbox/test',
    { t: 'record', kind: 'number', id: 'num_1', version: 3 },
  ],
  [
    'record.changed',
    { kind: 'settings', version: 3 },
    'inbox/test',
    { t: 'record', kind: 'settings', version: 3 },
  ],
  [
    'record.changed',
    { kind: 'view', record_id: 'viw_1', agent_id: 'agt_ana', version: 1 },
    'agent/test/ana',
    { t: 'record', kind: 'view', id: 'viw_1', version: 1 },
  ],
  [
    'agent.changed',
    { agent_id: 'agt_ana', active: true, version: 2 },
    'inbox/test',
    { t: 'record', kind: 'agent', id: 'agt_ana', version: 2 },
  ],
  [
    'agent.changed',
    { agent_id: 'agt_ana', active: false, version: 2 },
    'agent/test/ana',
    { t: 'signed_out' },
  ],
  [
    'agent.read',
    { agent_id: 'agt_ana', conversation_id: 'cnv_1', unread: false },
    'agent/test/ana',
    { t: 'read', id: 'cnv_1', unread: false },
  ],
  ['agent.draft_saved', draft, 'agent/test/ana', { t: 'draft', id: 'cnv_1', version: 4 }],
  [
    'agent.preferences_changed',
    { agent_id: 'agt_ana', version: 2 },
    'agent/test/ana',
    { t: 'preferences', version: 2 },
  ],
  ['credits.low', { entry_id: 'crd_1', left: 9 }, 'inbox/test', { t: 'credits', left: 9, warning: 'low' }],
  [
    'credits.used_up',
    { entry_id: 'crd_1', left: 0 },
    'inbox/test',
    { t: 'credits', left: 0, warning: 'none' },
  ],
])('%s of %o is told to %s without a read', async (type, data, channel, change) => {
  const told = await pushed({} as FakeApp, event(type, data))
  expect(told[channel]).toEqual([change])
})
