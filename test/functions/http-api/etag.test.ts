import { expect, test } from 'vitest'
import { callApi } from '../../support/call.ts'
import { createFakeApp } from '../../support/fake-app.ts'

test('what can be edited has its version as ETag, in lists as a member', async () => {
  const app = createFakeApp()
  const created = await callApi(app, 'createTeam', { body: { name: 'Support' } })
  expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { version: 1 } })
  const { id } = created.body
  const edited = await callApi(app, 'editTeam', { id, body: { name: 'Sales' }, ifMatch: '"1"' })
  expect(edited.headers.etag).toBe('"2"')
  const read = await callApi(app, 'getTeam', { id })
  expect(read).toEqual(edited)
  const list = await callApi(app, 'listTeams')
  expect(list.body).toEqual({ data: [read.body], has_more: false })
})

test.each(['"1"', 'W/"1"', '"7", "1"', '*'])(
  'If-Match: %s lets an edit of version 1 pass',
  async (ifMatch) => {
    const app = createFakeApp()
    const { body } = await callApi(app, 'createTeam', { body: { name: 'Support' } })
    const edit = { id: body.id, body: { name: 'Sales' }, ifMatch }
    expect(await callApi(app, 'editTeam', edit)).toMatchObject({ body: { name: 'Sales' } })
  },
)

test.each(['"2"', '1', ''])('If-Match: %s does not', async (ifMatch) => {
  const app = createFakeApp()
  const { body } = await callApi(app, 'createTeam', { body: { name: 'Support' } })
  const edit = callApi(app, 'editTeam', { id: body.id, body: { name: 'Sales' }, ifMatch })
  await expect(edit).rejects.toMatchObject({ code: 'precondition_failed' })
  const removal = callApi(app, 'deleteTeam', { id: body.id, ifMatch })
  await expect(removal).rejects.toMatchObject({ code: 'precondition_failed' })
})

test('settings and contacts are not edited without If-Match, teams are', async () => {
  const app = createFakeApp()
  const contact = await callApi(app, 'createContact', { body: { name: 'Ada' } })
  const team = await callApi(app, 'createTeam', { body: { name: 'Support' } })
  const required = { code: 'precondition_required' }
  await expect(callApi(app, 'editSettings', { body: { country: 'CA' } })).rejects.toMatchObject(required)
  const edit = callApi(app, 'editContact', { id: contact.body.id, body: { name: 'Eve' } })
  await expect(edit).rejects.toMatchObject(required)
  await callApi(app, 'editTeam', { id: team.body.id, body: { name: 'Sales' } })
})
