import { expect, test } from 'vitest'
import { createFakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway } from '../../support/gateway.ts'

const claims = agentClaims(workspace, 'admin')

/** A workspace with three contacts and three teams, and how its lists are read. */
const createLists = async () => {
  const request = createGateway(createFakeApp())
  for (const name of ['Ann', 'Anna', 'Annette']) {
    await request({ method: 'POST', path: '/v1/contacts', claims, body: { name } })
    await request({ method: 'POST', path: '/v1/teams', claims, body: { name } })
  }
  return (path: string, query: Record<string, string> = {}) => request({ method: 'GET', path, claims, query })
}

test('a cursor leads on in its own list, on pages of any size', async () => {
  const read = await createLists()
  const { body } = await read('/v1/contacts', { query: 'ann', limit: '1' })
  const next = await read('/v1/contacts', { query: 'ann', limit: '2', cursor: body.next_cursor })
  expect(next.body.data).toHaveLength(2)
})

test.each([
  ['another list', '/v1/teams', {}],
  ['the list without its filter', '/v1/contacts', {}],
  ['the list with another filter', '/v1/contacts', { query: 'anna' }],
])('a cursor is none of %s', async (_, path, filter) => {
  const read = await createLists()
  const { body } = await read('/v1/contacts', { query: 'ann', limit: '1' })
  const refused = await read(path, { ...filter, cursor: body.next_cursor })
  expect(refused.status).toBe(422)
  expect(refused.body.errors).toEqual([{ path: 'cursor', detail: 'Not a cursor of this list.' }])
})
