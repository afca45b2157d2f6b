import type { App } from '../app.ts'
import { day } from '../time.ts'
import { decideEmail } from './decide-email.ts'
import { addressKey, type Email, type EmailSuppression } from './email.ts'
import { newEmail } from './new-email.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'emails' | 'randomId' | 'settings'>

/** So many admins are told at most: they are written in one transaction with the suppression. */
const mostTold = 20
const keptFor = 30 * day

/**
 * The e-mails that tell the admins of a workspace that a colleague's address was switched off, to be written with what
 * switches it off: once for each address.
 */
export const emailsToAdmins = async (
  app: Needs,
  { workspace, address, reason }: EmailSuppression,
): Promise<Email[]> => {
  const [settings, agents] = await Promise.all([app.settings.get(workspace), app.agents.list(workspace)])
  const addresses = agents
    .filter(({ role, active }) => role === 'admin' && active)
    .map(({ email = '' }) => email)
    .filter((email) => email !== '' && addressKey(email) !== address)
    .slice(0, mostTold)
  const reachable = await Promise.all(
    addresses.map(async (email) => {
      const suppression = await app.emails.suppression(workspace, addressKey(email))
      return decideEmail({ settings, address: email, suppression }) === undefined
    }),
  )
  return addresses
    .filter((_, index) => reachable[index])
    .map((to) => ({
      ...newEmail(app, { workspace, to, ...wordsOf(address, reason) }),
      expiresAt: app.clock.now() + keptFor,
    }))
}

const wordsOf = (address: string, reason: EmailSuppression['reason']) => ({
  subject: `${address} is no longer told of texts by e-mail`,
  body: [
    reason === 'bounced'
      ? `A notice to ${address} came back: nobody is there.`
      : `The owner of ${address} called a notice spam.`,
    'Nothing else is sent there by e-mail. See under Settings > Numbers whether somebody still hears of new texts.',
  ].join('\n\n'),
})
