import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { loadConversation, loadThread } from '../conversations/load-conversation.ts'
import { withMessage } from '../conversations/with-message.ts'
import { notFound } from '../error.ts'
import { loadRulesOf, type RuleNeeds } from '../gate/ask-gate.ts'
import { requireTiming, type Timing } from '../gate/timing.ts'
import type { ConversationId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { addresseeIn } from './addressee.ts'
import { type Content, replyIn } from './compose-message.ts'
import { acceptText } from './deliver-text.ts'
import { type Formatted, inWords, type WordsNeeds } from './in-words.ts'

type Needs = RuleNeeds &
  WordsNeeds &
  Pick<
    App,
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

/**
 * Accepts an agent's or a program's text in a conversation. Throws the send gate's reason, `validation_failed` for an
 * impossible time, `template_variable_missing`, `not_found`.
 */
export const sendMessage = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  request: Formatted<Content & Timing>,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  const words = await inWords(app, principal, request, () => addresseeIn(app, principal, id))
  return retryOnConflict(app, (reading) => send(app, principal, id, words, reading))
}

const send = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  request: Content & Timing,
  reading: Reading,
): Promise<OutboundMessage> => {
  const conversation = await loadConversation(app, principal, id, reading)
  const [thread, rules] = await Promise.all([
    loadThread(app, conversation, reading),
    loadRulesOf(app, conversation),
  ])
  if (!rules) throw notFound('number')
  const reply = replyIn(conversation, principal, request, rules)
  requireTiming(principal, request, rules, reply.origin, app.clock.now())
  return acceptText(app, { ...reply, thread }, (message) => [withMessage(conversation, message)])
}
