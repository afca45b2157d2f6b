import { expect, test } from 'vitest'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims, type Claims, createGateway, machineClaims } from '../../support/gateway.ts'

const path = '/v1/me/preferences'
const ana = agentClaims(workspace)

const read = (app: FakeApp, claims: Claims = ana) => createGateway(app)({ method: 'GET', path, claims })
const edit = (app: FakeApp, body: unknown, claims: Claims = ana) =>
  createGateway(app)({ method: 'PATCH', path, claims, body, headers: { 'if-match': '*' } })

test('who has chosen nothing has the defaults', async () => {
  const { body } = await read(createFakeApp())
  expect(body).toEqual({
    sound: 'mine_and_unclaimed',
    pop_ups: 'mine',
    email_for: ['mentions'],
    push_for: ['mine', 'mentions'],
    undo_seconds: 0,
    send_key: 'enter',
    shortcuts: { enabled: true, keys: {} },
    theme: 'system',
    density: 'comfortable',
    version: 0,
  })
})

test('what is changed is kept, the rest stays, and null goes back to the default', async () => {
  const app = createFakeApp()
  await edit(app, { theme: 'dark', language: 'pt-BR', shortcuts: { enabled: false, keys: { claim: 'q' } } })
  const changed = await edit(app, { undo_seconds: 5, shortcuts: { enabled: true } })
  expect(changed.body).toMatchObject({
    theme: 'dark',
    language: 'pt-BR',
    undo_seconds: 5,
    shortcuts: { enabled: true, keys: { claim: 'q' } },
    version: 2,
  })
  expect((await edit(app, { theme: null, language: null, shortcuts: null })).body).toMatchObject({
    theme: 'system',
    undo_seconds: 5,
    shortcuts: { enabled: true, keys: {} },
  })
  expect((await read(app)).body.language).toBeUndefined()
})

test('quiet times are kept with their zone, and refused with the place of what is no time', async () => {
  const app = createFakeApp()
  const weekly = { monday: [{ from: '20:00', to: '07:00' }] }
  const quiet_times = { zone: 'America/Denver', weekly }
  expect((await edit(app, { quiet_times, email_for: [] })).body).toMatchObject({ quiet_times, email_for: [] })
  const wrong = await edit(app, {
    quiet_times: { ...quiet_times, weekly: { monday: [{ from: '20', to: '07:00' }] } },
  })
  expect(wrong).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'quiet_times.weekly.monday.0.from' }] },
  })
  expect((await edit(app, { quiet_times: null })).body).not.toHaveProperty('quiet_times')
})

test('each agent has their own, and programs have none', async () => {
  const app = createFakeApp()
  await edit(app, { theme: 'dark' })
  expect((await read(app, agentClaims(workspace, 'admin'))).body.theme).toBe('system')
  const program = machineClaims(workspace, 'read', 'manage')
  expect((await read(app, program)).status).toBe(403)
  expect((await edit(app, { theme: 'dark' }, program)).status).toBe(403)
})

test.each([
  { theme: 'pink' },
  { undo_seconds: 3600 },
  { language: 'a language' },
  { wallpaper: 'x' },
  {
    shortcuts: {
      enabled: true,
      keys: Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`k${i}`, 'q'])),
    },
  },
])('%j is refused', async (wrong) => {
  expect((await edit(createFakeApp(), wrong)).status).toBe(422)
})

test('a draft is at most ten thousand bytes', async () => {
  const app = createFakeApp()
  const save = (body: string) =>
    createGateway(app)({
      method: 'PUT',
      path: `/v1/conversations/cnv_${'0'.repeat(34)}/draft`,
      claims: ana,
      body: { body },
    })
  expect((await save('é'.repeat(5_001))).status).toBe(422)
  expect((await save('é'.repeat(5_000))).status).toBe(404)
})
