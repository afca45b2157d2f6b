import { expect, test } from 'vitest'
import { ConflictError } from '#domain/error.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { createFakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway, machineClaims, names, operation, pathOf } from '../../support/gateway.ts'
import { validBody, validQuery } from '../../support/valid-bodies.ts'

const admin = agentClaims(workspace, 'admin')
const entry = '0'.repeat(34)
const ids = { contact: 'con_00000000', conversation: `cnv_${entry}`, agent: 'agt_00000000' }
const placeholders: Record<string, string> = {
  agents: ids.agent,
  business_hours: 'hrs_00000000',
  cases: 'cas_00000000',
  contacts: ids.contact,
  consent_reviews: `crv_${entry}`,
  conversations: ids.conversation,
  imports: 'imp_00000000',
  jobs: 'job_00000000',
  messages: `msg_${entry}`,
  numbers: 'num_00000000',
  teams: 'tem_00000000',
  templates: 'tpl_00000000',
  carrier_accounts: 'cac_00000000',
  views: 'viw_00000000',
  webhook_endpoints: 'whk_00000000',
  widgets: 'wdg_00000000',
  workflows: 'wfl_00000000',
}

/** A request that its schemas let through; what it names does not exist. */
const requestFor = (name: (typeof names)[number]) => {
  const [, , resource = ''] = operation(name).path.split('/')
  return {
    method: operation(name).method,
    path: pathOf(name, { id: placeholders[resource] ?? 'missing', agent_id: ids.agent, tag: 'vip' }),
    query: validQuery(name),
    headers: { 'if-match': '*' },
    body: operation(name).body && validBody(name, ids),
  }
}

/** Ids in outside systems are whatever these make. */
const withId = names.filter((name) => /^(?!.*by_external).*\{id\}/.test(operation(name).path))
const withBody = names.filter((name) => operation(name).body)
const paths = new Set(names.map((name) => operation(name).path))

/** Whoever has a token may know who they are. */
const guarded = names.filter((name) => name !== 'getMe')

/** Nothing but the asker's own marks changes, and a program has none. */
const onlyLook = ['previewCaseTexts', 'previewMessage', 'previewTemplate', 'markRead', 'markUnread']

test.each(guarded)('%s is refused to a program without any scope', async (name) => {
  const request = createGateway(createFakeApp())
  const { status, body } = await request({ ...requestFor(name), claims: machineClaims(workspace, 'nothing') })
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' })
})

test.each(names.filter((name) => operation(name).method !== 'GET' && !onlyLook.includes(name)))(
  '%s is refused to a program that may only read',
  async (name) => {
    const app = createFakeApp()
    const request = createGateway(app)
    const claims = machineClaims(workspace, 'read')
    await request({ method: 'GET', path: '/v1/me', claims })
    const before = structuredClone(app.stored)
    const { status } = await request({ ...requestFor(name), claims })
    expect(status).toBe(403)
    expect(app.stored).toEqual(before)
  },
)

test.each(withId)('%s finds nothing by an id that cannot be one', async (name) => {
  const request = createGateway(createFakeApp())
  for (const id of ['nonsense', 'cnv_', `CNV_${entry}`, `cnv_${entry}0`, 'cnv_../../x', '%00', "' OR 1=1"]) {
    const path = pathOf(name, { id, agent_id: ids.agent, tag: 'vip' })
    const { status, body } = await request({ ...requestFor(name), path, claims: admin })
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not_found' })
  }
})

test.each([
  ['GET', '/v1/nothing'],
  ['GET', '/v1'],
  ['GET', '/'],
  ['GET', '/v2/conversations'],
  ['POST', '/v1/conversations/x/y/z'],
  ['GET', `/v1/conversations/${ids.conversation}/constructor`],
  ['GET', '/v1/__proto__'],
])('%s %s is no route', async (method, path) => {
  const { status, body } = await createGateway(createFakeApp())({ method, path, claims: admin })
  expect({ status, code: body.code }).toEqual({ status: 404, code: 'not_found' })
})

test.each([...paths])('%s has no other methods than those of the contract', async (path) => {
  const request = createGateway(createFakeApp())
  const known = names.filter((name) => operation(name).path === path).map((name) => operation(name).method)
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    if (known.includes(method)) continue
    const { status, headers, body } = await request({
      method,
      path: path.replaceAll(/\{\w+\}/g, 'x'),
      claims: admin,
    })
    expect({ status, code: body.code, allow: body.allow }).toEqual({
      status: 405,
      code: 'method_not_allowed',
      allow: known,
    })
    expect(headers.allow).toBe(known.join(', '))
  }
})

test.each(withBody)('%s is refused with a body that is not JSON', async (name) => {
  const request = createGateway(createFakeApp())
  for (const body of ['{', 'hello', '{"body":}', '\u0000']) {
    const answer = await request({ ...requestFor(name), body, claims: admin })
    expect({ status: answer.status, code: answer.body.code }).toEqual({
      status: 400,
      code: 'malformed_request',
    })
  }
})

test.each(withBody)(
  '%s is refused with a body that is no object, or with fields that nobody knows',
  async (name) => {
    const request = createGateway(createFakeApp())
    for (const body of ['null', '[]', '"text"', '7', { unknown: true }]) {
      const answer = await request({ ...requestFor(name), body, claims: admin })
      expect({ status: answer.status, code: answer.body.code }).toEqual({
        status: 422,
        code: 'validation_failed',
      })
      expect(answer.body.errors).toContainEqual({ path: expect.any(String), detail: expect.any(String) })
    }
  },
)

test.each([undefined, '', ' ', '{}'])(
  'without a body (%j) every field that is missing is named',
  async (body) => {
    const request = createGateway(createFakeApp())
    const path = `/v1/conversations/${ids.conversation}/transfer`
    const { status, body: problem } = await request({ method: 'POST', path, body, claims: admin })
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'validation_failed' })
    expect(problem.errors).toMatchObject([{ path: 'agent_id' }])
  },
)

test('a body may come in base64', async () => {
  const app = createFakeApp()
  const request = createGateway(app)
  const body = Buffer.from(JSON.stringify({ name: 'Grüße 👋' })).toString('base64')
  const { status, body: team } = await request({
    method: 'POST',
    path: '/v1/teams',
    body,
    base64: true,
    claims: admin,
  })
  expect({ status, name: team.name }).toEqual({ status: 201, name: 'Grüße 👋' })
})

test.each(['0', '101', 'x', '-1', '1.5', ''])('a page of %j is refused', async (limit) => {
  const path = '/v1/conversations'
  const { status, body } = await createGateway(createFakeApp())({
    method: 'GET',
    path,
    query: { limit },
    claims: admin,
  })
  expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ path: 'limit' }] })
})

test.each([
  ['no workspace', { token_use: 'access', sub: 'x' }],
  ['a group that is none', { token_use: 'access', sub: 'x', 'cognito:groups': '[everybody]' }],
  [
    'another workspace’s admin group only',
    { token_use: 'access', sub: 'x', 'cognito:groups': `[${workspace}.admin]` },
  ],
])('a token of %s is refused', async (_, claims) => {
  const { status, body } = await createGateway(createFakeApp())({
    method: 'GET',
    path: '/v1/conversations',
    claims,
  })
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' })
})

test('a bug tells nothing but its request id, and is logged', async () => {
  const app = createFakeApp()
  app.conversations.inbox = async () => {
    throw new Error('secret of the table')
  }
  const answer = await createGateway(app)({ method: 'GET', path: '/v1/conversations', claims: admin })
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error', retryable: true } })
  expect(JSON.stringify(answer)).not.toContain('secret')
  expect(app.logged).toContain('a request failed')
})

test('who loses too many races is told to try again', async () => {
  const app = createFakeApp()
  await receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: 'one',
    from: '+12065550123',
    to: ourNumber,
    body: 'Hello?',
    at: app.now,
  })
  const id = app.all('conversation')[0]?.id
  const request = createGateway(app)
  await request({ method: 'GET', path: '/v1/me', claims: admin })
  app.commit = async () => {
    throw new ConflictError(['conversation'])
  }
  const { status, body } = await request({
    method: 'POST',
    path: `/v1/conversations/${id}/claim`,
    claims: admin,
  })
  expect({ status, code: body.code, retryable: body.retryable }).toEqual({
    status: 409,
    code: 'conflict',
    retryable: true,
  })
})
