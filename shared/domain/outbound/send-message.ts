import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { withMessage } from '../conversations/conversation.ts'
import { loadConversation, loadThread } from '../conversations/load-conversation.ts'
import { asStored } from '../edit-record.ts'
import { notFound } from '../error.ts'
import type { TimingRequest } from '../gate/timing.ts'
import type { ConversationId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Content } from './compose-message.ts'
import { composeReply } from './compose-reply.ts'

type Needs = Pick<
  App,
  | 'randomId'
  | 'clock'
  | 'commit'
  | 'conversations'
  | 'credits'
  | 'hours'
  | 'numbers'
  | 'settings'
  | 'teams'
  | 'threads'
>

/**
 * Accepts an agent's or a program's text in a conversation: the message and its parts are written in one transaction,
 * from where the stream takes them to the carrier. Throws the send gate's reason, or `not_found`.
 */
export const sendMessage = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  request: Content & TimingRequest,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, (reading) => send(app, principal, id, request, reading))
}

const send = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  request: Content & TimingRequest,
  reading: Reading,
): Promise<OutboundMessage> => {
  const conversation = await loadConversation(app, principal, id, reading)
  const [thread, number, settings] = await Promise.all([
    loadThread(app, conversation, reading),
    app.numbers.get(conversation.workspace, conversation.numberId),
    app.settings.get(conversation.workspace),
  ])
  if (!number) throw notFound('number')
  const message = await composeReply(app, principal, request, { conversation, thread, number, settings })
  await app.commit(message, withMessage(conversation, message))
  return asStored(message)
}
