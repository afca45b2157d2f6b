import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { deleteTeam } from '#domain/teams/delete-team.ts'
import { listTeams } from '#domain/teams/list-teams.ts'
import { createView } from '#domain/views/create-view.ts'
import { editView } from '#domain/views/edit-view.ts'
import { listViews } from '#domain/views/list-views.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { admin, ana, ben, outsider } from '../support/people.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const app = () => createApp(engine.table)
const all = { limit: 100 }

test('of twenty who take an address at once, in two workspaces, one gets it', async () => {
  const takers = Array.from({ length: 20 }, (_, i) => (i % 2 ? admin : outsider))
  const results = await Promise.allSettled(
    takers.map((who) => createNumber(app(), who, { address: '+12065550142' })),
  )
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refusals).toEqual(Array(19).fill(expect.objectContaining({ code: 'number_in_use' })))
  const lists = await Promise.all([admin, outsider].map((who) => listNumbers(app(), who, all)))
  expect(lists.flatMap(({ records }) => records)).toHaveLength(1)
})

test('teams are listed page by page, and what is deleted is gone', async () => {
  const teams = []
  for (const name of ['A', 'B', 'C']) teams.push(await createTeam(app(), admin, { name, members: [] }))
  const first = await listTeams(app(), ana, { limit: 2 })
  const rest = await listTeams(app(), ana, { limit: 2, cursor: first.nextCursor })
  expect([...first.records, ...rest.records].map(({ name }) => name).toSorted()).toEqual(['A', 'B', 'C'])
  for (const { id } of teams) await deleteTeam(app(), admin, id, [1])
  expect(await listTeams(app(), ana, all)).toEqual({ records: [] })
})

test('a view moves between the lists when it is shared', async () => {
  const view = await createView(app(), ana, { name: 'Mine', filter: {}, shared: false })
  expect((await listViews(app(), ben, all)).records).toEqual([])
  const shared = await editView(app(), ana, view.id, { shared: true })
  for (const who of [ana, ben]) expect((await listViews(app(), who, all)).records).toEqual([shared])
})
