import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpServer, json, serve } from '../../../../local/runner/core/http.ts'
import { type Authorizer, authorize, createAuthorizer } from '../../../../local/runner/http-api/authorize.ts'

let server: HttpServer
let authorizer: Authorizer
let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

beforeAll(async () => {
  const keys = await generateKeyPair('RS256')
  privateKey = keys.privateKey
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256' }
  server = await serve(0, async () => json(200, { keys: [jwk] }))
  authorizer = createAuthorizer(server.url, ['portal', 'machine'])
})

afterAll(() => server.stop())

const now = Math.floor(Date.now() / 1000)

const sign = (claims: Record<string, unknown> = {}, key = privateKey) =>
  new SignJWT({
    iss: server.url,
    client_id: 'portal',
    sub: 'ana',
    exp: now + 3600,
    scope: 'openid email',
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(key)

const check = async (token: string | undefined, scopes: string[] = []) =>
  authorize(authorizer, token && `Bearer ${token}`, scopes)

describe('a token that is good', () => {
  test('reaches the function as texts, lists in brackets', async () => {
    const token = await sign({ 'cognito:groups': ['wks_demo', 'wks_demo.admin'], auth_time: now })
    expect(await check(token)).toEqual({
      claims: {
        iss: server.url,
        client_id: 'portal',
        sub: 'ana',
        exp: String(now + 3600),
        scope: 'openid email',
        'cognito:groups': '[wks_demo wks_demo.admin]',
        auth_time: String(now),
      },
      scopes: null,
    })
  })

  test('may name its audience in aud instead of client_id', async () => {
    expect(await check(await sign({ client_id: 'other', aud: ['x', 'machine'] }))).toHaveProperty('claims')
  })

  test('has one of the scopes that the route wants', async () => {
    expect(await check(await sign(), ['email', 'phone'])).toMatchObject({ scopes: ['email', 'phone'] })
    expect(await check(await sign(), ['phone'])).toMatchObject({
      status: 403,
      body: '{"message":"Forbidden"}',
    })
  })
})

describe('a token that is not', () => {
  test.each<[string, Record<string, unknown>]>([
    ['has expired', { exp: now - 60 }],
    ['is of another issuer', { iss: 'https://other.example' }],
    ['is for another client', { client_id: 'other' }],
    ['is for another audience', { aud: 'other' }],
    ['is not good yet', { nbf: now + 600 }],
  ])('%s', async (_, claims) => {
    expect(await check(await sign(claims))).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' })
  })

  test('is signed by somebody else', async () => {
    const { privateKey: other } = await generateKeyPair('RS256')
    expect(await check(await sign({}, other))).toMatchObject({ status: 401 })
  })

  test.each([
    ['is missing', undefined],
    ['is none', 'abc'],
  ])('%s', async (_, token) => {
    expect(await check(token)).toMatchObject({ status: 401 })
  })
})
