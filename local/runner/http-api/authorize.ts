import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Reply } from '../core/http.ts'
import { json } from '../core/http.ts'
import type { JwtContext } from './event.ts'

export type Authorizer = {
  issuer: string
  audience: string[]
  keys: ReturnType<typeof createRemoteJWKSet>
}

export const createAuthorizer = (
  issuer: string,
  audience: string[],
  jwksPath = '/.well-known/jwks.json',
): Authorizer => ({
  issuer,
  audience,
  keys: createRemoteJWKSet(new URL(`${issuer}${jwksPath}`)),
})

/** Checks the bearer token as API Gateway does. Gives what the function learns of it, or the refusal. */
export const authorize = async (
  { issuer, audience, keys }: Authorizer,
  header: string | undefined,
  requiredScopes: string[],
): Promise<JwtContext | Reply> => {
  if (!header) return unauthorized()
  const payload = await verify({ issuer, keys }, header)
  if (!payload || !isFor(payload, audience)) return unauthorized('invalid_token')
  const scopes = String(payload.scope ?? '').split(' ')
  if (requiredScopes.length > 0 && !requiredScopes.some((scope) => scopes.includes(scope)))
    return json(403, { message: 'Forbidden' })
  return { claims: toTexts(payload), scopes: requiredScopes.length > 0 ? requiredScopes : null }
}

/** What a token of the issuer says; undefined where it is none, or has run out. */
export const verify = async (
  { issuer, keys }: Pick<Authorizer, 'issuer' | 'keys'>,
  header: string,
): Promise<JWTPayload | undefined> => {
  try {
    return (await jwtVerify(header.replace(/^Bearer\s+/i, ''), keys, { issuer })).payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** An access token of Cognito has no `aud`; its `client_id` is compared instead. */
const isFor = ({ aud, client_id }: JWTPayload, audience: string[]) =>
  [aud ?? client_id].flat().some((value) => audience.includes(String(value)))

const unauthorized = (error?: string): Reply =>
  json(401, { message: 'Unauthorized' }, { 'www-authenticate': error ? `Bearer error="${error}"` : 'Bearer' })

/** API Gateway hands lists over as `[a b]`, everything else as plain text. */
const toTexts = (payload: JWTPayload) =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  )
