import type { Agent } from '../agents/agent.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { BusinessNumber, NotificationUser } from './number.ts'

type Needs = Pick<App, 'accounts' | 'agents' | 'clock'>

export type Admitted = {
  users: NotificationUser[]
  /** Agents who are new, to be written with the number; the sign-in service does not know yet of which workspace. */
  agents: Agent[]
}

/**
 * Lets whoever is told of a number's texts sign in and answer [S4]: each e-mail address that nobody has an account with gets
 * one without a password. It opens nothing before the agent behind it is written down and told to the sign-in service. Safe
 * to repeat. Throws `email_taken` for an address of another workspace.
 */
export const admitNotified = async (
  app: Needs,
  before: Pick<BusinessNumber, 'workspace' | 'notificationUsers'>,
  users: NotificationUser[],
): Promise<Admitted> => {
  const opened = new Map<string, Agent | Pick<Agent, 'id'>>()
  // One after the other: two of them may share an address.
  for (const user of users) {
    const { email } = user
    if (!email || opened.has(keyOf(email))) continue
    opened.set(keyOf(email), knownAgent(before, user) ?? (await openAccount(app, before, user, email)))
  }
  return {
    users: users.map(({ agentId: _, ...user }) => {
      const agent = user.email && opened.get(keyOf(user.email))
      return agent ? { ...user, agentId: agent.id } : user
    }),
    agents: [...opened.values()].filter((agent): agent is Agent => 'kind' in agent),
  }
}

/** Whose account needs no further look: neither address has changed. */
const knownAgent = (
  { notificationUsers }: Pick<BusinessNumber, 'notificationUsers'>,
  { email = '', phone }: NotificationUser,
): Pick<Agent, 'id'> | undefined => {
  const known = notificationUsers.find(
    (user) => user.agentId && keyOf(user.email ?? '') === keyOf(email) && user.phone === phone,
  )
  return known?.agentId && { id: known.agentId }
}

const openAccount = async (
  app: Needs,
  { workspace }: Pick<BusinessNumber, 'workspace'>,
  { firstName, lastName, phone }: NotificationUser,
  address: string,
): Promise<Agent | Pick<Agent, 'id'>> => {
  const email = address.toLowerCase()
  const name = `${firstName} ${lastName}`
  const { id, workspaces } = await app.accounts.openForCodes({ email, name, phone })
  if (workspaces.some((other) => other !== workspace)) throw emailTaken()
  const known = await app.agents.get(workspace, id, 'fresh')
  // Nobody else gets codes by text: what an admin mistypes here must not open an account that has a password.
  if (known?.signInBy === 'code') await app.accounts.setCodePhone(id, phone)
  // Without a record they were put into the workspace by hand, and have the role that they were given there.
  if (known || workspaces.length > 0) return { id }
  const now = app.clock.now()
  const facts = { kind: 'agent', workspace, id, name, email, version: 0 } as const
  const admission = { role: 'agent', active: true, signInBy: 'code', signInPending: true } as const
  return { ...facts, ...admission, createdAt: now, invitedAt: now, roleChangedAt: now }
}

const emailTaken = () =>
  new DomainError(
    'email_taken',
    'Somebody of another workspace signs in with the e-mail address of one of them.',
  )

/** Addresses have no case. */
const keyOf = (email: string): string => email.toLowerCase()
