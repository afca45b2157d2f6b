import { inboxChannel, threadChannel } from '#contract/events/channels.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type {
  InboxChange,
  PushedChange,
  PushedConversation,
  RecordChange,
  ThreadChange,
} from '#contract/events/pushed.ts'
import type { App } from '#domain/app.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import type { Note } from '#domain/conversations/note.ts'
import { isForAll } from '#domain/conversations/rights.ts'
import type { ConversationId, MessageId, NoteId, WorkspaceId } from '#domain/ids.ts'
import { orderOf, threadRefOf } from '#domain/ids.ts'
import { continuations, shown } from '#domain/messages/continues.ts'
import { isLostStatus } from '#domain/messages/lost.ts'
import type { Message } from '#domain/messages/message.ts'
import { asOf } from '#domain/messages/overdue.ts'
import { presentConversation, presentNote } from '../http-api/resources/present-conversation.ts'
import { presentMessage } from '../http-api/resources/present-message.ts'
import { hintsOf } from './hints.ts'

type Needs = Pick<App, 'clock' | 'conversations' | 'messages'>
type Subject = {
  workspace: WorkspaceId
  messageId?: MessageId
  noteId?: NoteId
  conversationId?: ConversationId
}

/**
 * What open pages are told of events, by channel: records as they are now, each read once however many events tell of
 * it. Everything is told to every agent, so what one of them might not read is only named.
 */
export const pushedChanges = async (
  app: Needs,
  events: ParleyEvent[],
): Promise<Map<string, PushedChange[]>> => {
  const subjects = events.filter(isOfConversation).map(subjectOf)
  const messages = await readAll(
    subjects.flatMap(({ workspace, messageId }) => (messageId ? { workspace, id: messageId } : [])),
    (workspace, id) => app.messages.get(workspace, id, 'fresh'),
  )
  const notes = await readAll(
    subjects.flatMap(({ workspace, noteId }) => (noteId ? { workspace, id: noteId } : [])),
    (workspace, id) => readNote(app, workspace, id),
  )
  const conversations = await readAll(
    [...subjects, ...messages].flatMap(({ workspace, conversationId }) =>
      conversationId ? { workspace, id: conversationId } : [],
    ),
    (workspace, id) => app.conversations.get(workspace, id, 'fresh'),
  )
  const isForAllIn = forAllAmong(conversations)
  const changes = new Map<string, PushedChange[]>()
  const put = (channel: string, change: PushedChange) =>
    changes.set(channel, [...(changes.get(channel) ?? []), change])
  for (const conversation of conversations) put(inboxChannel(conversation.workspace), rowOf(conversation))
  for (const message of messages) {
    const entry = await entryOf(app, message, isForAllIn(message))
    put(threadChannel(message.workspace, message.id), entry)
    if (isLost(message, app.clock.now())) put(inboxChannel(message.workspace), lostOf(message, entry))
  }
  for (const note of notes) put(threadChannel(note.workspace, note.id), noteOf(note, isForAllIn(note)))
  for (const [channel, change] of events.flatMap(hintsOf)) put(channel, change)
  return changes
}

const isOfConversation = ({ type }: ParleyEvent): boolean => /^(message|note|conversation)\./.test(type)

const subjectOf = ({ workspace, data }: ParleyEvent): Subject => ({
  workspace: workspace as WorkspaceId,
  messageId: 'message_id' in data ? (data.message_id as MessageId) : undefined,
  noteId: 'note_id' in data ? (data.note_id as NoteId) : undefined,
  conversationId: 'conversation_id' in data ? (data.conversation_id as ConversationId) : undefined,
})

type Named<Id> = { workspace: WorkspaceId; id: Id }

/** Fresh: an event tells of a version that must not be missed. */
const readAll = async <Id extends string, T>(
  all: Named<Id>[],
  read: (workspace: WorkspaceId, id: Id) => Promise<T | undefined>,
): Promise<T[]> => {
  const different = new Map(all.map((one) => [`${one.workspace} ${one.id}`, one]))
  const found = await Promise.all([...different.values()].map(({ workspace, id }) => read(workspace, id)))
  return found.filter((record) => record !== undefined)
}

const forAllAmong = (conversations: Conversation[]) => {
  const open = new Set(conversations.filter(isForAll).map(({ id }) => id))
  return ({ conversationId }: { conversationId?: ConversationId }) =>
    conversationId === undefined || open.has(conversationId)
}

const rowOf = (conversation: Conversation): InboxChange => {
  const { id, version, unreadFrom } = conversation
  if (!isForAll(conversation)) return { t: 'closed', id, version }
  const { unread, new: _, expanded, ...row } = presentConversation(undefined)(conversation)
  return { t: 'conversation', row: row satisfies PushedConversation, unread_from: unreadFrom }
}

const entryOf = async (app: Needs, message: Message, isOpen: boolean): Promise<ThreadChange> => {
  if (!isOpen) return { t: 'changed', id: message.id, version: message.version }
  const now = app.clock.now()
  return { t: 'message', message: presentMessage(shown(asOf(message, now), await restOf(app, message))) }
}

const readNote = async (app: Needs, workspace: WorkspaceId, id: NoteId) => {
  const order = orderOf(id)
  const range = { from: order, to: order, limit: 1, reading: 'fresh' } as const
  const [note] = await app.messages.entries(workspace, threadRefOf(id), range)
  return note?.kind === 'note' ? note : undefined
}

const noteOf = (note: Note, isOpen: boolean): ThreadChange =>
  isOpen ? { t: 'note', note: presentNote(note) } : { t: 'changed', id: note.id, version: note.version }

/** Told when it is lost, and once more when it was sent again. */
const isLost = (message: Message, now: number): boolean =>
  message.direction === 'outbound' && isLostStatus(asOf(message, now).status)

const lostOf = ({ id, version }: Message, entry: ThreadChange): RecordChange =>
  entry.t === 'message'
    ? { t: 'lost', message: entry.message }
    : { t: 'record', kind: 'message', id, version }

/** So many entries may stand between a text and the one whose rest it is. */
const mostBetween = 4

/** Whether a customer's text is the rest of the one before it. */
const restOf = async (app: Needs, message: Message) => {
  if (message.direction === 'outbound') return new Map()
  const { workspace, id } = message
  const range = { to: orderOf(id), limit: mostBetween }
  return continuations(await app.messages.entries(workspace, threadRefOf(id), range))
}
