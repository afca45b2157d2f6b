import type { Token } from '#domain/agents/admit-principal.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { monday, workspace } from './fake-app.ts'

export const ana = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' } as const
export const ben = { ...ana, id: 'agt_ben' } as const
export const admin = { ...ana, id: 'agt_admin', role: 'admin' } as const
export const program: Extract<Principal, { kind: 'program' }> = {
  kind: 'program',
  workspace,
  id: 'crm',
  scopes: ['read', 'send', 'manage'],
}
/** An admin, but of another workspace. */
export const outsider = { ...admin, workspace: 'wks_other' } as const

/** A token of somebody who is called so in the sign-in service, issued on that Monday morning. */
export const tokenOf = (username: string, issuedAt = monday): Token => ({ text: 'token', username, issuedAt })
