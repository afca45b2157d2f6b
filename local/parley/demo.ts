import type { Agent } from '#domain/agents/agent.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { User } from '../runner/identity/users.ts'

/** A workspace that is there from the first start on, with its number and its people. */
export type Demo = {
  workspace: WorkspaceId
  companyName: string
  address: string
  /** An RCS agent of AWS. */
  rcsAgent?: string
  agents: { email: string; name: string; role: Agent['role'] }[]
}

/** The demo workspace, and a second one that must see nothing of it. */
export const demos: Demo[] = [
  {
    workspace: 'wks_demo',
    companyName: 'Demo Company',
    address: '+12065550100',
    rcsAgent: 'rcs-demo',
    agents: [
      { email: 'ana@example.com', name: 'Ana', role: 'agent' },
      { email: 'ben@example.com', name: 'Ben', role: 'agent' },
      { email: 'admin@example.com', name: 'Admin', role: 'admin' },
    ],
  },
  {
    workspace: 'wks_other',
    companyName: 'Other Company',
    address: '+12065550200',
    agents: [{ email: 'olga@other.example', name: 'Olga', role: 'admin' }],
  },
]

/** The people of all demo workspaces, in the groups that Cognito would have them in. */
export const demoUsers: User[] = demos.flatMap(({ workspace, agents }) =>
  agents.map(({ email, name, role }) => ({
    email,
    name,
    groups: role === 'admin' ? [workspace, `${workspace}.admin`] : [workspace],
  })),
)
