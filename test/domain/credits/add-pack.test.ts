import { expect, test } from 'vitest'
import { addPack } from '#domain/credits/add-pack.ts'
import { total } from '#domain/credits/credit-account.ts'
import { listCreditEntries, readCredits } from '#domain/credits/read-credits.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { createFakeApp, monday, workspace } from '../../support/fake-app.ts'

const admin = { kind: 'agent', workspace, id: 'agt_admin', role: 'admin' } as const
const day = 24 * 60 * 60 * 1000
const code = (code: string) => expect.objectContaining({ code })

const createApp = async (enabled = true) => {
  const app = createFakeApp()
  const settings = defaultSettings(workspace)
  await app.commit({ ...settings, credits: { ...settings.credits, enabled } })
  return app
}

test('a pack can be added once the workspace is thirty days old', async () => {
  const app = await createApp()
  app.advance(30 * day - 1)
  await expect(addPack(app, admin)).rejects.toMatchObject({
    code: 'workspace_too_young',
    extra: { available_from: new Date(monday + 30 * day).toISOString() },
  })
  app.advance(1)
  expect(await addPack(app, admin)).toMatchObject({ type: 'pack', change: 2500, left: 2700, by: admin.id })
})

test('ten packs at once are ten packs, and the ledger sums up to what is left', async () => {
  const app = await createApp()
  app.advance(30 * day)
  await Promise.all(Array.from({ length: 10 }, () => addPack(app, admin)))
  const { records } = await listCreditEntries(app, admin, { limit: 100 })
  expect(records.map(({ type }) => type)).toEqual([...Array(10).fill('pack'), 'month'])
  expect(records[0]?.left).toBe(200 + 10 * 2500)
  expect(records.reduce((sum, { change }) => sum + change, 0)).toBe(records[0]?.left)
  expect(total((await readCredits(app, admin)).account)).toBe(records[0]?.left)
})

test('only admins add packs, and only where credits are counted', async () => {
  const app = await createApp(false)
  await expect(addPack(app, { ...admin, role: 'agent' })).rejects.toEqual(code('forbidden'))
  await expect(addPack(app, admin)).rejects.toEqual(code('credits_not_counted'))
})

test('the ledger comes in pages', async () => {
  const app = await createApp()
  app.advance(30 * day)
  for (let i = 0; i < 3; i++) await addPack(app, admin)
  const first = await listCreditEntries(app, admin, { limit: 3 })
  const rest = await listCreditEntries(app, admin, { limit: 3, cursor: first.nextCursor })
  expect([...first.records, ...rest.records].map(({ left }) => left)).toEqual([7700, 5200, 2700, 200])
  expect(rest.nextCursor).toBeUndefined()
})
