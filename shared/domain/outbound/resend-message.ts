import { isAdmin, type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { loadChangedConversation } from '../conversations/changed-conversation.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { isClaimer } from '../conversations/rights.ts'
import { withMessage } from '../conversations/with-message.ts'
import { ConflictError, DomainError, notFound } from '../error.ts'
import { loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import type { MessageId } from '../ids.ts'
import { folderOf, keptMedia } from '../media/media.ts'
import { isAnswer, type OutboundMessage, type OutboundOrigin } from '../messages/message.ts'
import { asOf, decidableFrom, isLate, putOutAgain, queuedAgain } from '../messages/overdue.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Thread } from '../threads/thread.ts'
import type { OutgoingPicture } from '../uploads/upload.ts'
import { acceptText } from './deliver-text.ts'
import { threadChanges } from './send-single.ts'

type Needs = RuleNeeds &
  Pick<
    App,
    | 'commit'
    | 'conversations'
    | 'files'
    | 'messages'
    | 'numbers'
    | 'randomId'
    | 'report'
    | 'settings'
    | 'threads'
  >

/** A text that a person wants to be sent again, as it is stored, and what decides about it. */
type Resending = {
  stored: OutboundMessage
  thread: Thread
  rules: Rules
  /** Its own one, or the one that the customer is in now. */
  conversation?: Conversation
  reading: Reading
}

/**
 * A person's decision that a text goes out again. One that did not arrive becomes a new message that names it, once. One
 * whose outcome stayed unknown for ten minutes goes out as it is: the customer may get it twice. One that waits in the
 * queue for too long is put there again, and still leaves once. Gives the message that goes out. Throws `already_resent`,
 * `outcome_not_open` for any other text, the send gate's reason for a new message, `not_claimer`, `not_found`.
 */
export const resendMessage = async (
  app: Needs,
  principal: Principal,
  id: MessageId,
): Promise<OutboundMessage> => {
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const resending = await load(app, principal, id, reading)
    requireReplier(principal, resending)
    const now = app.clock.now()
    const message = asOf(resending.stored, now)
    if (message.status === 'failed' || message.status === 'undelivered')
      return sendAsNew(app, principal, resending)
    if (isLate(message, now)) return write(app, resending, putOutAgain(message, now))
    if ((decidableFrom(message) ?? Number.POSITIVE_INFINITY) <= now)
      return write(app, resending, queuedAgain(withUnknownQueued(message), now))
    throw new DomainError(
      'outcome_not_open',
      'Only a text that did not arrive, or whose outcome stayed unknown, can be sent again.',
    )
  })
}

const load = async (
  app: Needs,
  principal: Principal,
  id: MessageId,
  reading: Reading,
): Promise<Resending> => {
  const { workspace } = principal
  const stored = await app.messages.get(workspace, id, 'fresh')
  if (stored?.direction !== 'outbound') throw notFound('message')
  const [thread, rules] = await Promise.all([
    app.threads.byPhone(workspace, stored.to, reading),
    loadRulesOf(app, stored, reading),
  ])
  if (!thread) throw new ConflictError([])
  if (!rules) throw notFound('number')
  const { conversationId } = stored
  const conversation = conversationId
    ? await loadConversation(app, principal, conversationId, reading)
    : await openConversation(app, { thread, ...rules, reading })
  return { stored, thread, rules, conversation, reading }
}

/**
 * A text outside conversations is everybody's, unless somebody has claimed the customer. A program that does not manage
 * decides about its own texts alone.
 */
const requireReplier = (principal: Principal, { stored, conversation }: Resending): void => {
  if (principal.kind === 'program' && stored.sentBy !== principal.id && !isAdmin(principal)) {
    throw new DomainError('forbidden', 'Without the scope "manage" a program sends only its own texts again.')
  }
  if (!conversation || isClaimer(principal, conversation)) return
  if (!stored.conversationId && !conversation.claimedBy) return
  throw new DomainError('not_claimer', 'Only the agent who claimed the conversation can decide this.')
}

const write = async (
  app: Needs,
  { stored, reading }: Resending,
  next: OutboundMessage,
): Promise<OutboundMessage> => {
  await app.commit(next, ...(await loadChangedConversation(app, stored, next, reading)))
  return asStored(next)
}

const withUnknownQueued = ({ error: _, unknownAt: __, ...message }: OutboundMessage): OutboundMessage => ({
  ...message,
  status: 'queued',
  parts: message.parts.map(({ error, ...part }) =>
    part.status === 'unknown' ? { ...part, status: 'queued' } : { ...part, error },
  ),
})

/** The old text says that it was sent again, under its version: of two who press at once one sends. */
const sendAsNew = async (
  app: Needs,
  principal: Principal,
  { stored, thread, rules, conversation }: Resending,
): Promise<OutboundMessage> => {
  // The moment that it answers is over.
  if (isAnswer(stored.origin))
    throw new DomainError('outcome_not_open', 'An automatic answer is not sent again.')
  if (stored.resentAs)
    throw new DomainError('already_resent', 'This text was sent again already.', {
      resent_as: stored.resentAs,
    })
  const own = stored.conversationId ? conversation : undefined
  const draft = {
    ...{
      body: stored.body,
      pictures: picturesOf(app, stored),
      metadata: stored.metadata,
      thread,
      rules,
      conversation: own,
    },
    ...(stored.case && { case: stored.case }),
    ...{ template: stored.template, resendOf: stored.id, after: own?.lastMessage?.at, maySpeak: true },
    ...{ origin: originOf(principal, stored), sentBy: principal.id, sentByName: principal.name },
  }
  return acceptText(app, draft, (message) => [
    { ...stored, resentAs: message.id },
    ...(own ? [withMessage(own, message)] : threadChanges(thread, message)),
  ])
}

/** They are copied from the text that is sent again, unless they are deleted by now: then the gate says so. */
const picturesOf = (
  { clock, files }: Pick<App, 'clock' | 'files'>,
  stored: OutboundMessage,
): OutgoingPicture[] | undefined =>
  keptMedia(stored, files.keptFor, clock.now())?.map((media, index) => ({
    media,
    folder: folderOf(stored, index),
  }))

/** A campaign stays one, whoever sends it again: its rules are the law's. */
const originOf = ({ kind }: Principal, { origin }: OutboundMessage): OutboundOrigin => {
  if (origin === 'campaign' || origin === 'case') return origin
  return kind === 'agent' ? 'agent' : 'api'
}
