import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/conversations.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import type { Conversation, Threading } from '#domain/conversations/conversation.ts'
import { countConversations } from '#domain/conversations/count-conversations.ts'
import {
  addTag,
  continueConversation,
  editConversation,
  markRead,
  removeTag,
} from '#domain/conversations/edit-conversation.ts'
import { isNew, isUnread, listConversations } from '#domain/conversations/list-conversations.ts'
import { mergeConversation } from '#domain/conversations/merge-conversation.ts'
import type { Note } from '#domain/conversations/note.ts'
import { readConversation } from '#domain/conversations/read-conversation.ts'
import { type Aged, readTimeline } from '#domain/conversations/read-timeline.ts'
import { splitConversation } from '#domain/conversations/split-conversation.ts'
import {
  addParticipant,
  removeParticipant,
  transferConversation,
} from '#domain/conversations/transfer-conversation.ts'
import { unmergeConversation } from '#domain/conversations/unmerge-conversation.ts'
import type { ConversationId } from '#domain/ids.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import type { Routes } from '../edge/route.ts'
import { messageView, textRequest } from './messages.ts'
import { optionalTime, pageView, time } from './views.ts'

type Change<B> = (app: BaseApp, principal: Principal, id: ConversationId, body: B) => Promise<Conversation>
type ChangeRequest<B> = { app: BaseApp; principal: Principal; params: { id: ConversationId }; body: B }

/** Most calls change one conversation and answer it as it then is. */
const change =
  <B>(useCase: Change<B>) =>
  async ({ app, principal, params, body }: ChangeRequest<B>) =>
    conversationView(principal)(await useCase(app, principal, params.id, body))

export const conversationRoutes: Routes<typeof contract.conversationOperations> = {
  startConversation: async ({ app, principal, body }) => {
    const { conversation, message } = await startConversation(app, principal, textRequest(body))
    return { ...conversationView(principal)(conversation), message: messageView(message) }
  },
  listConversations: async ({ app, principal, query }) =>
    pageView(await listConversations(app, principal, query), conversationView(principal)),
  countConversations: ({ app, principal }) => countConversations(app, principal),
  getConversation: change(readConversation),
  editConversation: change(editConversation),
  claimConversation: change(claimConversation),
  releaseConversation: change(giveUpClaim),
  transferConversation: change(transferConversation),
  addParticipant: change(addParticipant),
  removeParticipant: async ({ app, principal, params }) =>
    conversationView(principal)(await removeParticipant(app, principal, params.id, params.agent_id)),
  closeConversation: change(closeConversation),
  reopenConversation: change(reopenConversation),
  continueConversation: change(continueConversation),
  splitConversation: change(splitConversation),
  mergeConversation: change(mergeConversation),
  unmergeConversation: change(unmergeConversation),
  markRead: change(markRead),
  addTag: change((app, principal, id, { tag }: { tag: string }) => addTag(app, principal, id, tag)),
  removeTag: async ({ app, principal, params }) =>
    conversationView(principal)(await removeTag(app, principal, params.id, params.tag)),
  addNote: async ({ app, principal, params, body }) =>
    noteView(await addNote(app, principal, params.id, body)),
  readTimeline: async ({ app, principal, params, query }) =>
    pageView(await readTimeline(app, principal, params.id, query), timelineView),
}

const noteView = (note: Note): Shape<typeof contract.note> => ({
  id: note.id,
  conversation_id: note.conversationId,
  body: note.body,
  written_by: note.writtenBy,
  link: note.link,
  created_at: time(note.createdAt),
})

const timelineView = ({ entry, ageSeconds }: Aged) => {
  const facts = { conversation_id: entry.conversationId, age_seconds: ageSeconds }
  return entry.kind === 'note'
    ? { type: 'note' as const, note: noteView(entry), ...facts }
    : { type: 'message' as const, message: messageView(entry), ...facts }
}

/** `unread` and `new` are those of the asking agent; a program has no eyes. */
export const conversationView =
  (principal: Principal) =>
  (conversation: Conversation): Shape<typeof contract.conversation> => ({
    id: conversation.id,
    state: conversation.state,
    phone: conversation.phone,
    number: { id: conversation.numberId },
    contact_id: conversation.contactId,
    subject: conversation.subject,
    claimed_by: conversation.claimedBy,
    participants: conversation.participants,
    tags: conversation.tags,
    team_id: conversation.teamId,
    unread: isUnread(conversation, principal),
    new: isNew(conversation, principal),
    last_message: conversation.lastMessage && {
      ...conversation.lastMessage,
      at: time(conversation.lastMessage.at),
    },
    last_activity_at: time(conversation.lastActivityAt),
    opened_at: time(conversation.openedAt),
    closed_at: optionalTime(conversation.closedAt),
    threading: threadingView(conversation.threading),
    merged_into: conversation.merged?.into,
    consent_review: conversation.consentReview && {
      message_id: conversation.consentReview.messageId,
      due_at: time(conversation.consentReview.dueAt),
    },
  })

const threadingView = ({ decision, reason, at, messageId }: Threading) => ({
  decision,
  reason,
  at: time(at),
  message_id: messageId,
})
