import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import type { Settings } from '../settings/settings.ts'
import { day } from '../time.ts'
import { decideEmail } from './decide-email.ts'
import { addressKey, type Email, type EmailBlock } from './email.ts'
import { newEmail } from './new-email.ts'

export type StaffEmailNeeds = Pick<App, 'clock' | 'emails' | 'randomId'>

type ToStaff = Pick<Email, 'subject' | 'body'> & {
  workspace: WorkspaceId
  settings: Pick<Settings, 'email'>
  to: string | undefined
}

const keptFor = 30 * day

/** An e-mail to somebody of the company, to be written by the caller, or why none can be sent. It is forgotten after thirty days. */
export const emailToStaff = async (
  app: StaffEmailNeeds,
  { workspace, settings, to, subject, body }: ToStaff,
): Promise<{ email: Email; block?: undefined } | { email?: undefined; block: EmailBlock }> => {
  const suppression = to ? await app.emails.suppression(workspace, addressKey(to)) : undefined
  const block = decideEmail({ settings, address: to, suppression })
  if (block || !to) return { block: block ?? 'no_email_address' }
  const email = newEmail(app, { workspace, to, subject, body })
  return { email: { ...email, expiresAt: app.clock.now() + keptFor } }
}
