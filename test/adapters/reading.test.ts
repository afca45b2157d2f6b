import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import type { Kind } from '#adapters/dynamo/record.ts'
import { declarationOf } from '#adapters/dynamo/records.ts'
import { parseStreamRecord } from '#adapters/dynamo/stream.ts'
import type { Item } from '#adapters/dynamo/table.ts'
import { type ConversationId, type MessageId, orderOf, type WorkspaceId } from '#domain/ids.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { samplesOf } from '../support/record-samples.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const workspace: WorkspaceId = 'wks_acme'
const phone = '+12065550123'
const app = () => createApp(engine.table)
const itemOf = (kind: Kind, form: Item = {}): Item => ({
  ...declarationOf(kind).keys(form as never),
  ...form,
})
/** As another version of Parley would write it, or a person by hand. */
const put = (Item: Item) => engine.documents.send(new PutCommand({ TableName: engine.tableName, Item }))
const sample = (kind: Kind, name = 'of today') => samplesOf(kind)[name] ?? {}

test('an item that does not fit is an error, whether it is read by its key, in a list or in the index', async () => {
  const conversation = sample('conversation')
  const id = conversation.id as ConversationId
  await put(itemOf('conversation', { ...conversation, tags: 'vip' }))
  const agent = sample('agent')
  await put(itemOf('agent', { ...agent, role: 'owner' }))
  const unfit = (kind: string, paths: string[]) =>
    expect.objectContaining({ name: 'UnfitRecordError', kind, paths })
  await expect(app().conversations.get(workspace, id)).rejects.toEqual(unfit('conversation', ['tags']))
  const list = app().conversations.inbox(workspace, { tab: 'claimed', by: 'agt_ana' }, { limit: 25 })
  await expect(list).rejects.toEqual(unfit('conversation', ['tags']))
  await expect(app().agents.list(workspace)).rejects.toEqual(unfit('agent', ['role']))
})

test('an item of another kind is an error', async () => {
  await put({ ...itemOf('thread', sample('thread')), kind: 'settings' })
  await expect(app().threads.byPhone(workspace, phone)).rejects.toMatchObject({
    message: 'A stored thread does not fit: kind (wks_acme#phone#…23, thread)',
  })
})

test('a note is no message, though it stands where a message would', async () => {
  const note = sample('note')
  await put(itemOf('note', note))
  const id: MessageId = `msg_${String(note.id).slice(4)}`
  expect(await app().messages.get(workspace, id)).toBeUndefined()
  const range = { from: orderOf(id), to: orderOf(id), limit: 1 }
  expect(await app().messages.entries(workspace, id.slice(24), range)).toEqual([note])
})

test('an earlier form is read, and written back in the form of today', async () => {
  const form = sample('thread', 'while unanswered outbound was called loose')
  await put(itemOf('thread', { ...form, workspace: 'wks_early' }))
  const thread = await app().threads.byPhone('wks_early', phone, 'fresh')
  if (!thread) throw new Error('There is no thread')
  await app().commit(thread)
  const { loose, ...rest } = form
  const today = { ...rest, workspace: 'wks_early', unanswered: loose, version: 2 }
  expect(await engine.table.get(declarationOf('thread').keys(thread))).toEqual(itemOf('thread', today))
})

test('what a newer version wrote is still there when this one has changed the record', async () => {
  const team = { ...sample('team'), later: { since: 2 } }
  await put(itemOf('team', team))
  const stored = await app().teams.get(workspace, 'tem_01m83xj8800a1b2c3d4e5f6g7h', 'fresh')
  if (!stored) throw new Error('There is no team')
  await app().commit({ ...stored, name: 'Support' })
  const after = await engine.table.get(declarationOf('team').keys(stored))
  expect(after).toMatchObject({ name: 'Support', later: { since: 2 }, version: 2 })
})

const imageOf = (item: Item) => marshall(item, { removeUndefinedValues: true })
const streamed = (after: Item, before?: Item) =>
  parseStreamRecord({
    eventID: 'e1',
    dynamodb: {
      ApproximateCreationDateTime: 1795860000,
      NewImage: imageOf(after),
      OldImage: before && imageOf(before),
    },
  })

test('a change in the stream has the record before and after, in the form of today', () => {
  const before = itemOf('thread', sample('thread', 'before consent'))
  const after = itemOf('thread', sample('thread'))
  expect(streamed(after, before)).toEqual({
    id: 'e1',
    at: 1795860000000,
    before: sample('thread', 'of today, at its least'),
    after: sample('thread'),
  })
})

test('copies, counts and kinds of a newer version are no changes', () => {
  const others = [
    { ...itemOf('conversation', sample('conversation')), is_copy: true },
    { pk: 'wks_acme#rate#num_main', sk: 'rate', next_slot: 1 },
    { pk: 'wks_acme#later', sk: 'x', kind: 'later' },
    { pk: 'wks_acme#later', sk: 'x', kind: 'toString' },
  ]
  for (const item of others) {
    expect(streamed(item, item)).toEqual({ id: 'e1', at: 1795860000000, before: undefined, after: undefined })
  }
})

test('an image in the stream that does not fit is an error', () => {
  const image = itemOf('conversation', { ...sample('conversation'), state: 'asleep' })
  expect(() => streamed(image)).toThrow('A stored conversation does not fit: state')
})
