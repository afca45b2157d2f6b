import { expect, test } from 'vitest'
import { resolveCase } from '#domain/cases/edit-case.ts'
import { callApi } from '../../support/call.ts'
import { openCase } from '../../support/casework.ts'
import { admin, createOffice } from '../../support/conversing.ts'
import { toldToBus } from '../../support/told-to-bus.ts'

const portalUrl = 'https://inbox.acme.example'

const createRepair = async () => {
  const app = Object.assign(await createOffice(), { portalUrl })
  return { app, printer: await openCase(app, 'Printer') }
}

test('a page is asked for as often as one likes and has one address, which the case shows until it is taken away', async () => {
  const { app, printer } = await createRepair()
  const { id } = printer
  expect((await callApi(app, 'getCase', { id })).body).not.toHaveProperty('page')
  const { status, body } = await callApi(app, 'createCasePage', { id })
  expect(status).toBe(200)
  expect(body.page).toEqual({
    url: expect.stringMatching(/^https:\/\/inbox\.acme\.example\/c\/[0-9a-z]{12}$/),
  })
  for (const name of ['createCasePage', 'getCase'] as const)
    expect((await callApi(app, name, { id })).body.page).toEqual(body.page)
  expect((await callApi(app, 'deleteCasePage', { id })).body).not.toHaveProperty('page')
  expect((await callApi(app, 'deleteCasePage', { id })).status).toBe(200)
  expect((await callApi(app, 'createCasePage', { id })).body.page.url).not.toBe(body.page.url)
})

test('a page says when it ends, once its case is done', async () => {
  const { app, printer } = await createRepair()
  await callApi(app, 'createCasePage', { id: printer.id })
  await resolveCase(app, admin, printer.id)
  const { page } = (await callApi(app, 'getCase', { id: printer.id })).body
  expect(page.ends_at).toBe(new Date(app.now + 30 * 24 * 3_600_000).toISOString())
})

test('no event has the address of a page', async () => {
  const { app, printer } = await createRepair()
  const { body } = await callApi(app, 'createCasePage', { id: printer.id })
  const code = body.page.url.split('/').at(-1)
  expect(JSON.stringify(await toldToBus(app.changes))).not.toContain(code)
})
