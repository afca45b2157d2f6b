import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import { expect, test } from 'vitest'
import { type OperationName, operations } from '#contract/api/operations.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { DomainError } from '#domain/error.ts'
import { answerOnce, readIdempotencyKey } from '../../../functions/http-api/edge/idempotency.ts'
import type { Response } from '../../../functions/http-api/edge/problem.ts'
import { callApi } from '../../support/call.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'

const ana = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' } as const

type Asked = {
  key: string
  path?: string
  query?: string
  body?: unknown
  requestId?: string
  principal?: Principal
}

const ask = ({ key, path = '/v1/messages', query = '', body, requestId = 'r1', principal = ana }: Asked) => ({
  key,
  event: {
    rawPath: path,
    rawQueryString: query,
    body: JSON.stringify(body),
    requestContext: { http: { method: 'POST' } },
  } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer,
  requestId,
  principal,
})

/** An API whose every answer is another one. */
const createApi = (answer?: () => Promise<Response>) => {
  const app = createFakeApp()
  let served = 0
  const made = async () => ({
    statusCode: 202,
    headers: { 'content-type': 'application/json', etag: '"1"' },
    body: JSON.stringify({ id: `msg_${++served}`, body: 'Grüße 👋' }),
  })
  return { app, post: (asked: Asked) => answerOnce(app, ask(asked), answer ?? made) }
}

const code = (code: string) => expect.objectContaining({ code })

test('status, body and headers are repeated, and the answer says that it is', async () => {
  const { post } = createApi()
  const first = await post({ key: 'a' })
  const again = await post({ key: 'a' })
  expect(first.body).toBe('{"id":"msg_1","body":"Grüße 👋"}')
  expect(again).toEqual({ ...first, headers: { ...first.headers, 'idempotent-replayed': 'true' } })
})

test('without a key every request is served, and nothing is written for it', async () => {
  const app = createFakeApp()
  const first = await callApi(app, 'createContact', { body: { name: 'Ada' } })
  const second = await callApi(app, 'createContact', { body: { name: 'Ada' } })
  expect(second.body.id).not.toBe(first.body.id)
  expect(app.all('keyed_request')).toEqual([])
})

test('with a key what was made is made once', async () => {
  const app = createFakeApp()
  const create = () => callApi(app, 'createContact', { body: { name: 'Ada' }, key: 'ada' })
  const answers = await Promise.all([create(), create(), create()])
  expect(app.all('contact').map(({ id }) => id)).toEqual([answers[0]?.body.id])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
})

test.each([{ path: '/v1/conversations' }, { query: 'a=1' }, { body: { to: '+12065550124' } }])(
  'a key is refused with another request: %j',
  async (other) => {
    const { post } = createApi()
    const asked = { key: 'a', body: { to: '+12065550123' } }
    await post(asked)
    await expect(post({ ...asked, ...other })).rejects.toEqual(code('idempotency_key_reused'))
  },
)

const names = Object.keys(operations) as OperationName[]
const posts = names.filter((name) => operations[name].method === 'POST')

test.each(posts)('%s knows keys, and an empty one is none', async (name) => {
  const call = callApi(createFakeApp(), name, { key: '' })
  await expect(call).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'idempotency-key' }] },
  })
})

test.each(['   ', 'k'.repeat(256)])('the key "%s" is none', (key) => {
  const read = () => readIdempotencyKey(operations.createContact, { 'idempotency-key': key })
  expect(read).toThrow(code('validation_failed'))
})

test('a key of 255 characters is one', () => {
  const key = 'k'.repeat(255)
  expect(readIdempotencyKey(operations.createContact, { 'idempotency-key': key })).toBe(key)
})

test('a refusal of what would be refused at any time is repeated, its request id included', async () => {
  let refused = 0
  const { post } = createApi(async () => {
    refused++
    throw new DomainError('content_not_supported', 'Send a link.')
  })
  const first = await post({ key: 'a', requestId: 'r1' })
  const again = await post({ key: 'a', requestId: 'r2' })
  expect(JSON.parse(first.body)).toMatchObject({ code: 'content_not_supported', request_id: 'r1' })
  expect(again).toMatchObject({ statusCode: 422, body: first.body })
  expect(refused).toBe(1)
})

test.each([
  ...(['insufficient_credits', 'recipient_opted_out', 'invalid_phone_number'] as const),
  'template_variable_missing',
] as const)(
  'a request refused with %s may come corrected under the same key, and then its success is repeated',
  async (code) => {
    let refusals = 1
    const { post } = createApi(async () => {
      if (refusals-- > 0) throw new DomainError(code, 'Not now.')
      return { statusCode: 202, headers: {}, body: '{"id":"msg_1"}' }
    })
    await expect(post({ key: 'a', body: { to: '1' } })).rejects.toMatchObject({ code })
    const corrected = { key: 'a', body: { to: '+12065550123' } }
    expect(await post(corrected)).toMatchObject({ statusCode: 202 })
    expect(await post(corrected)).toMatchObject({ headers: { 'idempotent-replayed': 'true' } })
    const other = post({ key: 'a', body: { to: '1' } })
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  },
)

test('a program that may only read is not told what it sent while it might', async () => {
  const { post } = createApi()
  const program = { kind: 'program', workspace, id: 'crm' } as const
  await post({ key: 'a', principal: { ...program, scopes: ['read', 'send'] } })
  await post({ key: 'a', principal: { ...program, scopes: ['send', 'read'] } })
  const reading = post({ key: 'a', principal: { ...program, scopes: ['read'] } })
  await expect(reading).rejects.toMatchObject({ code: 'idempotency_key_reused' })
})

test('media nested twenty thousand deep are refused with a key as they are without', async () => {
  const app = createFakeApp()
  const deep = '['.repeat(20_000) + ']'.repeat(20_000)
  const text = `{"to":"+12065550123","body":"Hello","media":[${deep}]}`
  for (const key of [undefined, 'a']) {
    const answer = await callApi(app, 'sendSingle', { text, key }).catch(({ code, message }) => ({
      body: { code, detail: message },
    }))
    expect(answer.body).toMatchObject({ code: 'validation_failed' })
  }
})

test.each([
  new DomainError('rate_limited', 'Slower, please.'),
  new DomainError('conflict', 'Try again.'),
  new Error('A bug'),
])('what may go better the next time is not kept: %s', async (error) => {
  let failures = 1
  const { post } = createApi(async () => {
    if (failures-- > 0) throw error
    return { statusCode: 200, headers: {}, body: 'ok' }
  })
  await expect(post({ key: 'a' })).rejects.toBe(error)
  expect(await post({ key: 'a' })).toMatchObject({ statusCode: 200, body: 'ok' })
})

test('what sends a text, and what makes something, writes once: its answer is in that transaction', async () => {
  const app = createFakeApp()
  let keys = 0
  const post = async (name: OperationName, call: { id?: string; body?: unknown } = {}) => {
    const { body } = await callApi(app, name, { ...call, key: `key-${++keys}` })
    return body
  }
  const started = await post('startConversation', { body: { to: '+12065550123', body: 'Hello' } })
  const id: string = started.id
  await post('sendMessage', { id, body: { body: 'Are you there?' } })
  await post('sendSingle', { body: { to: '+12065550124', body: 'Your order is ready.' } })
  await post('addNote', { id, body: { body: 'They called.' } })
  await post('closeConversation', { id })
  await post('reopenConversation', { id })
  await post('createTeam', { body: { name: 'Support' } })
  await post('createNumber', { body: { address: '206 555 0142' } })
  const requests = app.changes.flatMap(({ after }) => (after?.kind === 'keyed_request' ? [after] : []))
  expect(requests.map(({ version, answer }) => [version, answer?.status])).toEqual(
    [201, 202, 202, 201, 200, 200, 201, 201].map((status) => [1, status]),
  )
})
