import { agentOfSubject } from '#domain/agents/subject.ts'
import type { App } from '#domain/app.ts'
import type { AgentId, WorkspaceId } from '#domain/ids.ts'
import { subjectOf } from '../../local/runner/identity/users.ts'

/** An account at the sign-in service, as a test sees it. */
export type FakeAccount = {
  id: AgentId
  email: string
  workspaces: WorkspaceId[]
  role: 'agent' | 'admin'
  enabled: boolean
  joined: boolean
  /** How many invitations were mailed. */
  mails: number
  /** Without a password; codes go to the phone, too, where there is one. */
  codes?: { phone?: string }
}

/** Accounts that are plain data. Agents whom a test put into the table have one from their first update on. */
export const createFakeAccounts = (accounts: Map<AgentId, FakeAccount>): App['accounts'] => ({
  open: async ({ email }) => open(accounts, email, { joined: false, mails: 1 }),
  openForCodes: async ({ email, phone }) =>
    open(accounts, email, { joined: true, mails: 0, codes: { ...(phone && { phone }) } }),
  setCodePhone: async (id, phone) => {
    const known = accounts.get(id)
    if (known) accounts.set(id, { ...known, codes: { ...(phone && { phone }) } })
  },
  update: async ({ id, workspace, role, active }) => {
    const known = accounts.get(id)
    if (!known) return false
    accounts.set(id, { ...known, workspaces: [workspace], role, enabled: active })
    return true
  },
  inviteAgain: async (id) => {
    const known = accounts.get(id)
    if (!known) return 'no account'
    if (known.joined) return 'joined'
    accounts.set(id, { ...known, mails: known.mails + 1 })
    return 'invited'
  },
})

const open = (
  accounts: Map<AgentId, FakeAccount>,
  email: string,
  facts: Pick<FakeAccount, 'joined' | 'mails' | 'codes'>,
) => {
  const id = agentOfSubject(subjectOf(email))
  const known = accounts.get(id)
  if (!known) accounts.set(id, { id, email, workspaces: [], role: 'agent', enabled: true, ...facts })
  return { id, workspaces: known?.workspaces ?? [] }
}

/** The account of somebody who has signed in. */
export const joinedAccount = (id: AgentId, workspace: WorkspaceId): FakeAccount => ({
  id,
  email: `${id.slice(4)}@example.com`,
  workspaces: [workspace],
  role: 'agent',
  enabled: true,
  joined: true,
  mails: 1,
})
