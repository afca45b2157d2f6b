import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { addComment } from '../cases/add-comment.ts'
import type { Case, CaseEntry, Channel, CommentEntry } from '../cases/case.ts'
import { loadCase } from '../cases/load-case.ts'
import { makePage } from '../cases/page-for-text.ts'
import { createEmail } from '../emails/create-email.ts'
import type { Email } from '../emails/email.ts'
import { DomainError } from '../error.ts'
import type { CaseId } from '../ids.ts'
import { blockReasons } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { type CaseTextNeeds, sendWords } from './send-case-text.ts'
import { type UpdateRequest, type UpdateWords, updateWords } from './update-words.ts'

type Needs = CaseTextNeeds & Pick<App, 'contacts' | 'emails'>

/** The comment, and what became of it on each channel: what was accepted, or the word of the gate that blocks it. */
export type CaseUpdate = {
  comment: CaseEntry & CommentEntry
  channels: ChannelOutcome[]
}

export type ChannelOutcome = { channel: Channel } & (Sent | { refused: DomainError })

type Sent = { message: OutboundMessage } | { email: Email }

/**
 * Writes an update into a case once, and sends it by the channels that are asked for. One that is blocked says why, and keeps
 * nothing else from being written or sent. Throws `not_found`, `forbidden`, and for a template what fillRequest throws: then
 * nothing is written.
 */
export const updateCase = async (
  app: Needs,
  principal: Principal,
  id: CaseId,
  { public: isPublic, channels, ...request }: UpdateRequest,
): Promise<CaseUpdate> => {
  requireScope(principal, 'manage')
  if (channels.length > 0) requireScope(principal, 'send')
  const one = await loadCase(app, principal, id)
  // Before what is sent: a request that is repeated after a failure rather writes twice than sends twice.
  const words = await wordsWithPage(app, principal, one, { channels, ...request })
  const comment = await addComment(app, principal, id, { body: words.body, public: isPublic })
  const sends: Record<Channel, () => Promise<Sent>> = {
    sms: async () => ({ message: await sendWords(app, principal, id, () => words.by('sms')) }),
    email: async () => ({
      email: await createEmail(app, principal, emailOf(one, (await words.by('email')).body)),
    }),
  }
  const outcomes: ChannelOutcome[] = []
  for (const channel of new Set(channels)) outcomes.push({ channel, ...(await orWord(sends[channel])) })
  return { comment, channels: outcomes }
}

/** Comment, text and e-mail lead to one page: where it is not there yet it is made before them, and they are worded anew. */
const wordsWithPage = async (
  app: Needs,
  principal: Principal,
  one: Case,
  { channels, ...request }: Omit<UpdateRequest, 'public'>,
): Promise<UpdateWords> => {
  const words = await updateWords(app, principal, one, request)
  const all = [words, ...(await Promise.all(channels.map((channel) => words.by(channel).catch(() => {}))))]
  if (all.every((each) => each?.pageCode === undefined)) return words
  await makePage(app, one)
  return updateWords(app, principal, await loadCase(app, principal, one.id), request)
}

/** The e-mail of a case: its subject is one line. */
export const emailOf = ({ contactId, number, subject }: Case, body: string) => ({
  contactId,
  subject: emailSubject({ number, subject }),
  body,
})

export const emailSubject = ({ number, subject }: Pick<Case, 'number' | 'subject'>): string =>
  `#${number} ${subject.replace(/\s+/g, ' ')}`

const orWord = async (send: () => Promise<Sent>): Promise<Sent | { refused: DomainError }> => {
  try {
    return await send()
  } catch (error) {
    if (error instanceof DomainError && isWord(error)) return { refused: error }
    throw error
  }
}

const words: readonly string[] = [
  ...['case_done', 'email_off', 'no_email_address', 'address_bounced', 'address_complained'],
  // Its frame cannot be filled in for this customer.
  ...['template_variable_missing', 'template_invalid'],
  ...blockReasons,
]

const isWord = ({ code }: DomainError): boolean => words.includes(code)
