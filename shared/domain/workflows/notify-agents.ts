import type { App, StoredRecord } from '../app.ts'
import { decideEmail } from '../emails/decide-email.ts'
import { addressKey, type EmailBlock } from '../emails/email.ts'
import { newEmail } from '../emails/new-email.ts'
import { DomainError } from '../error.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import { whoIs } from '../notices/notice-words.ts'
import { day } from '../time.ts'
import type { Occasion } from './occasion.ts'

type Needs = Pick<
  App,
  'agents' | 'cases' | 'clock' | 'commit' | 'conversations' | 'emails' | 'randomId' | 'settings'
> & {
  /** Where the portal is, without a slash at its end. */
  portalUrl: string
}

const keptFor = 30 * day

/**
 * Tells agents by e-mail what a workflow found, with a link behind which nothing is seen without signing in. Throws why where
 * nobody can be told: `email_off`, `no_email_address`, `address_bounced`, `address_complained`.
 */
export const notifyAgents = async (
  app: Needs,
  workspace: WorkspaceId,
  ids: AgentId[],
  occasion: Occasion,
): Promise<{ detail?: string }> => {
  const [settings, agents, words] = await Promise.all([
    app.settings.get(workspace),
    app.agents.many(workspace, ids),
    wordsOf(app, workspace, occasion),
  ])
  const addresses = agents.flatMap(({ active, email }) => (active && email ? [email] : []))
  const decided = await Promise.all(
    addresses.map(async (address) => {
      const suppression = await app.emails.suppression(workspace, addressKey(address))
      return { address, block: decideEmail({ settings, address, suppression }) }
    }),
  )
  const told = decided.filter(({ block }) => !block)
  if (told.length === 0)
    throw nobody(decided[0]?.block ?? (settings.email ? 'no_email_address' : 'email_off'))
  await app.commit(
    ...told.map(({ address }): StoredRecord => {
      const email = newEmail(app, { workspace, to: address, ...words })
      return { ...email, expiresAt: app.clock.now() + keptFor }
    }),
  )
  return told.length < ids.length ? { detail: `${told.length} of ${ids.length} agents are told.` } : {}
}

const nobody = (code: EmailBlock) => new DomainError(code, 'None of the agents can be told by e-mail.')

/** Four digits of a phone and no words of a customer: e-mails are read in many places. */
const wordsOf = async (app: Needs, workspace: WorkspaceId, { workflow, ...about }: Occasion) => {
  const { conversationId, caseId } = about
  const [conversation, one] = await Promise.all([
    conversationId && app.conversations.get(workspace, conversationId),
    !conversationId && caseId ? app.cases.get(workspace, caseId) : undefined,
  ])
  const what = one ? `case ${one.number}` : conversation && whoIs(conversation)
  const subject = what ? `${workflow.name}: ${what}` : workflow.name
  return { subject, body: [subject, '', `${app.portalUrl}${pathOf(about)}`].join('\n') }
}

const pathOf = ({
  conversationId,
  caseId,
  contactId,
}: Pick<Occasion, 'conversationId' | 'caseId' | 'contactId'>) => {
  if (conversationId) return `/c/${conversationId}`
  if (caseId) return `/cases/${caseId}`
  return contactId ? `/contacts/${contactId}` : '/'
}
