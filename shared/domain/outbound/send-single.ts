import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { findRecipient } from '../contacts/find-recipient.ts'
import { creditsLeft } from '../credits/load-statement.ts'
import { asStored } from '../edit-record.ts'
import { type TimingRequest, timingFor } from '../gate/timing.ts'
import type { ContactId } from '../ids.ts'
import type { OutboundMessage, OutboundOrigin } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type Thread, withUnanswered } from '../threads/thread.ts'
import { type Content, composeMessage, contentOf } from './compose-message.ts'

type Needs = Pick<
  App,
  | 'agents'
  | 'randomId'
  | 'clock'
  | 'commit'
  | 'contacts'
  | 'credits'
  | 'hours'
  | 'numbers'
  | 'settings'
  | 'teams'
  | 'threads'
>

export type SingleRequest = Content &
  TimingRequest & {
    to?: string
    contact_id?: ContactId
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
  const origin = request.origin ?? (principal.kind === 'agent' ? 'agent' : 'api')
  const timing = await timingFor(app, { principal, number, origin }, request)
  return retryOnConflict(app, async (reading) => {
    const { thread, contact } = await findRecipient(app, settings, request, reading)
    const message = composeMessage(app, {
      thread,
      number,
      settings,
      ...contentOf(request),
      ...timing,
      origin,
      sentBy: principal.id,
      creditsLeft: await creditsLeft(app, settings),
    })
    await app.commit(message, ...threadChanges(thread, message), ...(contact ? [contact] : []))
    return asStored(message)
  })
}

/** What is held cannot be answered yet: its release makes it so. */
const threadChanges = (thread: Thread, { status, id, numberId, at }: OutboundMessage): Thread[] => {
  if (status === 'held') return thread.version === 0 ? [thread] : []
  return [withUnanswered(thread, { messageId: id, numberId, at })]
}
