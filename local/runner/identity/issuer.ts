import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Events, OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server'
import { listen, requestLog } from '../core/http.ts'
import type { Log } from '../core/log.ts'
import type { State } from '../core/state.ts'
import { clientFor, type UserPool } from './user-pool.ts'
import { subjectOf } from './users.ts'

export type Issuer = { url: string; stop(): Promise<void> }

type TokenForm = { grant_type?: string; username?: unknown; client_id?: unknown; scope?: string }

/** Gives tokens with the claims of a Cognito access token. Its key is kept, so that tokens outlive a restart. */
export const startIssuer = async (port: number, state: State, pool: UserPool, log: Log): Promise<Issuer> => {
  const issuer = new OAuth2Issuer()
  issuer.url = `http://127.0.0.1:${port}`
  await useKey(issuer, state)
  const service = new OAuth2Service(issuer, { jwks: '/.well-known/jwks.json' })
  service.on(Events.BeforeTokenSigning, (token, request) => {
    const claims = claimsFor(request.body, pool)
    if ('error' in claims) return
    // Tokens live by the machine's clock: travelling in time signs nobody out.
    const { iss, iat, exp } = token.payload
    token.payload = {
      iss,
      iat,
      exp,
      auth_time: iat,
      jti: randomUUID(),
      token_use: 'access',
      ...claims,
    } as never
  })
  service.on(Events.BeforeResponse, (response, request) => {
    const claims = claimsFor((request as IncomingMessage & { body: TokenForm }).body, pool)
    if (!('error' in claims)) return
    response.statusCode = 400
    response.body = claims
  })
  return listen(port, service.requestHandler, requestLog(log, 'issuer'))
}

const useKey = async (issuer: OAuth2Issuer, state: State) => {
  const kept = state.get<Record<string, unknown>>('issuer', 'key')
  if (kept) return void (await issuer.keys.add(kept))
  await issuer.keys.generate('RS256')
  state.put('issuer', 'key', issuer.keys.toJSON(true)[0])
}

type Claims = Record<string, unknown> | { error: string; error_description?: string }

const claimsFor = (form: TokenForm, pool: UserPool): Claims => {
  if (form.grant_type === 'password') return personClaims(form, pool)
  if (form.grant_type === 'client_credentials') return machineClaims(form, pool)
  return { error: 'unsupported_grant_type' }
}

const personClaims = (form: TokenForm, pool: UserPool): Claims => {
  const email = String(form.username ?? '').toLowerCase()
  const user = pool.users.find((candidate) => candidate.email === email)
  if (!user) return { error: 'invalid_grant', error_description: `There is no user "${email}".` }
  const client = clientFor(pool, 'code', text(form.client_id))
  if (!client) return { error: 'invalid_client' }
  const sub = subjectOf(email)
  return {
    sub,
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

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
