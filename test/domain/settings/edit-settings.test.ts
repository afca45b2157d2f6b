import { expect, test } from 'vitest'
import type { NumberId } from '#domain/ids.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { readSettings } from '#domain/settings/read-settings.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'
import { admin, ana, outsider } from '../../support/people.ts'

test('a workspace that decided nothing has the defaults', async () => {
  expect(await readSettings(createFakeApp(), ana)).toMatchObject({
    threadScope: 'customer',
    reopenWithinSeconds: 432_000,
    version: 0,
  })
})

test('what an edit does not name stays, and other workspaces keep theirs', async () => {
  const app = createFakeApp()
  await editSettings(app, admin, { companyName: 'Acme' }, [0])
  const edited = await editSettings(app, admin, { country: 'CA' }, [1])
  expect(edited).toMatchObject({ companyName: 'Acme', country: 'CA', version: 2 })
  expect(await readSettings(app, ana)).toEqual(edited)
  expect(await readSettings(app, outsider)).toMatchObject({ country: 'US' })
})

test('of two admins who edit the same version one wins', async () => {
  const app = createFakeApp()
  const results = await Promise.allSettled(
    ['A', 'B'].map((companyName) => editSettings(app, admin, { companyName }, [0])),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a country must be one with phones', async () => {
  for (const change of [{ country: 'ZZ' }, { enabledCountries: ['US', 'ZZ'] }]) {
    const edit = editSettings(createFakeApp(), admin, change)
    await expect(edit).rejects.toMatchObject({ code: 'validation_failed' })
  }
})

test('only admins edit settings', async () => {
  const edit = editSettings(createFakeApp(), ana, { companyName: 'Mine' })
  await expect(edit).rejects.toMatchObject({ code: 'forbidden' })
})

test('a brand has one daily cap', async () => {
  const app = createFakeApp()
  const cap = { brandId: 'B1', carrier: 't_mobile', segmentsPerDay: 2_000 } as const
  const edited = await editSettings(app, admin, { dailyCaps: [cap, { ...cap, brandId: 'B2' }] })
  expect(edited.dailyCaps).toHaveLength(2)
  await expect(editSettings(app, admin, { dailyCaps: [cap, cap] })).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'daily_caps.1.brand_id' }] },
  })
})

test('a system is named once', async () => {
  const app = createFakeApp()
  const syncro = { key: 'syncro', name: 'Syncro', caseUrl: 'https://acme.example.com/t/{id}' }
  expect((await editSettings(app, admin, { systems: [syncro] })).systems).toEqual([syncro])
  await expect(editSettings(app, admin, { systems: [syncro, syncro] })).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'systems.1.key' }] },
  })
})

test('the numbers of cases are of one country, and each is there once', async () => {
  const app = createFakeApp()
  const facts = { workspace, state: 'active', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, id: 'num_paris', address: '+33612345678', country: 'FR' }))
  const edit = (caseNumbers: NumberId[]) => editSettings(app, admin, { caseNumbers })
  expect((await edit(['num_main'])).caseNumbers).toEqual(['num_main'])
  for (const second of ['num_paris', 'num_main', 'num_none'] as const) {
    await expect(edit(['num_main', second])).rejects.toMatchObject({
      code: 'validation_failed',
      extra: { errors: [{ path: 'case_numbers.1' }] },
    })
  }
})
