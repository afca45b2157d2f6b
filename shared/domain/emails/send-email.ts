import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import type { EmailId, WorkspaceId } from '../ids.ts'
import { isWritten } from '../retry-on-conflict.ts'
import type { EmailSender } from '../settings/settings.ts'
import { decideEmail } from './decide-email.ts'
import { addressKey, type Email } from './email.ts'

/** `later`: it was certainly not taken, and may be tried again. `unknown`: the mail service may have taken it. */
export type MailOutcome =
  | { outcome: 'taken'; serviceId: string }
  | { outcome: 'later' | 'unknown'; code: string }
  | { outcome: 'refused'; code: string }

/** What the work on e-mails needs beside the stores. */
export type MailPorts = { mail(email: Email, sender: EmailSender): Promise<MailOutcome> }

type Needs = Pick<App, 'clock' | 'commit' | 'contacts' | 'emails' | 'log' | 'settings'> & MailPorts

/**
 * Hands an e-mail to the mail service, which knows no key by which it would know a second request for the first. So the
 * attempt is written before it is made, and whoever finds one that has no end leaves it `unknown`. Gives `again` where it was
 * certainly not taken.
 */
export const sendEmail = async (
  app: Needs,
  workspace: WorkspaceId,
  id: EmailId,
): Promise<'again' | undefined> => {
  const email = await app.emails.get(workspace, id, 'fresh')
  if (email?.status === 'sending') return leave(app, email)
  if (email?.status !== 'queued') return undefined
  const { email: sender, reason } = await askAgain(app, email)
  if (reason || !sender) return settle(app, email, { status: 'blocked', reason: reason ?? 'email_off' })
  const attempt = { ...email, status: 'sending' as const, sentAt: app.clock.now() }
  if (!(await isWritten(app.commit(attempt)))) return 'again'
  return end(app, { ...attempt, version: attempt.version + 1 }, await app.mail(email, sender))
}

/** A request that is still under way ends its attempt itself; one that was cut off never does. */
const leave = async (app: Needs, email: Email): Promise<'again' | undefined> => {
  if (app.clock.now() - (email.sentAt ?? 0) < times.emailAttempt) return 'again'
  return settle(app, email, { status: 'unknown' })
}

/** What was allowed when it was written may not be any more. */
const askAgain = async (app: Needs, { workspace, to, contactId }: Email) => {
  const [settings, contact, suppression] = await Promise.all([
    app.settings.get(workspace),
    contactId && app.contacts.get(workspace, contactId),
    app.emails.suppression(workspace, addressKey(to)),
  ])
  const reason = decideEmail({ settings, contact: contact || undefined, address: to, suppression })
  return { email: settings.email, reason }
}

const end = async (app: Needs, attempt: Email, result: MailOutcome): Promise<'again' | undefined> => {
  const { workspace, id } = attempt
  if (result.outcome === 'taken') return settle(app, attempt, { status: 'sent', serviceId: result.serviceId })
  app.log.warn('an e-mail was not taken', { workspace, emailId: id, ...result })
  if (result.outcome === 'refused')
    return settle(app, attempt, { status: 'failed', reason: 'email_rejected' })
  if (result.outcome === 'unknown') return settle(app, attempt, { status: 'unknown' })
  const { sentAt: _, ...waiting } = attempt
  await app.commit({ ...waiting, status: 'queued' })
  return 'again'
}

/** Whoever wrote it in between, such as the word that it was delivered, knows better. */
const settle = async (
  app: Needs,
  email: Email,
  facts: Pick<Email, 'status'> & Partial<Email>,
): Promise<undefined> => {
  await isWritten(app.commit({ ...email, ...facts }))
}
