import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { isClaimer } from '../conversations/rights.ts'
import { creditsLeft } from '../credits/load-statement.ts'
import { type TimingRequest, timingFor } from '../gate/timing.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import { type Content, composeMessage, contentOf } from './compose-message.ts'

/** Where a reply goes, what it leaves from, and what the workspace has decided. */
type Reply = { conversation: Conversation; thread: Thread; number: BusinessNumber; settings: Settings }

/**
 * What an agent or a program says in a conversation, past the send gate and after what was said there last. Throws the
 * gate's reason.
 */
export const composeReply = async (
  app: Pick<App, 'randomId' | 'clock' | 'credits' | 'hours' | 'teams'>,
  principal: Principal,
  request: Content & TimingRequest,
  { conversation, thread, number, settings }: Reply,
): Promise<OutboundMessage> => {
  const origin = principal.kind === 'agent' ? 'agent' : 'api'
  return composeMessage(app, {
    thread,
    number,
    settings,
    ...contentOf(request),
    ...(await timingFor(app, { principal, number, origin }, request)),
    conversation,
    after: conversation.lastMessage?.at,
    origin,
    sentBy: principal.id,
    maySpeak: isClaimer(principal, conversation),
    creditsLeft: await creditsLeft(app, settings),
  })
}
