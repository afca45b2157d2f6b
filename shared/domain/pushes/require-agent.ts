import type { AgentPrincipal, Principal } from '../agents/principal.ts'
import { DomainError } from '../error.ts'

/** Throws `forbidden` for programs. */
export const requireAgent = (principal: Principal): AgentPrincipal => {
  if (principal.kind === 'program') throw new DomainError('forbidden', 'Only people have devices.')
  return principal
}
