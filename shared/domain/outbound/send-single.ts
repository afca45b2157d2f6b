import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { findRecipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import { loadRules, type RuleNeeds } from '../gate/ask-gate.ts'
import { requireTiming, type Timing } from '../gate/timing.ts'
import type { OutboundMessage, OutboundOrigin } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type Thread, withUnanswered } from '../threads/thread.ts'
import type { Content } from './compose-message.ts'
import { acceptText } from './deliver-text.ts'
import { type Formatted, inWords } from './in-words.ts'

type Needs = RuleNeeds &
  Pick<App, 'agents' | 'commit' | 'contacts' | 'numbers' | 'randomId' | 'report' | 'settings' | 'threads'>

/** `from`: a number's id or address. */
export type SingleRequest = Formatted<Content> &
  Timing &
  RecipientRequest & {
    from?: string
    origin?: Extract<OutboundOrigin, 'api' | 'campaign' | 'case'>
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
  const { body, media, metadata, sendAt, sendNow } = await inWords(request)
  return retryOnConflict(app, async (reading) => {
    const { thread, contact } = await findRecipient(app, settings, request, reading)
    const content = { body, media, metadata, sendAt, sendNow }
    const sender = { sentBy: principal.id, sentByName: principal.name }
    const draft = { ...content, ...sender, thread, rules, origin }
    return acceptText(app, draft, (message) => [
      ...threadChanges(thread, message),
      ...(contact ? [contact] : []),
    ])
  })
}

/** What a text outside conversations changes on its thread. A held one cannot be answered yet: its release makes it so. */
export const threadChanges = (thread: Thread, { status, id, numberId, at }: OutboundMessage): Thread[] => {
  if (status === 'held') return thread.version === 0 ? [thread] : []
  return [withUnanswered(thread, { messageId: id, numberId, at })]
}
