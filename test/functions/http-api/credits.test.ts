import { expect, test } from 'vitest'
import { callApi } from '../../support/call.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'

const day = 24 * 60 * 60 * 1000

test('credits are off until an admin switches them on, and what is not named stays', async () => {
  const app = createFakeApp()
  expect(await callApi(app, 'getCredits')).toMatchObject({ body: { enabled: false } })
  const change = { credits: { enabled: true, warn_at: 20 } }
  const { body } = await callApi(app, 'editSettings', { body: change, ifMatch: '"0"' })
  expect(body.credits).toEqual({
    ...{ enabled: true, included_per_month: 200, pack_size: 2500, packs_after_days: 30, warn_at: 20 },
  })
  const credits = { enabled: true, left: 200, included_left: 200, packs_left: 0, month: '2026-11' }
  expect(await callApi(app, 'getCredits')).toMatchObject({ body: credits })
})

test('a pack that is asked for twice with one key is added once', async () => {
  const app = createFakeApp()
  await callApi(app, 'editSettings', { body: { credits: { enabled: true } }, ifMatch: '"0"' })
  app.advance(30 * day)
  const first = await callApi(app, 'addCreditPack', { key: 'pack' })
  const again = await callApi(app, 'addCreditPack', { key: 'pack' })
  expect(first).toMatchObject({ status: 201, body: { type: 'pack', change: 2500, left: 2700 } })
  expect(again).toEqual({ ...first, headers: { ...first.headers, 'idempotent-replayed': 'true' } })
  const { body } = await callApi(app, 'listCreditEntries')
  expect(body.data.map(({ type }: { type: string }) => type)).toEqual(['pack', 'month'])
})

test('agents may not add packs', async () => {
  const adding = callApi(createFakeApp(), 'addCreditPack', { groups: [workspace] })
  await expect(adding).rejects.toMatchObject({ code: 'forbidden' })
})
