import { expect, test } from 'vitest'
import { addNote } from '#domain/conversations/add-note.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import { readTimeline } from '#domain/conversations/read-timeline.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { admin, ana, createOffice, customer, program, receive } from '../../support/conversing.ts'

const minute = 60_000

test('[S1] an agent sees every past and present message of a phone, and the notes, each with its age', async () => {
  const app = await createOffice()
  const { conversationId: old = 'cnv_' } = await receive(app, { body: 'old' })
  await closeConversation(app, admin, old)
  app.advance(6 * 24 * 60 * minute)
  const { conversationId: id = 'cnv_' } = await receive(app, { body: 'new' })
  app.advance(minute)
  await addNote(app, ana, id, { body: 'a note' })
  app.advance(minute)
  await sendSingle(app, program, { to: customer, body: 'a campaign' })
  await receive(app, { from: '+12065550188', body: 'of somebody else' })
  app.advance(minute - 1000)
  const { records } = await readTimeline(app, ana, id, { limit: 100 })
  const said = records
    .filter(({ entry }) => entry.kind === 'note' || entry.origin !== 'welcome')
    .map(({ entry, ageSeconds }) => [entry.body, entry.conversationId, ageSeconds])
  expect(said).toEqual([
    ['a campaign', undefined, 60],
    ['a note', id, 120],
    ['new', id, 180],
    ['old', old, 180 + 6 * 24 * 60 * 60 + 1],
  ])
})

test('a text that came before its time is no second old', async () => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app, { at: app.now + minute })
  const { records } = await readTimeline(app, ana, id, { limit: 1 })
  expect(records).toMatchObject([{ ageSeconds: 0 }])
})

test.each([1, 2, 3, 7, 100])('pages of %i hold everything once', async (limit) => {
  const app = await createOffice({ settings: { threadScope: 'customer_and_number' } })
  const ids = []
  for (let i = 0; i < 12; i++) ids.push(await receive(app, { to: i % 3 ? '+12065550101' : '+12065550100' }))
  const id = ids[0]?.conversationId ?? 'cnv_'
  const read = async <T>(list: (cursor?: string) => Promise<{ records: T[]; nextCursor?: string }>) => {
    const found: T[] = []
    let cursor: string | undefined
    do {
      const page = await list(cursor)
      found.push(...page.records)
      cursor = page.nextCursor
    } while (cursor)
    return found
  }
  const mine = ids.filter(({ conversationId }) => conversationId === id).map((message) => message.id)
  const listed = await read((cursor) => listMessages(app, ana, id, { limit, cursor }))
  expect(listed.filter(({ direction }) => direction === 'inbound').map((m) => m.id)).toEqual(
    mine.toReversed(),
  )
  const timeline = await read((cursor) => readTimeline(app, ana, id, { limit, cursor }))
  expect(timeline).toHaveLength(app.all('message').length)
})

const pieces = (text: string, size: number) =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size))

test.each([
  ['GSM-7 with a header', 'word '.repeat(80), 153],
  ['GSM-7 without', 'word '.repeat(80), 160],
  ['UCS-2 with a header', 'слово '.repeat(30), 67],
  ['UCS-2 without', 'слово '.repeat(30), 70],
])('parts of one long text that the network tore apart are told together: %s', async (_, text, size) => {
  const app = await createOffice()
  const bodies = pieces(text, size)
  let id = ''
  for (const body of bodies) {
    app.advance(1000)
    id = (await receive(app, { body })).conversationId ?? id
  }
  const told = async (limit: number) => {
    const { records } = await listMessages(app, ana, id as 'cnv_', { limit })
    return records.filter(({ direction }) => direction === 'inbound')
  }
  const all = await told(100)
  expect(all.map(({ continues }) => continues)).toEqual([...all.slice(1).map((one) => one.id), undefined])
  expect((await told(1))[0]?.continues).toBe(all[1]?.id)
  const { records } = await readTimeline(app, ana, id as 'cnv_', { limit: 100 })
  const inbound = records.map(({ entry }) => entry).filter(({ id }) => all.some((one) => one.id === id))
  const expected = all.map(({ id, continues }) => (continues ? { id, continues } : { id }))
  expect(inbound).toMatchObject(expected)
  await receive(app, { from: '+12065550188', body: 'of somebody else' })
  const { records: found } = await findMessages(app, ana, { direction: 'inbound', limit: 100 })
  expect(found.slice(1)).toMatchObject(expected)
})

test('a text after one that was not full, or a minute later, or of another phone, continues nothing', async () => {
  const app = await createOffice()
  const full = 'x'.repeat(153)
  const { conversationId: id = 'cnv_' } = await receive(app, { body: 'short' })
  await receive(app, { body: full })
  await receive(app, { from: '+12065550188', body: 'of somebody else' })
  app.advance(minute)
  await receive(app, { body: 'later' })
  const { records } = await listMessages(app, ana, id, { limit: 100 })
  expect(records.filter(({ continues }) => continues)).toEqual([])
})
