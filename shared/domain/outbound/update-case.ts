import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { addComment } from '../cases/add-comment.ts'
import type { Case, CaseEntry, CommentEntry } from '../cases/case.ts'
import { loadCase } from '../cases/load-case.ts'
import { createEmail } from '../emails/create-email.ts'
import type { Email } from '../emails/email.ts'
import { DomainError } from '../error.ts'
import type { CaseId } from '../ids.ts'
import { blockReasons } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { type CaseTextNeeds, sendCaseText } from './send-case-text.ts'

type Needs = CaseTextNeeds & Pick<App, 'contacts' | 'emails'>

/** By which ways an update goes to the customer. */
type UpdateChannel = 'sms' | 'email'

/** `smsBody`, `emailBody`: other words for a channel; without them it says the same. */
export type UpdateRequest = {
  body: string
  public: boolean
  channels: UpdateChannel[]
  smsBody?: string
  emailBody?: string
}

/** The comment, and what became of it on each channel: what was accepted, or the word of the gate that blocks it. */
export type CaseUpdate = {
  comment: CaseEntry & CommentEntry
  channels: ChannelOutcome[]
}

export type ChannelOutcome = { channel: UpdateChannel } & (Sent | { refused: DomainError })

type Sent = { message: OutboundMessage } | { email: Email }

/**
 * Writes an update into a case once, and sends it by the channels that are asked for. One that is blocked says why, and keeps
 * nothing else from being written or sent. Throws `not_found`, `forbidden`.
 */
export const updateCase = async (
  app: Needs,
  principal: Principal,
  id: CaseId,
  { body, public: isPublic, channels, smsBody = body, emailBody = body }: UpdateRequest,
): Promise<CaseUpdate> => {
  requireScope(principal, 'manage')
  if (channels.length > 0) requireScope(principal, 'send')
  const one = await loadCase(app, principal, id)
  // Before what is sent: a request that is repeated after a failure rather writes twice than sends twice.
  const comment = await addComment(app, principal, id, { body, public: isPublic })
  const sends: Record<UpdateChannel, () => Promise<Sent>> = {
    sms: async () => ({ message: await sendCaseText(app, principal, id, { body: smsBody }) }),
    email: async () => ({ email: await createEmail(app, principal, emailOf(one, emailBody)) }),
  }
  const outcomes: ChannelOutcome[] = []
  for (const channel of new Set(channels)) outcomes.push({ channel, ...(await orWord(sends[channel])) })
  return { comment, channels: outcomes }
}

/** A subject is one line. */
const emailOf = ({ contactId, number, subject }: Case, body: string) => ({
  contactId,
  subject: `#${number} ${subject.replace(/\s+/g, ' ')}`,
  body,
})

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
  ...blockReasons,
]

const isWord = ({ code }: DomainError): boolean => words.includes(code)
