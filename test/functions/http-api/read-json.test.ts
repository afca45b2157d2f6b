import { expect, test } from 'vitest'
import type { OperationName } from '#contract/api/operations.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway, operation } from '../../support/gateway.ts'

const claims = agentClaims(workspace, 'admin')
const half = '\ud83d'

/** A call of an operation whose path has no parameters. */
const post = (name: OperationName, body: unknown, headers = {}) => {
  const { method, path } = operation(name)
  return createGateway(createFakeApp())({ method, path, claims, body, headers })
}

test.each<[OperationName, object, (answer: ReturnType<typeof JSON.parse>) => unknown]>([
  ['createContact', { name: `Jo ${half}` }, ({ name }) => name],
  ['createContact', { attributes: { [`plan ${half}`]: `gold ${half}` } }, ({ attributes }) => attributes],
  ['createTeam', { name: `Sales ${half}` }, ({ name }) => name],
  ['createView', { name: `Mine ${half}`, filter: { tag: half } }, ({ name, filter }) => [name, filter]],
  ['sendSingle', { to: '+12065550123', body: half, metadata: { [half]: half } }, (m) => [m.body, m.metadata]],
  ['recordConsent', { phone: '+12065550123', action: 'opt_in', reason: half }, ({ reason }) => reason],
])('half an emoji in %s %j is stored as a replacement character', async (name, body, said) => {
  const { status, body: answer } = await post(name, body)
  expect(status).toBe(operation(name).status)
  const expected = JSON.stringify(said(JSON.parse(JSON.stringify(answer))))
  expect(expected).toContain('\ufffd')
  expect(expected).not.toMatch(/\\ud83d/)
})

test('half an emoji in an Idempotency-Key and in the name of who asks is no failure', async () => {
  const request = createGateway(createFakeApp())
  const { status } = await request({
    method: 'POST',
    path: '/v1/teams',
    claims: { ...claims, username: half },
    headers: { 'idempotency-key': `key ${half}` },
    body: { name: 'Sales' },
  })
  expect(status).toBe(201)
})

test('control characters stay as they were sent', async () => {
  const { body } = await post('createTeam', { name: 'a\u0000b\u0007' })
  expect(body.name).toBe('a\u0000b\u0007')
})

const nested = (depth: number) => `{"name": "A", "members": ${'['.repeat(depth)}${']'.repeat(depth)}}`

test.each([{}, { 'idempotency-key': 'k' }])(
  'a body nested without end is refused, with %j',
  async (headers) => {
    const { status, body } = await post('createTeam', nested(200_000), headers)
    expect(status).toBe(422)
    expect(body.errors).toEqual([{ path: 'members', detail: 'This is nested more than 20 deep.' }])
  },
)

test.each([
  [19, 'This must be a string.'],
  [20, 'This is nested more than 20 deep.'],
])('of a list nested %i deep it is said: %s', async (depth, detail) => {
  const { body } = await post('createTeam', nested(depth))
  expect(body.errors[0].detail).toBe(detail)
})
