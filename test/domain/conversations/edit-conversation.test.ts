import { expect, test } from 'vitest'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { addTag, editConversation, removeTag } from '#domain/conversations/edit-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { createTeam } from '#domain/teams/create-team.ts'
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
import { lagging } from '../../support/office-work.ts'

const createTalk = async () => {
  const app = await createOffice()
  const { conversationId: id = 'cnv_' } = await receive(app)
  return { app, id }
}

test('subject and team are set, and taken away with null', async () => {
  const { app, id } = await createTalk()
  const team = await createTeam(app, admin, { name: 'Sales', members: [] })
  await editConversation(app, ana, id, { subject: 'Order 17', teamId: team.id })
  expect(stored(app, id)).toMatchObject({ subject: 'Order 17', teamId: team.id })
  await editConversation(app, ana, id, { teamId: null })
  expect(stored(app, id)).toMatchObject({ subject: 'Order 17' })
  expect(stored(app, id).teamId).toBeUndefined()
})

test('a conversation is assigned to teams that exist', async () => {
  const { app, id } = await createTalk()
  const edit = editConversation(app, ana, id, { teamId: 'tem_nobody' })
  await expect(edit).rejects.toEqual(refusal('validation_failed'))
})

test('a tag is there once, and there are at most twenty', async () => {
  const { app, id } = await createTalk()
  for (let i = 0; i < 20; i++) await addTag(app, ana, id, `tag ${i}`)
  await addTag(app, ana, id, 'tag 0')
  await expect(addTag(app, ana, id, 'one too many')).rejects.toEqual(refusal('validation_failed'))
  await removeTag(app, ana, id, 'tag 0')
  await removeTag(app, ana, id, 'never there')
  expect(stored(app, id).tags).toHaveLength(19)
})

test('VIP and vip are one tag, shown as it was written first', async () => {
  const { app, id } = await createTalk()
  await addTag(app, ana, id, 'VIP')
  await addTag(app, ana, id, 'vip')
  expect(stored(app, id).tags).toEqual(['VIP'])
  for (const tag of ['vip', 'ViP']) {
    expect((await listConversations(app, ana, { tag, limit: 25 })).records).toMatchObject([{ id }])
  }
  await removeTag(app, ana, id, 'vip')
  expect(stored(app, id).tags).toEqual([])
})

test('tags that were kept in two writings are found and taken away together', async () => {
  const { app, id } = await createTalk()
  await app.commit({ ...stored(app, id), tags: ['VIP', 'vip', 'new'] })
  expect((await listConversations(app, ana, { tag: 'Vip', limit: 25 })).records).toMatchObject([{ id }])
  await removeTag(app, ana, id, 'Vip')
  expect(stored(app, id).tags).toEqual(['new'])
})

test('metadata is kept entry by entry, and taken away with null', async () => {
  const { app, id } = await createTalk()
  await editConversation(app, ana, id, { metadata: { order: '17', shop: 'Seattle' } })
  await editConversation(app, program, id, { metadata: { order: '18', shop: null } })
  expect(stored(app, id).metadata).toEqual({ order: '18' })
  await editConversation(app, ana, id, { metadata: { order: null } })
  expect(stored(app, id).metadata).toBeUndefined()
})

test('there are at most twenty entries of metadata', async () => {
  const { app, id } = await createTalk()
  const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key ${i}`, 'x']))
  await editConversation(app, ana, id, { metadata: twenty })
  const more = editConversation(app, ana, id, { metadata: { another: 'x' } })
  await expect(more).rejects.toEqual(refusal('validation_failed'))
  await editConversation(app, ana, id, { metadata: { another: 'x', 'key 0': null } })
  expect(Object.keys(stored(app, id).metadata ?? {})).toHaveLength(20)
})

test('an edit or a close made from an older version is refused', async () => {
  const { app, id } = await createTalk()
  const { version } = stored(app, id)
  const edited = await editConversation(app, ana, id, { subject: 'Order 17' }, [version])
  expect(edited.version).toBe(stored(app, id).version)
  const late = editConversation(app, ana, id, { subject: 'Order 18' }, [version])
  await expect(late).rejects.toEqual(refusal('precondition_failed'))
  await receive(app)
  await expect(closeConversation(app, admin, id, {}, [edited.version])).rejects.toEqual(
    refusal('precondition_failed'),
  )
  await closeConversation(app, admin, id, {}, [stored(app, id).version])
  expect(stored(app, id).state).toBe('closed')
})

test('of ten tags that are added at the same time none is lost', async () => {
  const { app, id } = await createTalk()
  await Promise.all(Array.from({ length: 10 }, (_, i) => addTag(app, ana, id, `tag ${i}`)))
  expect(stored(app, id).tags).toHaveLength(10)
})

test('a refusal never rests on what was true a moment ago', async () => {
  const { app } = await createTalk()
  const late = lagging(app, () => true)
  const { conversation } = await startConversation(late, ana, {
    to: customer,
    body: 'Hi!',
    ifOpen: 'continue',
  })
  await sendMessage(late, ana, conversation.id, { body: 'Still there?' })
  await giveUpClaim(late, ana, conversation.id)
  expect(await claimConversation(late, ben, conversation.id)).toMatchObject({ claimedBy: ben.id })
  expect(await sendMessage(late, ben, conversation.id, { body: 'Ben here.' })).toMatchObject({
    sentBy: ben.id,
  })
})
