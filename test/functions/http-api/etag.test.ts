import { expect, test } from 'vitest'
import { type OperationName, operations } from '#contract/api/operations.ts'
import { etagOf, readIfMatch } from '../../../functions/http-api/edge/etag.ts'
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

const names = Object.keys(operations) as OperationName[]
/** `/v1/teams/{id}` and `/v1/settings` have a version, `/v1/conversations/{id}/tags/{tag}` has none. */
const hasVersion = (name: OperationName) => /^\/v1\/[a-z_]+(\/\{id\})?$/.test(operations[name].path)
/** Whoever says that they are available says all there is to say: nothing that somebody else wrote is lost. */
const edits = names.filter(
  (name) => ['PATCH', 'DELETE'].includes(operations[name].method) && hasVersion(name) && name !== 'editMe',
)

test.each(edits)('%s needs If-Match', (name) => {
  const missing = () => readIfMatch(operations[name], {})
  expect(missing).toThrow(expect.objectContaining({ code: 'precondition_required' }))
  expect(readIfMatch(operations[name], { 'if-match': '"7"' })).toEqual([7])
})

test('an edit made from an older version is refused, whatever it edits', async () => {
  const app = createFakeApp()
  const { id } = (await callApi(app, 'createContact', { body: { name: 'Ada' } })).body
  const edit = (name: string, ifMatch: string) => callApi(app, 'editContact', { id, body: { name }, ifMatch })
  await edit('Eve', '"1"')
  await expect(edit('Mallory', '"1"')).rejects.toMatchObject({ code: 'precondition_failed' })
})

test.each([
  [undefined, undefined],
  ['*', undefined],
  [' * ', undefined],
  ['"12"', [12]],
  ['W/"7", "31"', [7, 31]],
  ['nonsense', []],
])('an operation that does not insist on If-Match takes %j as the versions %j', (header, versions) => {
  expect(readIfMatch(operations.closeConversation, { 'if-match': header })).toEqual(versions)
})

test('only an answer with a version has an ETag', () => {
  expect(etagOf({ version: 12 })).toEqual({ etag: '"12"' })
  for (const body of [{}, null, undefined, 'version']) expect(etagOf(body)).toEqual({})
})
