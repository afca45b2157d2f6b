import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { findRecipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { isClaimer } from '../conversations/rights.ts'
import { withMessage } from '../conversations/with-message.ts'
import { loadRules, type RuleNeeds } from '../gate/ask-gate.ts'
import { withCampaign } from '../gate/frequency-cap.ts'
import { requireTiming, type Timing } from '../gate/timing.ts'
import type { OutboundMessage, OutboundOrigin, ProgramOrigin } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type Thread, withLoneText } from '../threads/thread.ts'
import { addresseeOf } from './addressee.ts'
import type { Content } from './compose-message.ts'
import { acceptText } from './deliver-text.ts'
import { type Formatted, inWords, type WordsNeeds } from './in-words.ts'
import { draftInOpen, type Sending } from './start-conversation.ts'

export type SingleNeeds = RuleNeeds &
  WordsNeeds &
  Pick<
    App,
    | 'agents'
    | 'commit'
    | 'contacts'
    | 'conversations'
    | 'files'
    | 'numbers'
    | 'randomId'
    | 'report'
    | 'settings'
    | 'threads'
    | 'uploads'
  >

/** `from`: a number's id or address. */
export type SingleRequest = Content &
  Timing &
  RecipientRequest & {
    from?: string
    origin?: ProgramOrigin
  }

type Single = Sending & { request: SingleRequest }

/**
 * Sends a text that belongs to no conversation: a campaign, a notice of a case, a single text by a program. The
 * customer's first reply to it starts a conversation. An agent's own words to a customer with an open conversation go into
 * that one, and claim it where nobody has. Throws whatever the send gate says.
 */
export const sendSingle = async (
  app: SingleNeeds,
  principal: Principal,
  written: Formatted<SingleRequest>,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  const request: SingleRequest = await inWords(app, principal, written, () =>
    addresseeOf(app, principal, written),
  )
  const settings = await app.settings.get(principal.workspace)
  const number = await chooseNumber(app, principal, request.from)
  return retryOnConflict(app, async (reading) => {
    const recipient = await findRecipient(app, settings, request, reading)
    const single = { principal, request, settings, number, recipient }
    if (principal.kind === 'program') return sendAlone(app, single)
    const open = await openConversation(app, { thread: recipient.thread, settings, number, reading })
    if (!open || !isReply(single, open)) return sendAlone(app, single)
    const { draft, mine } = await draftInOpen(app, single, open)
    return acceptText(app, draft, (message) => [withMessage(mine, message)])
  })
}

/**
 * Whether an agent's text is one in the open conversation: their own words are; and where another agent has the claim it is
 * judged as one whatever it is, for the customer's answer to it would end that conversation.
 */
const isReply = ({ principal, request }: Single, open: Conversation): boolean =>
  request.origin === undefined || (open.claimedBy !== undefined && !isClaimer(principal, open))

const sendAlone = async (
  app: SingleNeeds,
  { principal, request, settings, number, recipient: { thread, contact } }: Single,
): Promise<OutboundMessage> => {
  const origin: OutboundOrigin = request.origin ?? (principal.kind === 'agent' ? 'agent' : 'api')
  const rules = await loadRules(app, { number, settings })
  requireTiming(principal, request, rules, origin, app.clock.now())
  const { body, template, pictures, metadata, sendAt, sendNow } = request
  const content = { body, template, pictures, metadata, sendAt, sendNow }
  const sender = { sentBy: principal.id, sentByName: principal.name }
  const draft = { ...content, ...sender, thread, rules, origin }
  return acceptText(app, draft, (message) => [
    ...threadChanges(thread, message),
    ...(contact ? [contact] : []),
  ])
}

/**
 * What a text outside conversations changes on its thread. A held one cannot be answered yet and counts for no cap: its
 * release makes it so.
 */
export const threadChanges = (thread: Thread, message: OutboundMessage): Thread[] => {
  const { status, id, numberId, at, createdAt, case: filing } = message
  const caseId = filing?.id
  if (status === 'held') return thread.version === 0 ? [thread] : []
  return [withLoneText(withCampaign(thread, message, createdAt), { messageId: id, numberId, at, caseId })]
}
