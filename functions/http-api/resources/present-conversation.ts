import type * as contract from '#contract/api/conversations.ts'
import type { Shape } from '#contract/api/operation.ts'
import type * as timeline from '#contract/api/timeline.ts'
import type { Conversation, LastMessage, Threading } from '#domain/conversations/conversation.ts'
import type { Note } from '#domain/conversations/note.ts'
import { isNew, isUnread, type ReadMarks } from '#domain/conversations/read-marks.ts'
import { optionalTime, time } from './present.ts'

/** `unread` and `new` are those of the asking agent; without marks, for a program, both are false. */
export const presentConversation =
  (marks: ReadMarks | undefined) =>
  (conversation: Conversation): Shape<typeof contract.conversation> => ({
    id: conversation.id,
    state: conversation.state,
    phone: conversation.phone,
    number: { id: conversation.numberId, address: conversation.numberAddress },
    contact_id: conversation.contactId,
    contact_name: conversation.contactName,
    subject: conversation.subject,
    metadata: conversation.metadata ?? {},
    claimed_by: conversation.claimedBy,
    claimed_at: conversation.claimedBy && optionalTime(conversation.claimedAt),
    participants: conversation.participants,
    tags: conversation.tags,
    team_id: conversation.teamId,
    queued_since: optionalTime(conversation.queuedSince),
    unread: isUnread(conversation, marks),
    new: isNew(conversation, marks),
    last_message: conversation.lastMessage && presentLastMessage(conversation.lastMessage),
    ...presentTimes(conversation),
    held_count: conversation.heldCount ?? 0,
    threading: presentThreading(conversation.threading),
    merged_into: conversation.merged?.into,
    opted_out: conversation.optedOut === true,
    consent_review: conversation.consentReview && {
      message_id: conversation.consentReview.messageId,
      due_at: time(conversation.consentReview.dueAt),
    },
    case: conversation.case && { id: conversation.case.id, sure: conversation.case.sure },
    version: conversation.version,
  })

const presentLastMessage = (message: LastMessage) => ({ ...message, at: time(message.at) })

const presentTimes = (conversation: Conversation) => ({
  last_activity_at: time(conversation.lastActivityAt),
  last_inbound_at: optionalTime(conversation.lastInboundAt),
  last_outbound_at: optionalTime(conversation.lastOutboundAt),
  waiting_since: optionalTime(conversation.waitingSince),
  snoozed_until: optionalTime(conversation.snoozedUntil),
  first_reply_at: optionalTime(conversation.firstReplyAt),
  opened_at: time(conversation.openedAt),
  closed_at: optionalTime(conversation.closedAt),
})

type Presented = Shape<typeof contract.conversation>

/** The reasons are those of the contract: its tests hold every answer against them. */
const presentThreading = ({ decision, reason, at, messageId }: Threading): Presented['threading'] => ({
  decision,
  reason: reason as Presented['threading']['reason'],
  at: time(at),
  message_id: messageId,
})

export const presentNote = (note: Note): Shape<typeof timeline.note> => ({
  id: note.id,
  conversation_id: note.conversationId,
  body: note.body,
  written_by: note.writtenBy,
  link: note.link,
  created_at: time(note.createdAt),
})
