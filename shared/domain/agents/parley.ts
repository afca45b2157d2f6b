import type { WorkspaceId } from '../ids.ts'
import type { ProgramPrincipal } from './principal.ts'

/** For whom texts of settings are sent: Parley itself, which sees every template and may use every number. */
export const parley = (workspace: WorkspaceId): ProgramPrincipal => ({
  kind: 'program',
  workspace,
  id: 'parley',
  scopes: ['read', 'send', 'manage'],
})
