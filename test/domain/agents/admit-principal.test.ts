import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { createFakeApp, monday } from '../../support/fake-app.ts'
import { admin, ana, tokenOf } from '../../support/people.ts'

const uuid = '0b1c2d3e-0000-5000-8000-000000000000'

test('an agent gets name and e-mail from the sign-in service at their first request', async () => {
  const app = createFakeApp()
  app.profile = { name: 'Ana Ruiz', email: 'ana@example.com' }
  expect(await admitPrincipal(app, ana, tokenOf(uuid))).toMatchObject({ name: 'Ana Ruiz' })
  expect(app.all('agent')).toMatchObject([{ id: ana.id, name: 'Ana Ruiz', email: 'ana@example.com' }])
})

test('what they change later stays, whatever the sign-in service says', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, ana, tokenOf(uuid))
  const [agent] = app.all('agent')
  if (agent) await app.commit({ ...agent, name: 'Ana' })
  app.profile = { name: 'Somebody', email: 'else@example.com' }
  expect(await admitPrincipal(app, ana, tokenOf(uuid))).toEqual({ ...ana, name: 'Ana' })
})

test.each([
  [{ email: 'ana.ruiz@example.com' }, 'ana.ruiz'],
  [{}, uuid],
])('somebody without a name is called by what there is: %j', async (profile, name) => {
  const app = createFakeApp()
  app.profile = profile
  expect(await admitPrincipal(app, ana, tokenOf(uuid))).toMatchObject({ name })
})

test('nobody gets a wrong name for want of an answer: the next request asks again', async () => {
  const app = createFakeApp()
  const profiles = { of: () => Promise.reject(new Error('No answer.')) }
  await expect(admitPrincipal({ ...app, profiles }, ana, tokenOf(uuid))).rejects.toThrow('No answer.')
  expect(app.all('agent')).toEqual([])
})

test('a role that the sign-in service changed is taken up with the next token', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, ana, tokenOf('ana'))
  const promoted = { ...ana, role: 'admin' } as const
  expect(await admitPrincipal(app, promoted, tokenOf('ana'))).toMatchObject({ role: 'admin' })
  expect(app.all('agent')).toMatchObject([{ role: 'admin' }])
})

const hour = 3_600_000

test('a role that Parley changed holds at once: older tokens know nothing of it', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, admin, tokenOf('admin'))
  const [agent] = app.all('agent')
  if (agent) await app.commit({ ...agent, role: 'agent', roleChangedAt: monday + hour })
  const old = await admitPrincipal(app, admin, tokenOf('admin', monday + hour))
  expect(old).toMatchObject({ role: 'agent' })
  const fresh = await admitPrincipal(app, admin, tokenOf('admin', monday + 2 * hour))
  expect(fresh).toMatchObject({ role: 'admin' })
})

test('while the sign-in service does not know of a role, no token speaks against it', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, admin, tokenOf('admin'))
  const [agent] = app.all('agent')
  if (agent) await app.commit({ ...agent, role: 'agent', roleChangedAt: monday, signInPending: true })
  const admitted = await admitPrincipal(app, admin, tokenOf('admin', monday + 2 * hour))
  expect(admitted).toMatchObject({ role: 'agent' })
})

test('an invitation is over with the first request', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, ana, tokenOf('ana'))
  const [agent] = app.all('agent')
  if (agent) await app.commit({ ...agent, invitedAt: monday })
  await admitPrincipal(app, ana, tokenOf('ana'))
  expect(app.all('agent')[0]).not.toHaveProperty('invitedAt')
})
