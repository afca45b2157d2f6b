import type { Principal, Scope } from '#domain/agents/principal.ts'
import { DomainError } from '#domain/error.ts'
import type { AgentId, WorkspaceId } from '#domain/ids.ts'

/** The claims of a Cognito access token, as API Gateway hands them on: lists become strings such as "[a b]". */
export type Claims = Record<string, unknown>

/**
 * Who the token speaks for. People belong to the group named by their workspace, admins also to `<workspace>.admin`;
 * programs have scopes `<workspace>/<scope>`. Throws `forbidden` where the token names no workspace.
 */
export const authenticate = (claims: Claims): Principal => {
  const groups = listOf(claims['cognito:groups'])
  const member = groups.find((group): group is WorkspaceId => /^wks_[a-z0-9]+$/.test(group))
  if (member) {
    const id: AgentId = `agt_${String(claims.sub).replaceAll('-', '')}`
    return {
      kind: 'agent',
      workspace: member,
      id,
      role: groups.includes(`${member}.admin`) ? 'admin' : 'agent',
    }
  }
  const scopes = listOf(claims.scope).map((scope) => scope.split('/'))
  const workspace = scopes.find(([name]) => name?.startsWith('wks_'))?.[0] as WorkspaceId | undefined
  if (!workspace) throw new DomainError('forbidden', 'This token belongs to no workspace.')
  const granted = scopes.filter(([name]) => name === workspace).map(([, scope]) => scope as Scope)
  return { kind: 'program', workspace, id: String(claims.client_id ?? claims.sub), scopes: granted }
}

const listOf = (claim: unknown): string[] => {
  if (Array.isArray(claim)) return claim.map(String)
  return String(claim ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean)
}
