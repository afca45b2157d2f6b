import type { App } from '../app.ts'
import type { EmailBlock } from '../emails/email.ts'
import { emailToStaff } from '../emails/email-to-staff.ts'
import { DomainError } from '../error.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import { whoIs } from '../notices/notice-words.ts'
import type { Occasion } from './occasion.ts'

type Needs = Pick<
  App,
  'agents' | 'cases' | 'clock' | 'commit' | 'conversations' | 'emails' | 'randomId' | 'settings'
> & {
  /** Where the portal is, without a slash at its end. */
  portalUrl: string
}

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
    addresses.map((to) => emailToStaff(app, { workspace, settings, to, ...words })),
  )
  const told = decided.flatMap(({ email }) => email ?? [])
  if (told.length === 0)
    throw nobody(decided[0]?.block ?? (settings.email ? 'no_email_address' : 'email_off'))
  await app.commit(...told)
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
