import type { WorkspaceId } from '../ids.ts'
import type { ProgramPrincipal } from './principal.ts'

/** Who texts of settings are sent by, and what reads for nobody: Parley itself, which sees every template and may use every number. */
export const parley = (workspace: WorkspaceId): ProgramPrincipal => ({
  kind: 'program',
  workspace,
  id: 'parley',
  scopes: ['read', 'send', 'manage'],
})
