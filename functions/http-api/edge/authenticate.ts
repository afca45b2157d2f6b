import type { Principal, Scope } from '#domain/agents/principal.ts'
import { agentOfSubject } from '#domain/agents/subject.ts'
import { DomainError } from '#domain/error.ts'
import { isWorkspaceId } from '#domain/ids.ts'

/** The claims of a Cognito access token, as API Gateway hands them on: lists become strings such as "[a b]". */
export type Claims = Record<string, unknown>

/**
 * Who the token speaks for. People belong to the group named by their workspace, admins also to `<workspace>.admin`;
 * programs have scopes `<workspace>/<scope>`. Other groups and scopes count for nothing.
 * API Gateway has checked signature, issuer, expiry and client. It lets ID tokens pass, for their `aud` is the client:
 * they are `unauthorized` here. Throws `forbidden` where the token names no workspace, or two: for which of them the
 * request is meant nobody could tell, and one of them would be read or written by mistake.
 */
export const authenticate = (claims: Claims): Principal => {
  if (claims.token_use !== 'access') {
    throw new DomainError('unauthorized', 'This is not an access token.')
  }
  requireOneWorkspace(claims)
  const principal = personOf(claims) ?? programOf(claims)
  if (!principal) throw new DomainError('forbidden', 'This token belongs to no workspace.')
  return principal
}

const requireOneWorkspace = (claims: Claims): void => {
  const groups = listOf(claims['cognito:groups']).map((group) => group.replace(/\.admin$/, ''))
  const scopes = listOf(claims.scope).map((scope) => scope.split('/')[0])
  const named = new Set([...groups, ...scopes].filter(isWorkspaceId))
  if (named.size > 1) throw new DomainError('forbidden', 'This token belongs to two workspaces.')
}

const personOf = (claims: Claims): Principal | undefined => {
  const groups = listOf(claims['cognito:groups'])
  const workspace = groups.find(isWorkspaceId)
  if (!workspace || !claims.sub) return undefined
  const id = agentOfSubject(String(claims.sub))
  return { kind: 'agent', workspace, id, role: groups.includes(`${workspace}.admin`) ? 'admin' : 'agent' }
}

const programOf = (claims: Claims): Principal | undefined => {
  const scopes = listOf(claims.scope).map((scope) => scope.split('/'))
  const workspace = scopes.map(([name]) => name).find(isWorkspaceId)
  const id = claims.client_id ?? claims.sub
  if (!workspace || !id) return undefined
  const granted = scopes.filter(([name]) => name === workspace).map(([, scope]) => scope)
  return { kind: 'program', workspace, id: String(id), scopes: granted.filter(isScope) }
}

const isScope = (scope: string | undefined): scope is Scope =>
  scope === 'read' || scope === 'send' || scope === 'manage'

const listOf = (claim: unknown): string[] => {
  if (Array.isArray(claim)) return claim.map(String)
  return String(claim ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean)
}
