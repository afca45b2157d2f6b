import { expect, test } from 'vitest'
import { createFakeApp, workspace } from '../../support/fake-app.ts'
import {
  agentClaims,
  createGateway,
  machineClaims,
  names,
  operation,
  somePathOf,
} from '../../support/gateway.ts'
import { validQuery } from '../../support/valid-bodies.ts'

const admin = agentClaims(workspace, 'admin')
const entry = '0'.repeat(34)

/** What the log was told, with the facts. */
const logOf = (app: ReturnType<typeof createFakeApp>) => {
  const lines: object[] = []
  const tell = (message: string, facts?: object) => void lines.push({ message, ...facts })
  app.log = { info: tell, warn: tell, error: tell }
  return lines
}

test.each(names)('%s refuses a query parameter that it does not know', async (name) => {
  const { status, body } = await createGateway(createFakeApp())({
    method: operation(name).method,
    path: somePathOf(name),
    query: { ...validQuery(name), foo: '1' },
    headers: { 'if-match': '*' },
    claims: admin,
  })
  expect({ status, code: body.code }).toEqual({ status: 422, code: 'validation_failed' })
  expect(body.errors).toEqual([{ path: 'foo', detail: 'There is no such field.' }])
})

test('a cursor that is not one is named', async () => {
  const app = createFakeApp()
  app.cursors.open = async () => undefined
  const { status, body } = await createGateway(app)({
    method: 'GET',
    path: '/v1/teams',
    query: { cursor: 'made-up' },
    claims: admin,
  })
  expect({ status, errors: body.errors }).toEqual({
    status: 422,
    errors: [{ path: 'cursor', detail: 'Not a cursor of this list.' }],
  })
})

test('a refused request is one line with operation, code, and who asked, and none of their words', async () => {
  const app = createFakeApp()
  const lines = logOf(app)
  await createGateway(app)({
    method: 'POST',
    path: '/v1/messages',
    claims: machineClaims(workspace, 'send'),
    body: { to: '+12065550123', body: ' ', secret: 'of the customer' },
  })
  expect(lines).toEqual([
    {
      message: 'a request was refused',
      operation: 'sendSingle',
      requestId: 'request-1',
      workspace,
      principal: 'crm',
      status: 422,
      code: 'validation_failed',
    },
  ])
})

test('a refusal that is repeated for its key is a line again', async () => {
  const app = createFakeApp()
  const lines = logOf(app)
  const ask = () =>
    createGateway(app)({
      method: 'POST',
      path: `/v1/conversations/cnv_${entry}/close`,
      headers: { 'idempotency-key': 'close' },
      claims: machineClaims(workspace, 'manage'),
    })
  const first = await ask()
  const second = await ask()
  expect([first.status, second.status, second.headers['idempotent-replayed']]).toEqual([404, 404, 'true'])
  expect(lines).toMatchObject([{ code: 'not_found' }, { code: 'not_found' }])
})

test('a request without a workspace, and one without a route, are lines too', async () => {
  const app = createFakeApp()
  const lines = logOf(app)
  const request = createGateway(app)
  await request({ method: 'GET', path: '/v1/me', claims: { token_use: 'access', sub: 'x' } })
  await request({ method: 'GET', path: '/v1/nothing', claims: admin })
  await request({ method: 'PUT', path: '/v1/me', claims: admin })
  expect(lines).toEqual([
    {
      message: 'a request was refused',
      operation: 'getMe',
      requestId: 'request-1',
      status: 403,
      code: 'forbidden',
    },
    { message: 'a request was refused', requestId: 'request-1', status: 404, code: 'not_found' },
    { message: 'a request was refused', requestId: 'request-1', status: 405, code: 'method_not_allowed' },
  ])
})

test('an ID token is refused, and the answer says what to bring', async () => {
  const claims = { ...admin, token_use: 'id' }
  const { status, headers, body } = await createGateway(createFakeApp())({
    method: 'GET',
    path: '/v1/me',
    claims,
  })
  expect({ status, code: body.code }).toEqual({ status: 401, code: 'unauthorized' })
  expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"')
})

test('a field that nobody knows is refused however deep it is nested, with a key as without', async () => {
  const body = `{"name":"A","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  for (const headers of [undefined, { 'idempotency-key': 'deep' }]) {
    const request = { method: 'POST', path: '/v1/teams', headers, body, claims: admin }
    expect(await createGateway(createFakeApp())(request)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'x' }] },
    })
  }
})

test('an answer names at most fifty mistakes', async () => {
  const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field${i}`, i]))
  const answer = await createGateway(createFakeApp())({
    method: 'POST',
    path: '/v1/teams',
    body,
    claims: admin,
  })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toHaveLength(50)
})

test('who lost the scope gets no answer of an earlier request', async () => {
  const app = createFakeApp()
  const ask = (...scopes: string[]) =>
    createGateway(app)({
      method: 'POST',
      path: '/v1/contacts',
      body: { name: 'Ada' },
      headers: { 'idempotency-key': 'ada' },
      claims: machineClaims(workspace, ...scopes),
    })
  expect((await ask('read', 'manage')).status).toBe(201)
  expect((await ask('read', 'manage')).headers['idempotent-replayed']).toBe('true')
  expect(await ask('read')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
})

test('every answer carries the id of its request', async () => {
  const request = createGateway(createFakeApp())
  for (const path of ['/v1/me', '/v1/nothing']) {
    const { headers } = await request({ method: 'GET', path, claims: admin })
    expect(headers['x-request-id']).toBe('request-1')
  }
})
