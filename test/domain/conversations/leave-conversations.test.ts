import { expect, test } from 'vitest'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { leaveConversations } from '#domain/conversations/leave-conversations.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { addParticipant } from '#domain/conversations/transfer-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { breakCall } from '../../support/break-call.ts'
import { admin, ana, ben, createOffice, program, receive, stored } from '../../support/conversing.ts'
import { joinedAccount } from '../../support/fake-accounts.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'
import { createDay } from '../../support/virtual-day.ts'

const minute = 60_000

const phoneOf = (i: number) => `+1206555${String(2000 + i)}`

const take = async (app: FakeApp, from: string): Promise<ConversationId> => {
  const { conversationId = 'cnv_' } = await receive(app, { from })
  await claimConversation(app, ben, conversationId)
  return conversationId
}

/** Ben has so many open conversations, takes part in one of ana's, and has closed another one. */
const createWork = async (count: number) => {
  const app = await createOffice()
  const claimed: ConversationId[] = []
  for (let i = 0; i < count; i++) claimed.push(await take(app, phoneOf(i)))
  const { conversationId: shared = 'cnv_' } = await receive(app, { from: phoneOf(count) })
  await claimConversation(app, ana, shared)
  await addParticipant(app, ana, shared, ben.id)
  const closed = await take(app, phoneOf(count + 1))
  await closeConversation(app, ben, closed)
  return { app, claimed, shared, closed }
}

const deactivate = (app: FakeApp, active = false) => editAgent(app, admin, ben.id, { active })

test('the conversations of a deactivated agent are left, page by page, and what is closed keeps them', async () => {
  const { app, claimed, shared, closed } = await createWork(120)
  const day = createDay(app)
  await deactivate(app)
  await day.pass(5 * minute)
  for (const id of claimed) {
    expect(stored(app, id).claimedBy).toBeUndefined()
    expect(stored(app, id).participants).toEqual([])
  }
  expect(stored(app, shared)).toMatchObject({ claimedBy: ana.id, participants: [] })
  expect(stored(app, closed).claimedBy).toBe(ben.id)
  expect(app.all('settings')).toMatchObject([{ leavers: [] }])
  const active = await listConversations(app, ana, { limit: 100 })
  expect(active.records).toHaveLength(100)
})

test('what a customer writes meanwhile is unclaimed', async () => {
  const { app, claimed } = await createWork(1)
  await deactivate(app)
  const [id] = claimed
  expect(await receive(app, { from: phoneOf(0) })).toMatchObject({ conversationId: id })
  expect(stored(app, id).claimedBy).toBeUndefined()
  expect((await receive(app, { from: phoneOf(0), body: 'HELP' })).conversationId).toBe(id)
})

test('what a customer writes to a closed conversation opens it unclaimed', async () => {
  const { app, closed } = await createWork(0)
  await deactivate(app)
  expect(await receive(app, { from: phoneOf(1) })).toMatchObject({ conversationId: closed })
  expect(stored(app, closed)).toMatchObject({ state: 'open' })
  expect(stored(app, closed).claimedBy).toBeUndefined()
})

const places = Array.from({ length: 80 }, (_, i) => ({
  at: Math.floor(i / 2),
  when: i % 2 ? ('after' as const) : ('before' as const),
}))

test('wherever it dies, it is taken up again', async () => {
  for (const fault of places) {
    const { app, claimed, shared } = await createWork(4)
    const day = createDay(app, { broken: breakCall(app, fault).broken })
    await deactivate(app)
    await day.pass(5 * minute)
    for (const id of claimed) expect(stored(app, id).claimedBy, JSON.stringify(fault)).toBeUndefined()
    expect(stored(app, shared).participants, JSON.stringify(fault)).toEqual([])
  }
})

test('a claim that was on its way when its agent was deactivated is found at the last look', async () => {
  const { app } = await createWork(0)
  const { conversationId: late = 'cnv_' } = await receive(app, { from: phoneOf(9) })
  await deactivate(app)
  const leave = { workspace, agent: ben.id, change: 'change', run: 1 } as const
  const step = (progress: { pages: number; last: boolean }) => leaveConversations(app, leave, progress)
  const first = await step({ pages: 0, last: false })
  expect(first).toMatchObject({ more: true, last: false })
  const second = await step(first)
  expect(second).toMatchObject({ more: true, last: true, pause: 60 })
  await app.commit({ ...stored(app, late), claimedBy: ben.id, claimedAt: app.now })
  const third = await step(second)
  expect(third).toMatchObject({ more: true, last: false })
  expect(stored(app, late).claimedBy).toBeUndefined()
  expect(await step(await step(third))).toMatchObject({ more: false })
})

test('a run that has become long goes on in another one', async () => {
  const { app } = await createWork(1)
  await deactivate(app)
  const leave = { workspace, agent: ben.id, change: 'change', run: 1 } as const
  expect(await leaveConversations(app, leave, { pages: 999, last: false })).toMatchObject({ more: false })
  expect([...app.executions.values()]).toEqual([{ ended: false, leave: { ...leave, run: 2 } }])
})

test('an agent who is activated again keeps what they have by then', async () => {
  const { app, claimed } = await createWork(2)
  app.accountsOf.set(ben.id, joinedAccount(ben.id, workspace))
  const day = createDay(app)
  await deactivate(app)
  await deactivate(app, true)
  await day.pass(5 * minute)
  for (const id of claimed) expect(stored(app, id).claimedBy).toBe(ben.id)
  expect(app.all('settings')).toMatchObject([{ leavers: [] }])
})

test('an edit that deactivates nobody leaves no conversation', async () => {
  const { app } = await createWork(1)
  await editAgent(app, program, ben.id, { name: 'Benjamin', active: true })
  await createDay(app).settle()
  expect(app.executions.size).toBe(0)
})
