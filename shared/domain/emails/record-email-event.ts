import type { App } from '../app.ts'
import type { EmailId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { addressKey, type Email, type EmailReason, type EmailStatus, type EmailSuppression } from './email.ts'
import { type AdminNeeds, emailsToAdmins } from './tell-admins.ts'

/** What the mail service says became of an e-mail. `lasting`: nothing will ever arrive at the address. */
export type EmailEvent = { workspace: WorkspaceId; emailId: EmailId; at: number } & (
  | { what: 'delivered' }
  | { what: 'bounced'; lasting: boolean }
  | { what: 'complained' }
  | { what: 'rejected' }
)

/**
 * Keeps what became of an e-mail. An address at which nobody is, or whose owner calls our e-mails spam, gets no more of them:
 * a mail service closes accounts that go on. The admins hear of a colleague's address. Safe to repeat and in any order.
 */
export const recordEmailEvent = async (
  app: Pick<App, 'agents' | 'clock' | 'commit' | 'emails' | 'randomId' | 'settings'>,
  event: EmailEvent,
): Promise<void> =>
  retryOnConflict(app, async () => {
    const email = await app.emails.get(event.workspace, event.emailId, 'fresh')
    if (!email) return
    const known = await app.emails.suppression(event.workspace, addressKey(email.to), 'fresh')
    const suppression = known ? undefined : suppressionBy(email, event)
    const news = newsOf(event)
    const isNews = rank(news.status) > rank(email.status)
    if (!isNews && !suppression) return
    // An address of a customer is shown with the contact.
    const told = suppression && !email.contactId ? await tellAdmins(app, suppression) : []
    await app.commit(
      ...(isNews ? [{ ...email, ...news }] : []),
      ...(suppression ? [suppression] : []),
      ...told,
    )
  })

const tellAdmins = (app: AdminNeeds, { workspace, address, reason }: EmailSuppression): Promise<Email[]> =>
  emailsToAdmins(app, workspace, wordsOf(address, reason), address)

const wordsOf = (address: string, reason: EmailSuppression['reason']) => ({
  subject: `${address} is no longer told of texts by e-mail`,
  body: [
    reason === 'bounced'
      ? `A notice to ${address} came back: nobody is there.`
      : `The owner of ${address} called a notice spam.`,
    'Nothing else is sent there by e-mail. See under Settings > Numbers whether somebody still hears of new texts.',
  ].join('\n\n'),
})

const newsOf = (event: EmailEvent): { status: EmailStatus; reason?: EmailReason } => {
  switch (event.what) {
    case 'delivered':
      return { status: 'delivered' }
    case 'bounced':
      return { status: 'bounced', reason: event.lasting ? 'mailbox_unknown' : 'mailbox_unavailable' }
    case 'complained':
      return { status: 'complained', reason: 'called_spam' }
    case 'rejected':
      return { status: 'failed', reason: 'email_rejected' }
  }
}

/** Later words count more: one that was delivered may come back, or be complained of, and never the other way round. */
const ranks: Partial<Record<EmailStatus, number>> = { failed: 1, delivered: 2, bounced: 3, complained: 4 }
const rank = (status: EmailStatus): number => ranks[status] ?? 0

const suppressionBy = ({ workspace, id, to }: Email, event: EmailEvent): EmailSuppression | undefined => {
  const { what, at } = event
  const isOver = what === 'complained' || (what === 'bounced' && event.lasting)
  if (!isOver) return undefined
  return {
    ...{ kind: 'email_suppression', workspace, address: addressKey(to), version: 0 },
    ...{ reason: what, emailId: id, at },
  }
}
