import { expect, test } from 'vitest'
import { addNote } from '#domain/conversations/add-note.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { readTimeline } from '#domain/conversations/read-timeline.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { admin, ana, createOffice, program, receive, refusal, stored } from '../../support/conversing.ts'

const createTalk = async () => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app)
  return { app, id }
}

test('a note says who wrote it and when', async () => {
  const { app, id } = await createTalk()
  app.advance(1000)
  const note = await addNote(app, ana, id, { body: 'Ask for the order number.' })
  expect(note).toMatchObject({
    conversationId: id,
    body: 'Ask for the order number.',
    writtenBy: ana.id,
    createdAt: app.now,
  })
  expect(app.all('note')).toMatchObject([{ id: note.id, body: note.body }])
})

test('a note is sent to nobody, and leaves the conversation as it was', async () => {
  const { app, id } = await createTalk()
  const before = stored(app, id)
  const note = await addNote(app, ana, id, { body: 'Careful.' })
  const part = { workspace: note.workspace, messageId: `msg_${note.id.slice(4)}`, index: 0 } as const
  await sendPart(app, part)
  expect(app.sent).toEqual([])
  expect(stored(app, id)).toEqual(before)
})

test('a note stands where it was written, and a closed conversation takes one too', async () => {
  const { app, id } = await createTalk()
  await closeConversation(app, admin, id)
  app.advance(1000)
  await addNote(app, program, id, { body: 'Survey sent.' })
  await receive(app, { body: 'Thanks!' })
  const { records } = await readTimeline(app, ana, id, { limit: 2 })
  expect(records.map(({ entry }) => entry.body)).toEqual(['Thanks!', 'Survey sent.'])
})

test('there are no notes in what does not exist', async () => {
  const { app, id } = await createTalk()
  const nowhere = `cnv_0000000000${id.slice(14)}` as const
  await expect(addNote(app, ana, nowhere, { body: 'x' })).rejects.toEqual(refusal('not_found'))
})
