import { expect, test } from 'vitest'
import type { Operation } from '#contract/api/operation.ts'
import { operations } from '#contract/api/operations.ts'
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

/** What has a version and is changed by one call. */
const edits = Object.entries<Operation>(operations).filter(
  ([, { method, path }]) =>
    (method === 'PATCH' || method === 'DELETE') &&
    /^\/v1\/(agents|business_hours|contacts|numbers|settings|teams|views)/.test(path),
)

test.each(edits)('%s needs If-Match', (_, operation) => {
  expect(operation.ifMatch).toBe('required')
})

test('an edit is refused without If-Match and says what to send', async () => {
  const app = createFakeApp()
  const team = await callApi(app, 'createTeam', { body: { name: 'Support' } })
  const edit = callApi(app, 'editTeam', { id: team.body.id, body: { name: 'Sales' } })
  const message = 'Send If-Match with the version you are editing.'
  await expect(edit).rejects.toMatchObject({ code: 'precondition_required', message })
})
