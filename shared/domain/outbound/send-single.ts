import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { findRecipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import { loadRules, type RuleNeeds } from '../gate/ask-gate.ts'
import { withCampaign } from '../gate/frequency-cap.ts'
import { requireTiming, type Timing } from '../gate/timing.ts'
import type { OutboundMessage, OutboundOrigin, ProgramOrigin } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type Thread, withUnanswered } from '../threads/thread.ts'
import type { Content } from './compose-message.ts'
import { acceptText } from './deliver-text.ts'

type Needs = RuleNeeds &
  Pick<App, 'agents' | 'commit' | 'contacts' | 'numbers' | 'randomId' | 'report' | 'settings' | 'threads'>

/** `from`: a number's id or address. */
export type SingleRequest = Content &
  Timing &
  RecipientRequest & {
    from?: string
    origin?: ProgramOrigin
  }

/**
 * Sends a text that belongs to no conversation: a campaign, a notice of a case, a single text by a program. The
 * customer's first reply to it starts a conversation. Throws whatever the send gate says.
 */
export const sendSingle = async (
  app: Needs,
  principal: Principal,
  request: SingleRequest,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  const settings = await app.settings.get(principal.workspace)
  const number = await chooseNumber(app, principal, request.from)
  const origin: OutboundOrigin = request.origin ?? (principal.kind === 'agent' ? 'agent' : 'api')
  const rules = await loadRules(app, { number, settings })
  requireTiming(principal, request, rules, origin, app.clock.now())
  const { body, format, media, metadata, sendAt, sendNow } = request
  return retryOnConflict(app, async (reading) => {
    const { thread, contact } = await findRecipient(app, settings, request, reading)
    const content = { body, format, media, metadata, sendAt, sendNow }
    const sender = { sentBy: principal.id, sentByName: principal.name }
    const draft = { ...content, ...sender, thread, rules, origin }
    return acceptText(app, draft, (message) => [
      ...threadChanges(thread, message),
      ...(contact ? [contact] : []),
    ])
  })
}

/** A held text cannot be answered yet and counts for no cap: its release makes it so. */
const threadChanges = (thread: Thread, message: OutboundMessage): Thread[] => {
  const { status, id, numberId, at, createdAt } = message
  if (status === 'held') return thread.version === 0 ? [thread] : []
  return [withUnanswered(withCampaign(thread, message, createdAt), { messageId: id, numberId, at })]
}
