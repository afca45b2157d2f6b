import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setAvailable } from '#domain/agents/set-available.ts'
import { assignToTeam } from '#domain/assignment/assign-to-team.ts'
import { drainTeam, drainTeams } from '#domain/assignment/drain-teams.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

/** A team of three who are available, and so many customers who wait, the longest first. */
const createCrew = async (count: number) => {
  const office = await createOffice(engine)
  const { app, workspace, ana, ben, cleo, admin, text } = office
  const crew = [ana, ben, cleo]
  const { id: teamId } = await createTeam(app, admin, { name: 'Support', members: crew.map(({ id }) => id) })
  for (const who of crew) await setAvailable(app, who, true)
  const ids: ConversationId[] = []
  for (let i = 0; i < count; i++) ids.push(await text(`+120655502${10 + i}`))
  const read = () => Promise.all(ids.map((id) => app.conversations.get(workspace, id, 'fresh')))
  const loads = async () => {
    const claimers = (await read()).flatMap((one) => (one?.state === 'open' && one.claimedBy) || [])
    return crew.map(({ id }) => claimers.filter((claimer) => claimer === id).length)
  }
  const queue = async () =>
    (await app.teamQueues.list(workspace, { teamId, limit: 100 })).map(({ record }) => record.conversationId)
  return { ...office, teamId, ids, loads, queue, read }
}

test.each(['round_robin', 'least_busy'] as const)(
  'of ten conversations at once three agents get two each, by %s, and the others go to whoever is free, the oldest first',
  async (by) => {
    const { app, workspace, program, admin, teamId, ids, loads, queue, read } = await createCrew(10)
    const how = { teamId, by, cap: 2 }
    const outcomes = await Promise.all(ids.map((id) => assignToTeam(app, program, id, how)))
    await Promise.all([drainTeams(app, workspace), drainTeams(app, workspace)])
    expect(await loads()).toEqual([2, 2, 2])
    const waiting = ids.filter((_, i) => outcomes[i]?.outcome === 'queued')
    expect(await queue()).toEqual(waiting)
    expect(waiting).toHaveLength(4)
    for (const [i, oldest] of waiting.entries()) {
      const mine = (await read()).find((one) => one?.claimedBy && one.state === 'open')
      await closeConversation(app, admin, mine?.id ?? 'cnv_')
      await Promise.all([drainTeam(app, workspace, teamId), drainTeams(app, workspace, mine?.id)])
      expect(await app.conversations.get(workspace, oldest, 'fresh')).toMatchObject({
        claimedBy: mine?.claimedBy,
      })
      expect(await queue()).toEqual(waiting.slice(i + 1))
      expect(await loads()).toEqual([2, 2, 2])
    }
  },
)

test('sixteen at once, with closings in between, never bring anybody above the cap', async () => {
  const { app, workspace, program, admin, teamId, ids, loads, queue } = await createCrew(16)
  const seen: number[][] = []
  let closed = 0
  const work = ids.map(async (id, i) => {
    await setImmediate()
    const { outcome } = await assignToTeam(app, program, id, { teamId, by: 'least_busy', cap: 3 })
    seen.push(await loads())
    if (outcome === 'queued' || i % 2) return
    await closeConversation(app, admin, id)
    closed++
    await drainTeams(app, workspace, id)
    seen.push(await loads())
  })
  await Promise.all(work)
  await drainTeams(app, workspace)
  const waiting = await queue()
  const taken = await loads()
  expect(Math.max(...seen.flat(), ...taken)).toBeLessThanOrEqual(3)
  expect(taken.reduce((sum, load) => sum + load, waiting.length)).toBe(ids.length - closed)
  // Where all eight that may be closed were handed out first, fewer than nine are left, and none waits.
  if (waiting.length > 0) expect(taken).toEqual([3, 3, 3])
  expect(waiting).toEqual(ids.filter((id) => waiting.includes(id)))
})

test('what it costs is what docs/assignment.md says', async () => {
  const { app, workspace, program, admin, teamId, ids } = await createCrew(8)
  const how = { teamId, by: 'least_busy', cap: 2 } as const
  const [last = 'cnv_', queued = 'cnv_'] = ids.slice(5)
  for (const id of ids.slice(0, 5)) await assignToTeam(app, program, id, how)
  engine.units()
  await drainTeams(app, workspace, last)
  const idle = engine.units()
  await assignToTeam(app, program, last, how)
  const assigned = engine.units()
  await assignToTeam(app, program, queued, how)
  const waiting = engine.units()
  await closeConversation(app, admin, last)
  engine.units()
  await drainTeams(app, workspace, last)
  const drained = engine.units()
  console.info({ idle, assigned, waiting, drained })
  expect(idle).toEqual({ read: 1, write: 0 })
  expect(assigned.write).toBeLessThanOrEqual(6)
  expect(waiting.write).toBeLessThanOrEqual(5)
  expect(drained.write).toBeLessThanOrEqual(8)
  for (const { read } of [assigned, waiting, drained]) expect(read).toBeLessThanOrEqual(20)
})
