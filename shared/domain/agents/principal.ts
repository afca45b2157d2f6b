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

export type Scope = 'read' | 'send' | 'manage'

/** Throws `forbidden` where a program lacks the scope; agents are judged by their role in each use case. */
export const requireScope = (principal: Principal, scope: Scope): void => {
  if (principal.kind === 'program' && !principal.scopes.includes(scope)) {
    throw new DomainError('forbidden', `This needs the scope "${scope}".`)
  }
}

export const isAdmin = (principal: Principal): boolean =>
  principal.kind === 'program' ? principal.scopes.includes('manage') : principal.role === 'admin'

export const requireAdmin = (principal: Principal): void => {
  if (!isAdmin(principal)) throw new DomainError('forbidden', 'Only an admin may do this.')
}
