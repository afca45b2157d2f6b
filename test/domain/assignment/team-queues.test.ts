import { expect, test } from 'vitest'
import { setAvailable } from '#domain/agents/set-available.ts'
import { assignToTeam } from '#domain/assignment/assign-to-team.ts'
import { listTeamQueues } from '#domain/assignment/list-team-queues.ts'
import { readTeamQueue } from '#domain/assignment/read-team-queue.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { createCrew, waitingCustomers } from '../../support/assigning.ts'
import { admin, ana, ben, cleo, program, stored } from '../../support/conversing.ts'
import { outsider } from '../../support/people.ts'

/** Five wait for one team and one for another; nobody is available. */
const createQueues = async () => {
  const { app, teamId } = await createCrew({ available: [] })
  const other = await createTeam(app, admin, { name: 'Sales', members: [admin.id] })
  const ids = await waitingCustomers(app, 6)
  for (const [i, id] of ids.entries()) {
    const how = { teamId: i < 5 ? teamId : other.id, by: 'least_busy', cap: 3 } as const
    await assignToTeam(app, program, id, how)
  }
  return { app, teamId, other: other.id, ids }
}

test('every agent sees how much waits for each team, and for how long', async () => {
  const { app, teamId, other, ids } = await createQueues()
  const since = (i: number) => stored(app, ids[i]).waitingSince
  expect(await listTeamQueues(app, ana)).toEqual([
    { teamId, count: 5, capped: false, oldestSince: since(0) },
    { teamId: other, count: 1, capped: false, oldestSince: since(5) },
  ])
  expect(await listTeamQueues(app, outsider)).toEqual([])
})

test('a queue is read page by page, without what somebody has claimed meanwhile', async () => {
  const { app, teamId, ids } = await createQueues()
  await claimConversation(app, ben, ids[1] ?? 'cnv_')
  const first = await readTeamQueue(app, ana, { id: teamId, limit: 2 })
  const second = await readTeamQueue(app, ana, { id: teamId, limit: 2, cursor: first.nextCursor })
  const read = [...first.records, ...second.records]
  expect(read.map(({ conversation }) => conversation.id)).toEqual([0, 2, 3, 4].map((i) => ids[i]))
  expect(second.nextCursor).toBeUndefined()
  expect(read[0]?.entry).toMatchObject({ by: 'least_busy', cap: 3 })
})

test('beside it stand the members, who is available, and what they have', async () => {
  const { app, teamId, ids } = await createQueues()
  await claimConversation(app, ben, ids[1] ?? 'cnv_')
  await setAvailable(app, cleo, true)
  const { members } = await readTeamQueue(app, ana, { id: teamId, limit: 25 })
  expect(members.map(({ agent, open }) => [agent.id, agent.availableSince, open])).toEqual([
    [ana.id, undefined, 0],
    [ben.id, undefined, 1],
    [cleo.id, app.now, 0],
  ])
  await expect(readTeamQueue(app, outsider, { id: teamId, limit: 25 })).rejects.toMatchObject({
    code: 'not_found',
  })
})
