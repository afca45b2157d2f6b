import { expect, test } from 'vitest'
import { setAvailable } from '#domain/agents/set-available.ts'
import { assignToTeam } from '#domain/assignment/assign-to-team.ts'
import { drainTeam, drainTeams } from '#domain/assignment/drain-teams.ts'
import { eventsOf } from '#domain/changes/events-of.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { editConversation } from '#domain/conversations/edit-conversation.ts'
import { transferConversation } from '#domain/conversations/transfer-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { deleteTeam } from '#domain/teams/delete-team.ts'
import { editTeam } from '#domain/teams/edit-team.ts'
import {
  claimerOf,
  createCrew,
  followEvents,
  loads,
  queueOf,
  waitingCustomers,
} from '../../support/assigning.ts'
import { breakCall, type Fault } from '../../support/break-call.ts'
import { admin, ana, ben, cleo, program, receive, stored } from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'

const how = { by: 'round_robin', cap: 1 } as const

/** Ana has one, which is all that the cap lets her; two more wait. */
const createQueue = async (times?: number) => {
  const { app, teamId } = await createCrew({ available: [ana.id] })
  const [had = 'cnv_', first = 'cnv_', second = 'cnv_'] = await waitingCustomers(app, 3)
  for (const id of [had, first, second]) await assignToTeam(app, program, id, { teamId, ...how })
  const follow = followEvents(app, times)
  await follow()
  expect(await queueOf(app, teamId)).toEqual([first, second])
  return { app, teamId, had, first, second, follow }
}

test.each([1, 2])(
  'once a conversation is closed the oldest that waits goes to its agent, though told %i times',
  async (times) => {
    const { app, teamId, had, first, second, follow } = await createQueue(times)
    await closeConversation(app, ana, had)
    await follow()
    expect([claimerOf(app, first), claimerOf(app, second)]).toEqual([ana.id, undefined])
    expect(stored(app, first)).not.toHaveProperty('queuedSince')
    expect(await queueOf(app, teamId)).toEqual([second])
  },
)

test('the same once a claim is given up, or handed to somebody else', async () => {
  const one = await createQueue()
  await giveUpClaim(one.app, ana, one.had)
  await one.follow()
  expect(claimerOf(one.app, one.first)).toBe(ana.id)
  const other = await createQueue()
  await transferConversation(other.app, ana, other.had, admin.id)
  await other.follow()
  expect(claimerOf(other.app, other.first)).toBe(ana.id)
})

test('the same once somebody becomes available, or joins the team', async () => {
  const { app, teamId, first, second, follow } = await createQueue()
  await setAvailable(app, ben, true)
  await follow()
  expect(claimerOf(app, first)).toBe(ben.id)
  await setAvailable(app, admin, true)
  await follow()
  expect(claimerOf(app, second)).toBeUndefined()
  await editTeam(app, admin, teamId, { members: [ana.id, ben.id, cleo.id, admin.id] })
  await follow()
  expect(claimerOf(app, second)).toBe(admin.id)
  expect(await queueOf(app, teamId)).toEqual([])
})

test('it is told as the doing of whoever queued it', async () => {
  const { app, had, first, follow } = await createQueue()
  const known = app.changes.length
  await closeConversation(app, ana, had)
  await follow()
  const claim = app.changes
    .slice(known)
    .flatMap(eventsOf)
    .find((event) => event.type === 'conversation.updated' && event.data.conversationId === first)
  expect(claim).toMatchObject({ by: { kind: 'program', id: 'crm' }, data: { claimedBy: ana.id } })
})

test('who claims by hand takes it out of the queue, and it is handed to nobody else', async () => {
  const { app, teamId, had, first, second, follow } = await createQueue()
  await claimConversation(app, ben, first)
  await follow()
  expect(await queueOf(app, teamId)).toEqual([second])
  await giveUpClaim(app, ben, first)
  await closeConversation(app, ana, had)
  await follow()
  expect([claimerOf(app, first), claimerOf(app, second)]).toEqual([undefined, ana.id])
})

test('what is closed, or given to another team, leaves the queue', async () => {
  const { app, teamId, first, second, follow } = await createQueue()
  const other = await createTeam(app, admin, { name: 'Sales', members: [] })
  await closeConversation(app, admin, first)
  await editConversation(app, admin, second, { teamId: other.id })
  await follow()
  expect(await queueOf(app, teamId)).toEqual([])
  expect(stored(app, first)).not.toHaveProperty('queuedSince')
  expect(stored(app, second)).not.toHaveProperty('queuedSince')
})

test('what waited for one team and is assigned to another one waits there only', async () => {
  const { app, teamId, first, follow } = await createQueue()
  const other = await createTeam(app, admin, { name: 'Sales', members: [ben.id] })
  await assignToTeam(app, program, first, { teamId: other.id, ...how })
  await follow()
  expect(await queueOf(app, other.id)).toEqual([first])
  expect(await queueOf(app, teamId)).not.toContain(first)
})

test('it can wait once more at the place that it had', async () => {
  const { app, teamId, first, second } = await createQueue()
  await claimConversation(app, ben, first)
  await giveUpClaim(app, ben, first)
  expect(await assignToTeam(app, program, first, { teamId, ...how, cap: 2 })).toEqual({ outcome: 'queued' })
  expect(await queueOf(app, teamId)).toEqual([first, second])
})

test('a text of the customer moves nothing in the queue', async () => {
  const { app, teamId, first, second, follow } = await createQueue()
  await receive(app, { from: stored(app, first).phone, body: 'Hello?!' })
  await follow()
  expect(await queueOf(app, teamId)).toEqual([first, second])
})

test('what nobody may take now keeps nothing waiting behind it', async () => {
  const { app, teamId, had, first, second, follow } = await createQueue()
  await editNumber(app, admin, 'num_main', { users: [cleo.id] })
  await receive(app, { from: stored(app, second).phone, to: '+12065550101' })
  await closeConversation(app, admin, had)
  await follow()
  expect([claimerOf(app, first), claimerOf(app, second)]).toEqual([undefined, ana.id])
  expect(await queueOf(app, teamId)).toEqual([first])
})

test('a team that was dissolved has no queue any more', async () => {
  const { app, teamId, first, second } = await createQueue()
  await deleteTeam(app, admin, teamId)
  await drainTeams(app, workspace)
  expect(await queueOf(app, teamId)).toEqual([])
  for (const id of [first, second]) expect(stored(app, id)).not.toHaveProperty('queuedSince')
})

test('a queue of many is handed out whole and in its order, by several who do so at once', async () => {
  const { app, teamId } = await createCrew({ available: [] })
  const ids = await waitingCustomers(app, 110)
  for (const id of ids) await assignToTeam(app, program, id, { teamId, by: 'round_robin', cap: 35 })
  expect(await queueOf(app, teamId)).toEqual(ids)
  for (const who of [ana, ben, cleo]) await setAvailable(app, who, true)
  await Promise.all([1, 2, 3].map(() => drainTeam(app, workspace, teamId)))
  expect(loads(app)).toEqual({ [ana.id]: 35, [ben.id]: 35, [cleo.id]: 35 })
  expect(await queueOf(app, teamId)).toEqual(ids.slice(105))
})

test('two teams that share an agent give them no more than the cap', async () => {
  const { app, teamId } = await createCrew({ available: [] })
  const other = await createTeam(app, admin, { name: 'Sales', members: [ana.id] })
  const ids = await waitingCustomers(app, 6)
  for (const [i, id] of ids.entries()) {
    await assignToTeam(app, program, id, { teamId: i % 2 ? teamId : other.id, by: 'round_robin', cap: 2 })
  }
  await setAvailable(app, ana, true)
  await Promise.all([teamId, other.id].map((id) => drainTeam(app, workspace, id)))
  expect(loads(app)).toEqual({ [ana.id]: 2 })
})

/** Four who wait, three who become available with room for one each, and a worker that breaks once. */
const drainBroken = async (fault: Fault) => {
  const { app, teamId } = await createCrew({ available: [] })
  const ids: ConversationId[] = await waitingCustomers(app, 4)
  for (const id of ids) await assignToTeam(app, program, id, { teamId, ...how })
  for (const who of [ana, ben, cleo]) await setAvailable(app, who, true)
  const { broken, calls } = breakCall(app, fault)
  await drainTeams(broken, workspace).catch(() => {})
  return { app, teamId, ids, calls }
}

test('wherever it dies, the next event hands out the rest, and nothing twice', async () => {
  const { calls } = await drainBroken({ at: -1, when: 'before' })
  expect(calls.length).toBeGreaterThan(40)
  for (let at = 0; at < calls.length; at++) {
    for (const when of ['before', 'after'] as const) {
      const { app, teamId, ids } = await drainBroken({ at, when })
      await drainTeams(app, workspace)
      const place = JSON.stringify({ at, when })
      expect(
        ids.map((id) => claimerOf(app, id)),
        place,
      ).toEqual([expect.any(String), expect.any(String), expect.any(String), undefined])
      expect(loads(app), place).toEqual({ [ana.id]: 1, [ben.id]: 1, [cleo.id]: 1 })
      expect(await queueOf(app, teamId), place).toEqual(ids.slice(3))
    }
  }
})
