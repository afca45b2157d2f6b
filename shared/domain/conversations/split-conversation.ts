import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError, notFound } from '../error.ts'
import {
  type ConversationId,
  entryOrder,
  type MessageId,
  type NumberId,
  orderOf,
  threadRefOf,
} from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type Thread, withClosedHead, withOpenHead } from '../threads/thread.ts'
import { type Conversation, closed, newConversation } from './conversation.ts'
import { loadConversation, loadThread } from './load-conversation.ts'
import { type Entry, moveTo, readEntries, readMovable, withEntries, withReviewOf } from './move-entries.ts'
import { linkNotes } from './new-note.ts'
import { requireInvolved, requireOpen } from './rights.ts'

type Needs = Pick<
  App,
  'randomId' | 'clock' | 'commit' | 'conversations' | 'messages' | 'settings' | 'threads'
>

/**
 * Starts a new conversation with a message and all that follows; without a message, with the one that reopened the
 * conversation ("create a new case", S1). The old one is closed; notes link the two. Throws `conversation_closed`,
 * `not_found`, `validation_failed` where nothing would be left, `too_many_messages`.
 */
export const splitConversation = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  from?: MessageId,
): Promise<Conversation> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireInvolved(principal, conversation)
    requireOpen(conversation)
    return split(app, conversation, firstToMove(conversation, from), reading)
  })
}

const firstToMove = ({ threading }: Conversation, asked: MessageId | undefined): MessageId => {
  const message = asked ?? threading.messageId
  if (message) return message
  throw new DomainError(
    'validation_failed',
    'Say from which message on: no text reopened this conversation.',
    {
      errors: [{ path: 'message_id', detail: 'Required here.' }],
    },
  )
}

const split = async (
  app: Needs,
  conversation: Conversation,
  from: MessageId,
  reading: Reading,
): Promise<Conversation> => {
  if (threadRefOf(from) !== threadRefOf(conversation.id)) throw notFound('message in this conversation')
  const moving = await readMovable(app, conversation, orderOf(from))
  if (moving[0]?.id !== from) throw notFound('message in this conversation')
  const staying = await readStaying(app, conversation, from)
  const [thread, settings] = await Promise.all([
    loadThread(app, conversation, reading),
    app.settings.get(conversation.workspace),
  ])
  const now = app.clock.now()
  const { numberId, numberAddress, workspace } = conversation
  const moved = { ...withEntries(splitOff(app, conversation), moving), numberId, numberAddress }
  const next = withReviewOf(moved, conversation, moving)
  const rest = leftOf(conversation, staying, moved)
  const old = withReviewOf(closed(rest, now), conversation, staying)
  const heads = withClosedHead(thread, old.id, now)
  const notes = linkNotes(
    app,
    { workspace, id: old.id, body: 'What followed went into a new conversation.' },
    { id: next.id, body: 'This conversation was split off from an earlier one.' },
  )
  await app.commit(
    old,
    next,
    withOpenHead(heads, settings.threadScope, {
      conversationId: next.id,
      numberId: headNumber(thread, conversation),
    }),
    ...moveTo(moving, next.id),
    ...notes,
  )
  return asStored(next)
}

/** The number that the conversation is open under: it is another one where customers had one conversation for all numbers. */
const headNumber = ({ heads }: Thread, { id, numberId }: Conversation): NumberId =>
  heads.find(({ conversationId }) => conversationId === id)?.numberId ?? numberId

/** Only the newest of what stays was read: what the messages before it tell is taken from the whole. */
const leftOf = (whole: Conversation, staying: Entry[], moved: Conversation): Conversation => {
  const rest = withEntries(whole, staying)
  const { firstReplyAt = Number.POSITIVE_INFINITY, heldCount = 0 } = whole
  return {
    ...rest,
    span: { ...rest.span, first: whole.span.first },
    firstReplyAt: firstReplyAt <= (rest.lastOutboundAt ?? 0) ? firstReplyAt : undefined,
    heldCount: heldCount - (moved.heldCount ?? 0) || undefined,
  }
}

/** The newest of what stays, to show the last of it. Throws `validation_failed` where no message does. */
const readStaying = async (app: Needs, conversation: Conversation, from: MessageId): Promise<Entry[]> => {
  const read = await readEntries(app, conversation, { to: orderOf(from), most: 100 })
  const staying = read.filter(({ id }) => id !== from)
  if (staying.some((entry) => entry.kind === 'message')) return staying
  throw new DomainError('validation_failed', 'This is the first message: nothing would be left.')
}

const splitOff = (app: Needs, conversation: Conversation): Conversation => {
  const now = app.clock.now()
  const { workspace, phone, numberId, contactId, contactName, claimedBy, claimedAt, participants, teamId } =
    conversation
  return newConversation({
    workspace,
    id: `cnv_${entryOrder(now, now, app.randomId)}${threadRefOf(conversation.id)}`,
    phone,
    numberId,
    contactId,
    contactName,
    claimedBy,
    claimedAt,
    participants,
    teamId,
    openedAt: now,
    begunBy: 'split',
    threading: { decision: 'split', reason: 'started_new_by_hand', at: now },
  })
}
