import { type Principal, requireScope } from '../agents/principal.ts'
import { addComment } from '../cases/add-comment.ts'
import type { CaseEntry, CommentEntry } from '../cases/case.ts'
import { DomainError } from '../error.ts'
import type { CaseId } from '../ids.ts'
import { blockReasons } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { type CaseTextNeeds, sendCaseText } from './send-case-text.ts'

/** By which ways an update goes to the customer. */
type UpdateChannel = 'sms'

/** `smsBody`: other words for the text; without them it says the same. */
export type UpdateRequest = {
  body: string
  public: boolean
  channels: UpdateChannel[]
  smsBody?: string
}

/** The comment, and what became of it on each channel: a message, or the word of the send gate that blocks it. */
export type CaseUpdate = {
  comment: CaseEntry & CommentEntry
  channels: ChannelOutcome[]
}

export type ChannelOutcome = { channel: UpdateChannel } & (
  | { message: OutboundMessage }
  | { refused: DomainError }
)

/**
 * Writes an update into a case once, and sends it by the channels that are asked for. One that is blocked says why, and keeps
 * nothing else from being written. Throws what sendCaseText throws beside that.
 */
export const updateCase = async (
  app: CaseTextNeeds,
  principal: Principal,
  id: CaseId,
  { body, public: isPublic, channels, smsBody = body }: UpdateRequest,
): Promise<CaseUpdate> => {
  requireScope(principal, 'manage')
  if (channels.includes('sms')) requireScope(principal, 'send')
  // Before the text: a request that is repeated after a failure rather writes twice than sends twice.
  const comment = await addComment(app, principal, id, { body, public: isPublic })
  const outcomes: ChannelOutcome[] = []
  for (const channel of new Set(channels))
    outcomes.push({ channel, ...(await text(app, principal, id, smsBody)) })
  return { comment, channels: outcomes }
}

const text = async (app: CaseTextNeeds, principal: Principal, id: CaseId, body: string) => {
  try {
    return { message: await sendCaseText(app, principal, id, { body }) }
  } catch (error) {
    if (error instanceof DomainError && isWord(error)) return { refused: error }
    throw error
  }
}

const isWord = ({ code }: DomainError): boolean =>
  code === 'case_done' || blockReasons.some((reason) => reason === code)
