import { beforeEach, expect, test } from 'vitest'
import { listOf, listOfView } from '../../../portal/src/data/list.ts'
import { createViews } from '../../../portal/src/data/views.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims } from '../../support/gateway.ts'
import { createTestClient } from '../../support/test-client.ts'

let app: FakeApp
beforeEach(() => {
  app = createFakeApp()
})

const viewsOf = (role: 'agent' | 'admin') =>
  createViews(createTestClient(agentClaims(workspace, role), app).client)

test('what is filtered is kept under a name, renamed, shared and deleted', async () => {
  const mine = viewsOf('agent')
  const view = await mine.create({ name: 'Late', filter: { tab: 'team', tag: 'late' }, shared: false })
  expect(mine.all()).toEqual([view])
  await mine.edit(view, { name: 'Too late', shared: true })
  const theirs = viewsOf('admin')
  await theirs.read()
  const [shared] = theirs.all()
  expect(shared).toMatchObject({ name: 'Too late', shared: true })
  if (!shared) throw new Error('No view.')
  expect(listOfView(shared)).toBe(listOf('team', { tag: 'late' }))
  await theirs.remove(shared)
  await mine.read()
  expect(mine.all()).toEqual([])
})

test('what cannot be read says so and keeps what was read before', async () => {
  const mine = viewsOf('agent')
  await mine.create({ name: 'Late', filter: { tag: 'late' }, shared: false })
  app.savedViews.own = () => Promise.reject(new Error('down'))
  await mine.read()
  expect(mine.state()).toMatchObject({ read: false, error: expect.any(Error) })
  expect(mine.all()).toHaveLength(1)
})
