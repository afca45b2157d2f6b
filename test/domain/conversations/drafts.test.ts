import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { readDraft } from '#domain/conversations/read-draft.ts'
import { saveDraft } from '#domain/conversations/save-draft.ts'
import { ana, ben, createOffice, program, receive, refusal } from '../../support/conversing.ts'

const createTalk = async () => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app)
  return { app, id }
}

test('a draft is the own of its agent and of its conversation', async () => {
  const { app, id } = await createTalk()
  const { conversationId: other = 'cnv_' } = await receive(app, { from: '+12065550188' })
  await saveDraft(app, ana, id, { body: 'We will be' })
  expect(await readDraft(app, ana, id)).toMatchObject({ body: 'We will be', updatedAt: app.now, version: 1 })
  expect(await readDraft(app, ben, id)).toMatchObject({ body: '', version: 0 })
  expect(await readDraft(app, ana, other)).toMatchObject({ body: '', version: 0 })
})

test('a draft is kept for thirty days from when it was last written', async () => {
  const { app, id } = await createTalk()
  const { expiresAt } = await saveDraft(app, ana, id, { body: 'We will be' })
  expect(expiresAt).toBe(app.now + 30 * 24 * 60 * 60 * 1000)
})

test('a device that has not seen the newest draft overwrites it only if it does not ask', async () => {
  const { app, id } = await createTalk()
  const { version } = await saveDraft(app, ana, id, { body: 'On the phone' })
  await saveDraft(app, ana, id, { body: 'On the desk' }, [version])
  const late = saveDraft(app, ana, id, { body: 'On the phone, later' }, [version])
  await expect(late).rejects.toEqual(refusal('precondition_failed'))
  expect(await saveDraft(app, ana, id, { body: 'Anyway' })).toMatchObject({ body: 'Anyway', version: 3 })
})

test('a draft that was thrown away is empty, and its version goes on', async () => {
  const { app, id } = await createTalk()
  await saveDraft(app, ana, id, { body: 'We will be' })
  await saveDraft(app, ana, id, { body: '' })
  expect(await readDraft(app, ana, id)).toMatchObject({ body: '', version: 2 })
})

test('a draft that is saved as it is writes nothing', async () => {
  const { app, id } = await createTalk()
  const first = await saveDraft(app, ana, id, { body: 'We will be' })
  app.advance(1000)
  expect(await saveDraft(app, ana, id, { body: 'We will be' })).toEqual(first)
  expect(await saveDraft(app, ben, id, { body: '' })).toMatchObject({ version: 0 })
})

test('programs write no drafts, nor agents in closed conversations of others', async () => {
  const { app, id } = await createTalk()
  await expect(saveDraft(app, program, id, { body: 'x' })).rejects.toEqual(refusal('forbidden'))
  await claimConversation(app, ana, id)
  await closeConversation(app, ana, id)
  await expect(saveDraft(app, ben, id, { body: 'x' })).rejects.toEqual(refusal('forbidden'))
})
