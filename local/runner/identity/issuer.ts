import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Events, OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server'
import { listen, requestLog } from '../core/http.ts'
import type { Log } from '../core/log.ts'
import type { State } from '../core/state.ts'
import { codePage, codeWaysPage } from './code-page.ts'
import { type Codes, createCodes } from './codes.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { signInPage } from './sign-in-page.ts'
import { clientFor, type UserPool } from './user-pool.ts'
import { subjectOf, type User } from './users.ts'

export type Issuer = { url: string; stop(): Promise<void> }

type TokenForm = {
  grant_type?: string
  username?: unknown
  client_id?: unknown
  scope?: string
  code?: unknown
  refresh_token?: unknown
}
type Asked = { pool: UserPool; sessions: Sessions; codes: Codes }

/**
 * Gives tokens with the claims of a Cognito access token. People come by a code (with PKCE) or, in a terminal, by their
 * e-mail address alone. The key is kept, so that tokens outlive a restart.
 */
export const startIssuer = async (port: number, state: State, pool: UserPool, log: Log): Promise<Issuer> => {
  const issuer = new OAuth2Issuer()
  await useKey(issuer, state)
  const service = new OAuth2Service(issuer, { jwks: '/.well-known/jwks.json' })
  const server = await listen(
    port,
    (request, response) => {
      // Where Cognito has them.
      request.url = request.url?.replace(/^\/oauth2\/(?=authorize|token)/, '/')
      service.requestHandler(request, response)
    },
    requestLog(log, 'issuer'),
  )
  issuer.url = server.url
  const asked = { pool, sessions: createSessions(state), codes: createCodes(pool, state) }
  giveTokens(service, asked)
  askWho(service, server.url, asked)
  return server
}

const useKey = async (issuer: OAuth2Issuer, state: State) => {
  const kept = state.get<Record<string, unknown>>('issuer', 'key')
  if (kept) return void (await issuer.keys.add(kept))
  await issuer.keys.generate('RS256')
  state.put('issuer', 'key', issuer.keys.toJSON(true)[0])
}

/** Whom a request for tokens is about is looked up once: a code works once, and two tokens are signed. */
const giveTokens = (service: OAuth2Service, asked: Asked) => {
  const claimsOf = new WeakMap<TokenForm, Claims>()
  const claimsFor = (form: TokenForm) => {
    const claims = claimsOf.get(form) ?? findClaims(form, asked)
    claimsOf.set(form, claims)
    return claims
  }
  service.on(Events.BeforeTokenSigning, (token, request) => {
    const claims = claimsFor(request.body)
    if ('error' in claims) return
    // Tokens live by the machine's clock: travelling in time signs nobody out.
    const { iss, iat, exp, aud, nonce } = token.payload as Record<string, unknown>
    const facts = { iss, iat, exp, auth_time: iat, jti: randomUUID() }
    const { email, ...access } = claims
    const isIdToken = aud !== undefined && email !== undefined
    token.payload = (
      isIdToken
        ? { ...facts, aud, nonce, token_use: 'id', sub: access.sub, email, email_verified: true }
        : { ...facts, token_use: 'access', ...access }
    ) as never
  })
  service.on(Events.BeforeResponse, (response, request) => {
    const claims = claimsFor((request as IncomingMessage & { body: TokenForm }).body)
    if ('error' in claims) {
      response.statusCode = 400
      response.body = claims
      return
    }
    const body = response.body as Record<string, unknown>
    if (body.refresh_token && claims.email) body.refresh_token = asked.sessions.issue(String(claims.email))
  })
}

/** The pages of the sign-in, at the paths of Cognito's where they have some. */
const askWho = (service: OAuth2Service, issuer: string, { pool, sessions, codes }: Asked) => {
  service.on(Events.BeforeAuthorizeRedirect, (redirect, request) => {
    const { searchParams, search } = new URL(request.url ?? '', issuer)
    const email = searchParams.get('login_hint')
    const { url } = redirect
    if (!isOnThisMachine(url)) url.href = `${issuer}/sign-in`
    else if (email === null) url.href = `${issuer}/sign-in${search}`
    else {
      const trouble = troubleWith(pool, email)
      const user = pool.find(email)
      const given = searchParams.get('one_time_code')
      if (trouble) refuse(url, trouble)
      else if (user?.passwordless && !codes.redeem(user, given ?? ''))
        url.href = `${issuer}/sign-in/code${search}${given === null ? '' : '&wrong=yes'}`
      else sessions.remember(url.searchParams.get('code') ?? '', email)
    }
  })
  service.addRoute('GET', '/sign-in', (request, response) => {
    const { search } = new URL(request.url ?? '', issuer)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(signInPage(pool.users(), search.slice(1)))
  })
  service.addRoute('GET', '/sign-in/code', (request, response) => {
    const { searchParams } = new URL(request.url ?? '', issuer)
    const user = pool.find(searchParams.get('login_hint') ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.statusCode = user ? 200 : 404
    response.end(user ? sendCode(user, searchParams, codes) : '')
  })
  service.addRoute('GET', '/oauth2/userInfo', (request, response) => {
    const user = pool.find(subjectIn(request.headers.authorization))
    response.statusCode = user ? 200 : 401
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(user ? profileOf(user) : { error: 'invalid_token' }))
  })
  service.addRoute('GET', '/logout', (request, response) => {
    const { searchParams } = new URL(request.url ?? '', issuer)
    const back = URL.parse(searchParams.get('logout_uri') ?? '')
    response.statusCode = 302
    response.setHeader('location', back && isOnThisMachine(back) ? back.href : '/sign-in')
    response.end()
  })
  service.addRoute('POST', '/oauth2/revoke', (request, response) => {
    sessions.revoke(text((request.body as { token?: unknown }).token) ?? '')
    response.end()
  })
}

/** Sends a code by the chosen or the only way, unless one was sent and guessed; otherwise asks for the way. */
const sendCode = (user: User, query: URLSearchParams, codes: Codes): string => {
  const isWrong = query.has('wrong')
  const ways = codes.ways(user)
  const way = ways.length === 1 ? ways[0] : ways.find((one) => one === query.get('by'))
  if (!way && !isWrong) return codeWaysPage(user, ways, query)
  if (way && !isWrong) codes.send(user, way)
  return codePage(user, query, isWrong)
}

const refuse = (url: URL, description: string) => {
  url.searchParams.delete('code')
  url.searchParams.set('error', 'access_denied')
  url.searchParams.set('error_description', description)
}

const isOnThisMachine = ({ hostname }: URL) => hostname === '127.0.0.1' || hostname === 'localhost'

type Claims = Record<string, unknown> | { error: string; error_description?: string }

const findClaims = (form: TokenForm, { pool, sessions }: Asked): Claims => {
  switch (form.grant_type) {
    case 'password':
      return passwordClaims(text(form.username) ?? '', form, pool)
    case 'authorization_code':
      return sessionClaims(sessions.redeem(text(form.code) ?? ''), form, pool)
    case 'refresh_token':
      return sessionClaims(sessions.use(text(form.refresh_token) ?? ''), form, pool)
    case 'client_credentials':
      return machineClaims(form, pool)
    default:
      return { error: 'unsupported_grant_type' }
  }
}

/** Passwords are not asked for here, but who has none cannot come by one. */
const passwordClaims = (email: string, form: TokenForm, pool: UserPool): Claims =>
  pool.find(email)?.passwordless
    ? { error: 'invalid_grant', error_description: `"${email}" signs in by a code, on the page.` }
    : personClaims(email, form, pool)

const sessionClaims = (email: string | undefined, form: TokenForm, pool: UserPool): Claims =>
  email === undefined
    ? { error: 'invalid_grant', error_description: 'The sign-in is over.' }
    : personClaims(email, form, pool)

/** Why somebody may not sign in, in Cognito's words where it has some. */
const troubleWith = (pool: UserPool, email: string): string | undefined => {
  const user = pool.find(email)
  if (!user) return `There is no user "${email}".`
  return user.disabled ? 'User is disabled.' : undefined
}

const personClaims = (email: string, form: TokenForm, pool: UserPool): Claims => {
  const user = pool.find(email)
  const trouble = troubleWith(pool, email)
  if (!user || trouble) return { error: 'invalid_grant', error_description: trouble }
  const client = clientFor(pool, 'code', text(form.client_id))
  if (!client) return { error: 'invalid_client' }
  if (user.invited) pool.save({ ...user, invited: false })
  const sub = subjectOf(user.email)
  return {
    sub,
    email: user.email,
    client_id: client.id,
    username: sub,
    scope: 'openid email profile',
    'cognito:groups': user.groups,
  }
}

const machineClaims = (form: TokenForm, pool: UserPool): Claims => {
  const client = clientFor(pool, 'client_credentials', text(form.client_id))
  if (!client) return { error: 'invalid_client' }
  return { sub: client.id, client_id: client.id, scope: form.scope || client.scopes.join(' '), version: 2 }
}

/** The API checks tokens; this only tells people their own names. */
const subjectIn = (authorization = '') => {
  const [, payload = ''] = authorization.split('.')
  const claims = payload && JSON.parse(Buffer.from(payload, 'base64url').toString())
  return String(claims.sub ?? '')
}

const profileOf = ({ email, name }: User) => ({ sub: subjectOf(email), email, email_verified: 'true', name })

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
