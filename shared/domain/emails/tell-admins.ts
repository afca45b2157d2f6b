import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import { addressKey, type Email } from './email.ts'
import { emailToStaff, type StaffEmailNeeds } from './email-to-staff.ts'

export type AdminNeeds = StaffEmailNeeds & Pick<App, 'agents' | 'settings'>

/** So many admins are told at most: they are written in one transaction with what they are told of. */
const mostTold = 20

/**
 * E-mails with these words to the admins of a workspace, to be written with what they are told of, so that it is told once.
 * `except`: an address (addressKey) that is not told. None where the workspace has no sender of e-mails.
 */
export const emailsToAdmins = async (
  app: AdminNeeds,
  workspace: WorkspaceId,
  words: Pick<Email, 'subject' | 'body'>,
  except?: string,
): Promise<Email[]> => {
  const [settings, agents] = await Promise.all([app.settings.get(workspace), app.agents.list(workspace)])
  const addresses = agents
    .filter(({ role, active }) => role === 'admin' && active)
    .map(({ email = '' }) => email)
    .filter((email) => email !== '' && addressKey(email) !== except)
    .slice(0, mostTold)
  const told = await Promise.all(
    addresses.map((to) => emailToStaff(app, { workspace, settings, to, ...words })),
  )
  return told.flatMap(({ email }) => email ?? [])
}
