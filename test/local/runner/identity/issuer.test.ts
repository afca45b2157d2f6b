import { createHash, randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Operations } from '../../../../local/runner/core/aws-endpoint.ts'
import { silent } from '../../../../local/runner/core/log.ts'
import { openState, type State } from '../../../../local/runner/core/state.ts'
import { createCognito } from '../../../../local/runner/identity/cognito.ts'
import { type Issuer, startIssuer } from '../../../../local/runner/identity/issuer.ts'
import { createUserPool, type UserPool } from '../../../../local/runner/identity/user-pool.ts'
import { subjectOf } from '../../../../local/runner/identity/users.ts'

const email = 'ana@example.com'
const page = 'http://127.0.0.1:4000/'
let issuer: Issuer
let pool: UserPool
let cognito: Operations
let state: State
const texts: [string, string][] = []
beforeAll(async () => {
  state = openState(':memory:')
  pool = createUserPool(state, [{ email, name: 'Ana', groups: ['staff'] }])
  cognito = createCognito(pool, state)
  pool.clients.push({ id: 'page', flows: ['code'], scopes: [] })
  issuer = await startIssuer(0, state, pool, silent)
})
afterAll(() => issuer.stop())

const verifier = randomUUID() + randomUUID()
const challenge = createHash('sha256').update(verifier).digest('base64url')

const authorize = async (more: Record<string, string> = {}) => {
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: 'page', redirect_uri: page, state: 'x', nonce: 'n' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    ...more,
  })
  const { headers } = await fetch(`${issuer.url}/authorize?${query}`, { redirect: 'manual' })
  return new URL(headers.get('location') ?? '', issuer.url)
}

const ask = async (form: Record<string, string>) => {
  const body = new URLSearchParams({ client_id: 'page', ...form })
  const response = await fetch(`${issuer.url}/token`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

const redeem = (code: string, code_verifier = verifier) =>
  ask({ grant_type: 'authorization_code', code, code_verifier, redirect_uri: page })

const codeOf = async () => String((await authorize({ login_hint: email })).searchParams.get('code'))

test('nobody signs in before it is said who: a page has a link for each person', async () => {
  const asked = await authorize()
  expect(asked.pathname).toBe('/sign-in')
  const html = await (await fetch(`${issuer.url}/sign-in${asked.search}`)).text()
  expect(html).toContain(`login_hint=${encodeURIComponent(email)}`)
  expect(html).toContain('state=x')
})

test('a code gives the tokens of the one who was chosen, once', async () => {
  const code = await codeOf()
  const { status, body } = await redeem(code)
  expect(status).toBe(200)
  expect(decodeJwt(String(body.access_token))).toMatchObject({
    token_use: 'access',
    'cognito:groups': ['staff'],
  })
  expect(decodeJwt(String(body.id_token))).toMatchObject({ token_use: 'id', email, nonce: 'n', aud: 'page' })
  expect((await redeem(code)).status).toBe(400)
})

test('a code is worth nothing without the verifier of the page that asked', async () => {
  expect((await redeem(await codeOf(), randomUUID() + randomUUID())).status).toBe(400)
})

test('a refresh token gives new ones, and none after it was revoked', async () => {
  const { body } = await redeem(await codeOf())
  const refresh = (token: string) => ask({ grant_type: 'refresh_token', refresh_token: token })
  const renewed = await refresh(String(body.refresh_token))
  expect(decodeJwt(String(renewed.body.access_token)).sub).toBe(decodeJwt(String(body.access_token)).sub)
  const token = String(renewed.body.refresh_token)
  await fetch(`${issuer.url}/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token }) })
  expect((await refresh(token)).body.error).toBe('invalid_grant')
})

test('who is not there is refused back to the page, which can say why', async () => {
  const refused = await authorize({ login_hint: 'nobody@example.com' })
  expect(refused.origin).toBe(new URL(page).origin)
  expect(Object.fromEntries(refused.searchParams)).toMatchObject({ error: 'access_denied', state: 'x' })
})

test('no code goes to a page of another machine, and no sign-out leads to one', async () => {
  const elsewhere = await authorize({ login_hint: email, redirect_uri: 'https://elsewhere.example/' })
  expect(elsewhere.pathname).toBe('/sign-in')
  const out = await fetch(`${issuer.url}/logout?logout_uri=https://elsewhere.example/`, {
    redirect: 'manual',
  })
  expect(out.headers.get('location')).toBe('/sign-in')
})

test('whoever has a token is told their own name and address', async () => {
  const { body } = await redeem(await codeOf())
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${issuer.url}/oauth2/userInfo`, { headers })
    return { status: answer.status, body: await answer.json() }
  }
  expect(await ask(String(body.access_token))).toMatchObject({ status: 200, body: { email, name: 'Ana' } })
  expect((await ask('nobody')).status).toBe(401)
})

const call = (operation: string, input: object) =>
  cognito[`AWSCognitoIdentityProviderService.${operation}`]?.(input as never) as Promise<never>

const password = (username: string) => ask({ grant_type: 'password', username })

test('whoever was invited can sign in, with the groups that they were put into', async () => {
  const attributes = [{ Name: 'name', Value: 'Dora' }]
  await call('AdminCreateUser', { Username: 'Dora@example.com', UserAttributes: attributes })
  await call('AdminAddUserToGroup', { Username: subjectOf('dora@example.com'), GroupName: 'staff' })
  await expect(call('AdminCreateUser', { Username: 'dora@example.com' })).rejects.toMatchObject({
    code: 'UsernameExistsException',
  })
  const { body } = await password('dora@example.com')
  expect(decodeJwt(String(body.access_token))).toMatchObject({ 'cognito:groups': ['staff'] })
  const again = call('AdminCreateUser', { Username: 'dora@example.com', MessageAction: 'RESEND' })
  await expect(again).rejects.toMatchObject({ code: 'UnsupportedUserStateException' })
})

test('who is disabled gets no token and is told so, until they are enabled', async () => {
  await call('AdminDisableUser', { Username: email })
  expect(await password(email)).toMatchObject({
    status: 400,
    body: { error_description: 'User is disabled.' },
  })
  expect((await authorize({ login_hint: email })).searchParams.get('error')).toBe('access_denied')
  await call('AdminEnableUser', { Username: email })
  expect((await password(email)).status).toBe(200)
})

test('a sign-out everywhere ends every refresh token', async () => {
  const { body } = await redeem(await codeOf())
  await call('AdminUserGlobalSignOut', { Username: subjectOf(email) })
  const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
  expect((await ask(refresh)).body.error).toBe('invalid_grant')
})

describe('who has no password', () => {
  const uma = 'uma@example.com'
  const phone = '+12065550188'
  beforeAll(async () => {
    pool.firstFactors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP']
    pool.sendText = (to, body) => void texts.push([to, body])
    const UserAttributes = [{ Name: 'phone_number', Value: phone }]
    await call('AdminCreateUser', { Username: uma, UserAttributes, MessageAction: 'SUPPRESS' })
  })
  const open = async (address: URL, more: Record<string, string> = {}) => {
    for (const [name, value] of Object.entries(more)) address.searchParams.set(name, value)
    return (await fetch(address)).text()
  }
  const mails = () => state.list<{ to: string; text?: string }>('email').filter(({ to }) => to === uma)
  const codeIn = (words = '') => /\d{8}/.exec(words)?.[0] ?? ''
  const signedIn = (one_time_code: string) => authorize({ login_hint: uma, one_time_code })

  test('is asked for a code, which comes by the way that they choose and works once', async () => {
    const asked = await authorize({ login_hint: uma })
    expect(asked.pathname).toBe('/sign-in/code')
    const ways = await open(asked)
    expect(ways).toContain(phone)
    expect([mails(), texts]).toEqual([[], []])
    await open(asked, { by: 'email' })
    const code = codeIn(mails()[0]?.text)
    const back = await signedIn(code)
    expect(back.origin).toBe(new URL(page).origin)
    const { body } = await redeem(String(back.searchParams.get('code')))
    expect(decodeJwt(String(body.id_token))).toMatchObject({ email: uma })
    expect((await signedIn(code)).pathname).toBe('/sign-in/code')
    await open(asked, { by: 'text' })
    expect(texts[0]?.[0]).toBe(phone)
    expect((await signedIn(codeIn(texts[0]?.[1]))).origin).toBe(new URL(page).origin)
  })

  test('is told that a code is wrong, and after five guesses not even the right one counts', async () => {
    await open(await authorize({ login_hint: uma }), { by: 'email' })
    const sent = mails().length
    const wrong = await signedIn('00000000x')
    expect(await open(wrong)).toContain('This is not the code')
    for (let guess = 0; guess < 4; guess++) await signedIn('1')
    expect((await signedIn(codeIn(mails().at(-1)?.text))).pathname).toBe('/sign-in/code')
    expect(mails()).toHaveLength(sent)
  })

  test('gets no token by their address alone', async () => {
    expect((await password(uma)).body.error).toBe('invalid_grant')
  })
})
