import { DomainError } from '../error.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import type { Role } from './agent.ts'

/** Who makes a request: a person with a role, or a program with scopes. */
export type Principal = AgentPrincipal | ProgramPrincipal

export type AgentPrincipal = { kind: 'agent'; workspace: WorkspaceId; id: AgentId; role: Role } & Named
export type ProgramPrincipal = {
  kind: 'program'
  workspace: WorkspaceId
  id: string
  scopes: readonly Scope[]
} & Named

/** The name that is kept with everything they write: lists need no further read, and the name stays as it was then. */
type Named = { name?: string }

/**
 * `read`: reads everything. `send`: sends texts, and decides about its own. `manage`: an administrator, who reads
 * everything and changes whatever is no text.
 */
export type Scope = 'read' | 'send' | 'manage'

/** Whether one of the scopes is among those of a program. Who manages reads what it manages. */
const holds = (held: readonly Scope[], scopes: readonly Scope[]): boolean =>
  scopes.some((scope) => held.includes(scope) || (scope === 'read' && held.includes('manage')))

/** Throws `forbidden` where a program has none of the scopes; agents are judged by their role in each use case. */
export const requireScope = (principal: Principal, ...scopes: Scope[]): void => {
  if (principal.kind !== 'program' || holds(principal.scopes, scopes)) return
  throw new DomainError(
    'forbidden',
    `This needs the scope ${scopes.map((scope) => `"${scope}"`).join(' or ')}.`,
  )
}

/**
 * Whether a text may be shown to the principal, who may not read everything: a program that only sends sees what it sent,
 * and decides about nothing else.
 */
export const isOwnOrReadable = (principal: Principal, sentBy: string | undefined): boolean =>
  principal.kind === 'agent' || holds(principal.scopes, ['read']) || sentBy === principal.id

export const isAdmin = (principal: Principal): boolean =>
  principal.kind === 'program' ? principal.scopes.includes('manage') : principal.role === 'admin'

/** Throws `forbidden` for programs, with what only people do or have. */
export const requirePerson = (principal: Principal, detail: string): AgentPrincipal => {
  if (principal.kind === 'program') throw new DomainError('forbidden', detail)
  return principal
}

export const requireAdmin = (principal: Principal): void => {
  if (!isAdmin(principal)) throw new DomainError('forbidden', 'Only an admin may do this.')
}
