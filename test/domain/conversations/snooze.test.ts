import { beforeEach, expect, test } from 'vitest'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import { countConversations } from '#domain/conversations/count-conversations.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { snoozeConversation, unsnoozeConversation } from '#domain/conversations/snooze-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { hour } from '#domain/time.ts'
import { admin, ana, ben, conversationOf, createOffice, receive, refusal } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

let app: FakeApp
let id: ConversationId
beforeEach(async () => {
  app = await createOffice()
  id = conversationOf(app, await receive(app)).id
})

const listed = async (snoozed?: boolean) => {
  const { records } = await listConversations(app, ana, { limit: 25, snoozed })
  return records.map((conversation) => conversation.id)
}

test('a snoozed conversation is not in Active and not counted there until its time is over', async () => {
  await snoozeConversation(app, ana, id, app.now + hour)
  expect(await listed()).toEqual([])
  expect(await listed(true)).toEqual([id])
  expect((await countConversations(app, ana)).active.count).toBe(0)
  app.advance(hour)
  expect(await listed()).toEqual([id])
  expect(await listed(true)).toEqual([])
  expect((await countConversations(app, ana)).active.count).toBe(1)
})

test('a text of the customer brings it back, and so does whoever may write in it', async () => {
  await snoozeConversation(app, ana, id, app.now + hour)
  await receive(app)
  expect(await listed()).toEqual([id])
  await snoozeConversation(app, ben, id, app.now + hour)
  await unsnoozeConversation(app, ana, id)
  expect(await listed()).toEqual([id])
})

test('it is found by its customer all the while', async () => {
  const { phone } = await snoozeConversation(app, ana, id, app.now + hour)
  const { records } = await listConversations(app, ana, { limit: 25, phone })
  expect(records.map((conversation) => conversation.id)).toEqual([id])
})

test('one that is closed meanwhile is in Active when it is opened again', async () => {
  await snoozeConversation(app, admin, id, app.now + hour)
  await closeConversation(app, admin, id)
  await reopenConversation(app, admin, id)
  expect(await listed()).toEqual([id])
})

test('a time that is over or more than a year ahead is refused, and so is a closed conversation', async () => {
  await expect(snoozeConversation(app, ana, id, app.now)).rejects.toEqual(refusal('validation_failed'))
  await expect(snoozeConversation(app, ana, id, app.now + 9_000 * hour)).rejects.toEqual(
    refusal('validation_failed'),
  )
  await closeConversation(app, admin, id)
  await expect(snoozeConversation(app, admin, id, app.now + hour)).rejects.toEqual(
    refusal('conversation_closed'),
  )
})
