import { expect, test } from 'vitest'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { listAgents } from '#domain/agents/list-agents.ts'
import { readMe } from '#domain/agents/read-me.ts'
import { setAvailable } from '#domain/agents/set-available.ts'
import { eventsOf } from '#domain/changes/events-of.ts'
import { admin, ana, ben, createOffice, program } from '../../support/conversing.ts'
import { joinedAccount } from '../../support/fake-accounts.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const told = (app: FakeApp) =>
  app.changes.flatMap(eventsOf).flatMap(({ type, data }) => ('agentId' in data ? [[type, data.agentId]] : []))

test('an agent is away until they say otherwise, and stays available until they say otherwise', async () => {
  const app = await createOffice()
  expect((await readMe(app, ana)).agent).not.toHaveProperty('availableSince')
  const since = app.now
  await setAvailable(app, ana, true)
  app.advance(3_600_000)
  await setAvailable(app, ana, true)
  const { records } = await listAgents(app, ben, { limit: 25 })
  expect(records.find(({ id }) => id === ana.id)).toMatchObject({ availableSince: since, version: 2 })
  await setAvailable(app, ana, false)
  expect((await readMe(app, ana)).agent).not.toHaveProperty('availableSince')
})

test('it is told once, and a program is neither', async () => {
  const app = await createOffice()
  app.changes.length = 0
  for (const available of [true, true, false, false]) await setAvailable(app, ana, available)
  expect(told(app)).toEqual([
    ['agent.available', ana.id],
    ['agent.away', ana.id],
  ])
  await expect(setAvailable(app, program, true)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an admin sends somebody away who forgot to say so, and no other agent does', async () => {
  const app = await createOffice()
  await setAvailable(app, ana, true)
  await expect(editAgent(app, ben, ana.id, { available: false })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await editAgent(app, admin, ana.id, { available: false })).not.toHaveProperty('availableSince')
})

test('who is deactivated is away, is told to be so, and still is when they come back', async () => {
  const app = await createOffice()
  app.accountsOf.set(ana.id, joinedAccount(ana.id, workspace))
  await setAvailable(app, ana, true)
  app.changes.length = 0
  await editAgent(app, admin, ana.id, { active: false })
  expect(told(app)).toContainEqual(['agent.away', ana.id])
  const edit = editAgent(app, admin, ana.id, { available: true })
  await expect(edit).rejects.toMatchObject({ code: 'agent_deactivated' })
  expect(await editAgent(app, admin, ana.id, { active: true })).not.toHaveProperty('availableSince')
})
