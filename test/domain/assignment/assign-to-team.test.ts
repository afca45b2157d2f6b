import { expect, test } from 'vitest'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { assignToTeam } from '#domain/assignment/assign-to-team.ts'
import { eventsOf } from '#domain/changes/events-of.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { serveOnce } from '#domain/idempotency/serve-once.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { claimerOf, createCrew, loads, queueOf, waitingCustomers } from '../../support/assigning.ts'
import { admin, ana, ben, cleo, program, stored } from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'

const roundRobin = { by: 'round_robin' } as const

test('conversations go round the agents of the team who are available', async () => {
  const { app, teamId } = await createCrew({ available: [ana.id, cleo.id] })
  const ids = await waitingCustomers(app, 4)
  for (const id of ids) {
    expect(await assignToTeam(app, program, id, { teamId, ...roundRobin })).toMatchObject({
      outcome: 'assigned',
    })
  }
  expect(ids.map((id) => claimerOf(app, id))).toEqual([ana.id, cleo.id, ana.id, cleo.id])
  expect(stored(app, ids[0])).toMatchObject({ teamId, claimedAt: app.now, participants: [] })
})

test('or to who has the fewest, whatever they claimed by hand', async () => {
  const { app, teamId } = await createCrew()
  const [first = 'cnv_', second = 'cnv_', third = 'cnv_', ...rest] = await waitingCustomers(app, 6)
  for (const id of [first, second]) await claimConversation(app, ana, id)
  await claimConversation(app, ben, third)
  for (const id of rest) await assignToTeam(app, program, id, { teamId, by: 'least_busy' })
  expect(loads(app)).toEqual({ [ana.id]: 2, [ben.id]: 2, [cleo.id]: 2 })
})

test('the claim is told as that of whoever wanted it handed out, and what follows is not', async () => {
  const { app, teamId } = await createCrew()
  const [id = 'cnv_'] = await waitingCustomers(app, 1)
  app.changes.length = 0
  await assignToTeam(app, program, id, { teamId, ...roundRobin })
  await closeConversation(app, admin, id)
  const events = app.changes.flatMap(eventsOf).filter(({ type }) => type === 'conversation.updated')
  expect(events).toMatchObject([{ by: { kind: 'program', id: 'crm' }, data: { claimedBy: ana.id } }, {}])
  expect(events[1]).not.toHaveProperty('by.id', 'crm')
})

test('nobody is given more than the cap: the next one waits, in the order in which customers do', async () => {
  const { app, teamId } = await createCrew()
  const ids = await waitingCustomers(app, 8)
  const outcomes: string[] = []
  for (const id of ids) {
    outcomes.push((await assignToTeam(app, program, id, { teamId, ...roundRobin, cap: 2 })).outcome)
  }
  expect(outcomes).toEqual([...Array(6).fill('assigned'), 'queued', 'queued'])
  expect(loads(app)).toEqual({ [ana.id]: 2, [ben.id]: 2, [cleo.id]: 2 })
  expect(await queueOf(app, teamId)).toEqual(ids.slice(6))
  expect(stored(app, ids[6])).toMatchObject({ teamId, queuedSince: stored(app, ids[6]).waitingSince })
})

test('what waits is not overtaken, though somebody has room by now', async () => {
  const { app, teamId } = await createCrew({ available: [ana.id] })
  const [one = 'cnv_', two = 'cnv_', three = 'cnv_'] = await waitingCustomers(app, 3)
  const assign = (id: typeof one) => assignToTeam(app, program, id, { teamId, ...roundRobin, cap: 1 })
  await assign(one)
  await assign(two)
  await closeConversation(app, ana, one)
  expect(await assign(three)).toEqual({ outcome: 'queued' })
  expect(await queueOf(app, teamId)).toEqual([two, three])
})

test('asked once more, what waits stays where it is', async () => {
  const { app, teamId } = await createCrew({ available: [] })
  const [id = 'cnv_'] = await waitingCustomers(app, 1)
  const assign = () => assignToTeam(app, program, id, { teamId, ...roundRobin })
  await assign()
  const { version } = stored(app, id)
  expect(await assign()).toEqual({ outcome: 'queued' })
  expect(stored(app, id).version).toBe(version)
})

test('a list that is a moment behind hides nothing that was handed out, and keeps nobody busy with what is closed', async () => {
  const { app, teamId } = await createCrew({ available: [ana.id] })
  const ids = await waitingCustomers(app, 4)
  const [one = 'cnv_', two = 'cnv_', three = 'cnv_', four = 'cnv_'] = ids
  const assign = (id: typeof one) => assignToTeam(app, program, id, { teamId, ...roundRobin, cap: 2 })
  const { inbox } = app.conversations
  app.conversations.inbox = async () => []
  expect([await assign(one), await assign(two), await assign(three)].map(({ outcome }) => outcome)).toEqual([
    'assigned',
    'assigned',
    'queued',
  ])
  app.conversations.inbox = inbox
  const before = await inbox(workspace, { tab: 'claimed', by: ana.id }, { limit: 10 })
  expect(before).toHaveLength(2)
  await closeConversation(app, ana, one)
  await closeConversation(app, admin, three)
  app.conversations.inbox = async () => before
  await app.commit({ remove: (await app.teamQueues.list(workspace, { limit: 1 }))[0]?.record as never })
  expect(await assign(four)).toMatchObject({ outcome: 'assigned', agentId: ana.id })
})

test('what somebody has claimed stays theirs', async () => {
  const { app, teamId } = await createCrew()
  const [id = 'cnv_'] = await waitingCustomers(app, 1)
  await claimConversation(app, admin, id)
  for (const principal of [program, ana, admin]) {
    await expect(assignToTeam(app, principal, id, { teamId, ...roundRobin })).rejects.toMatchObject({
      code: 'claimed_by_other',
      extra: { claimed_by: admin.id },
    })
  }
  await closeConversation(app, admin, id)
  await expect(assignToTeam(app, program, id, { teamId, ...roundRobin })).rejects.toMatchObject({
    code: 'conversation_closed',
  })
})

test('a team that nobody could take it in is refused, and nothing is written', async () => {
  const { app, teamId } = await createCrew()
  const [id = 'cnv_'] = await waitingCustomers(app, 1)
  const assign = (team: typeof teamId) => assignToTeam(app, program, id, { teamId: team, ...roundRobin })
  const empty = await createTeam(app, admin, { name: 'Nobody', members: [] })
  await expect(assign(empty.id)).rejects.toMatchObject({ code: 'team_empty' })
  await expect(assign('tem_gone')).rejects.toMatchObject({ code: 'validation_failed' })
  await editNumber(app, admin, 'num_main', { users: [admin.id] })
  await expect(assign(teamId)).rejects.toMatchObject({ code: 'team_empty' })
  expect(stored(app, id)).not.toHaveProperty('teamId')
})

test('it goes to somebody who may reply from its number, and waits for them', async () => {
  const { app, teamId } = await createCrew({ available: [ana.id, ben.id] })
  await editNumber(app, admin, 'num_main', { users: [ben.id, cleo.id] })
  const [one = 'cnv_', two = 'cnv_'] = await waitingCustomers(app, 2)
  const assign = (id: typeof one) => assignToTeam(app, program, id, { teamId, ...roundRobin, cap: 1 })
  expect(await assign(one)).toEqual({ outcome: 'assigned', agentId: ben.id })
  expect(await assign(two)).toEqual({ outcome: 'queued' })
})

test('a deactivated agent is given nothing', async () => {
  const { app, teamId } = await createCrew({ available: [ana.id] })
  await editAgent(app, admin, ana.id, { active: false })
  const [id = 'cnv_'] = await waitingCustomers(app, 1)
  expect(await assignToTeam(app, program, id, { teamId, ...roundRobin })).toEqual({ outcome: 'queued' })
})

test('under a key it is one transaction, and the same again gives the same agent', async () => {
  const { app, teamId } = await createCrew()
  const [id = 'cnv_'] = await waitingCustomers(app, 1)
  const facts = { workspace, principal: 'wfl_one', key: 'run:1', fingerprint: '' }
  const commits: number[] = []
  const { commit } = app
  app.commit = async (...changes) => {
    commits.push(changes.length)
    await commit(...changes)
  }
  const serve = () =>
    serveOnce(app, facts, async (gathering) => {
      const assigned = await assignToTeam(gathering, program, id, { teamId, ...roundRobin })
      return { status: 200, headers: assigned as never, body: new Uint8Array() }
    })
  const [first, second] = [await serve(), await serve()]
  expect(commits).toEqual([3])
  expect(first.answer.headers).toEqual({ outcome: 'assigned', agentId: ana.id })
  expect(second).toMatchObject({ replayed: true, answer: { headers: first.answer.headers } })
})
