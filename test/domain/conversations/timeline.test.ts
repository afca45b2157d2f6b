import { expect, test } from 'vitest'
import { addNote } from '#domain/conversations/add-note.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
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
