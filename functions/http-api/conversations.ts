import type * as z from 'zod/mini'
import type * as contract from '#contract/api/conversations.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { readConversation } from '#domain/conversations/read-conversation.ts'
import type { Routes } from './route.ts'
import { optionalTime, pageView, time } from './views.ts'

export const conversationRoutes: Routes<typeof contract.conversationOperations> = {
  listConversations: async ({ app, principal, query }) =>
    pageView(await listConversations(app, principal, query), conversationView(principal)),
  getConversation: async ({ app, principal, params }) =>
    conversationView(principal)(await readConversation(app, principal, params.id)),
  claimConversation: async ({ app, principal, params }) =>
    conversationView(principal)(await claimConversation(app, principal, params.id)),
  closeConversation: async ({ app, principal, params }) =>
    conversationView(principal)(await closeConversation(app, principal, params.id)),
}

/** `unread` and `new` are those of the asking agent; a program has no eyes. */
export const conversationView =
  (principal: Principal) =>
  (conversation: Conversation): z.infer<typeof contract.conversation> => ({
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
    new: principal.kind === 'agent' && conversation.seen[principal.id] === undefined,
    last_message: conversation.lastMessage && {
      ...conversation.lastMessage,
      at: time(conversation.lastMessage.at),
    },
    last_activity_at: time(conversation.lastActivityAt),
    opened_at: time(conversation.openedAt),
    closed_at: optionalTime(conversation.closedAt),
    threading: { ...conversation.threading, at: time(conversation.threading.at) },
  })

const isUnread = (conversation: Conversation, principal: Principal): boolean =>
  principal.kind === 'agent' && (conversation.lastInboundAt ?? 0) > (conversation.seen[principal.id] ?? 0)
