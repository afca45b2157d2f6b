import * as z from 'zod/mini'
import { agent } from './agents.ts'
import { contact } from './contacts.ts'
import { message, threadingDecision, threadingReason } from './messages.ts'
import { number } from './numbers.ts'
import type { Operation } from './operation.ts'
import {
  agentId,
  atMost,
  body,
  caseId,
  contactId,
  content,
  conversationId,
  direction,
  flag,
  hasContent,
  hasRecipient,
  later,
  messageId,
  metadata,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  recipient,
  teamId,
  text,
  timestamp,
  timing,
  words,
} from './shapes.ts'
import { note, timelineEntry } from './timeline.ts'

const state = named('ConversationState', () => z.enum(['open', 'closed']))

export const conversation = named('Conversation', () =>
  z.object({
    id: conversationId,
    state: state(),
    phone: z.string(),
    number: z.object({ id: numberId, address: z.optional(z.string()) }),
    contact_id: contactId,
    contact_name: z.optional(z.string()),
    subject: z.optional(z.string()),
    metadata: z.record(z.string(), z.string()),
    claimed_by: z.optional(agentId),
    claimed_at: z.optional(timestamp),
    participants: z.array(agentId),
    tags: z.array(z.string()),
    team_id: z.optional(teamId),
    /** Since when it waits for an agent of its team: its place in the queue. */
    queued_since: z.optional(timestamp),
    unread: z.boolean(),
    new: z.boolean(),
    last_message: z.optional(
      z.object({
        id: messageId,
        direction: direction(),
        preview: z.string(),
        media: z.optional(z.object({ count: z.int(), pictures: z.boolean() })),
        at: timestamp,
        /** `sent`: it was accepted, and nothing is known to have gone wrong since. */
        status: z.enum([
          'received',
          'held',
          'sent',
          'undelivered',
          'failed',
          'unknown',
          'blocked',
          'canceled',
        ]),
      }),
    ),
    last_activity_at: timestamp,
    last_inbound_at: z.optional(timestamp),
    last_outbound_at: z.optional(timestamp),
    /** When the customer wrote the oldest text that nobody has answered since. */
    waiting_since: z.optional(timestamp),
    /** Out of Active until then, or until the customer writes. */
    snoozed_until: z.optional(timestamp),
    first_reply_at: z.optional(timestamp),
    held_count: z.int(),
    opened_at: timestamp,
    closed_at: z.optional(timestamp),
    threading: z.object({
      decision: threadingDecision(),
      reason: threadingReason(),
      at: timestamp,
      message_id: z.optional(messageId),
    }),
    merged_into: z.optional(conversationId),
    /** A text that reads like an opt-out, to be decided on until then. */
    opted_out: z.boolean(),
    consent_review: z.optional(z.object({ message_id: messageId, due_at: timestamp })),
    /** The case of its newest text that has one; not `sure` where that is a guess. */
    case: z.optional(z.object({ id: caseId, sure: z.boolean() })),
    version: z.int(),
    /** What `expand` asks for; the agent is the claimer. */
    expanded: z.optional(
      z.object({
        contact: z.optional(contact()),
        number: z.optional(number()),
        agent: z.optional(agent()),
      }),
    ),
  }),
)

const draft = named('Draft', () =>
  z.object({
    conversation_id: conversationId,
    body: z.string(),
    updated_at: z.optional(timestamp),
    version: z.int(),
  }),
)

/** In bytes of UTF-8. */
const longestDraft = 10_000
const draftBody = later(() =>
  z.string().check(
    z.maxLength(longestDraft),
    z.refine((body) => new TextEncoder().encode(body).length <= longestDraft, {
      error: `At most ${longestDraft} bytes.`,
    }),
  ),
)

const count = () => z.object({ count: z.int(), unread: z.int(), new: z.int(), capped: z.boolean() })
const one = () => z.object({ id: conversationId })
/** Without a slash, for it stands in paths. */
const tag = later(() => words(50).check(z.regex(/^[^/]+$/)))
/** What becomes of the texts that wait in a conversation which is closed. */
const scheduled = later(() => z.enum(['keep', 'cancel']))
const tab = later(() => z.enum(['active', 'team', 'closed']))
const byAgent = () => z.strictObject({ agent_id: agentId })
const other = () => z.strictObject({ conversation_id: conversationId })
/** What is read along with the conversations, such as `contact,agent`. */
const expand = later(() =>
  z.optional(z.string().check(z.regex(/^(contact|number|agent)(,(contact|number|agent)){0,2}$/))),
)

export const conversationOperations = {
  startConversation: {
    method: 'POST',
    path: '/v1/conversations',
    summary: 'Start a conversation with a text to a phone or a contact',
    scope: 'send',
    body: () =>
      z
        .strictObject({
          ...recipient(),
          ...content(),
          ...timing(),
          from: z.optional(text(60)),
          subject: z.optional(words(200)),
          metadata: z.optional(metadata()),
          if_open: z.optional(z.enum(['continue', 'close_and_start'])),
          scheduled: z.optional(scheduled),
        })
        .check(hasRecipient(), ...hasContent()),
    response: named('StartedConversation', () => z.extend(conversation(), { message: message() })),
    status: 201,
  },
  listConversations: {
    method: 'GET',
    path: '/v1/conversations',
    summary:
      'A page of one tab of the inbox, newest activity or longest waiting first; or all conversations of a phone or a contact, the newest begun first',
    scope: 'read',
    query: () =>
      z.object({
        tab: z.optional(tab),
        phone: z.optional(phone),
        contact_id: z.optional(contactId),
        number_id: z.optional(numberId),
        team_id: z.optional(teamId),
        tag: z.optional(tag),
        claimed_by: z.optional(agentId),
        claimed: z.optional(flag),
        waiting: z.optional(flag),
        state: z.optional(state()),
        unread: z.optional(flag),
        snoozed: z.optional(flag),
        sort: z.optional(z.enum(['newest', 'waiting'])),
        expand,
        ...pageQuery,
      }),
    response: page(conversation),
    status: 200,
  },
  countConversations: {
    method: 'GET',
    path: '/v1/conversation_counts',
    summary: 'How many conversations each tab has; "capped" where there are more than were counted',
    scope: 'read',
    response: () => z.object({ active: count(), team: count(), closed: count() }),
    status: 200,
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{id}',
    summary: 'One conversation',
    scope: 'read',
    params: one,
    query: () => z.object({ expand }),
    response: conversation,
    status: 200,
  },
  editConversation: {
    method: 'PATCH',
    path: '/v1/conversations/{id}',
    summary: 'Change the subject, the team or entries of the metadata; null takes them away',
    scope: 'manage',
    params: one,
    body: () =>
      z.strictObject({
        subject: z.optional(z.nullable(words(200))),
        team_id: z.optional(z.nullable(teamId)),
        metadata: z.optional(z.record(text(40), z.nullable(text(500))).check(atMost(60))),
      }),
    ifMatch: 'required',
    response: conversation,
    status: 200,
  },
  claimConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/claim',
    summary: 'Take the exclusive right to reply',
    scope: 'manage',
    params: one,
    response: conversation,
    status: 200,
  },
  releaseConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/release',
    summary: 'Give the claim back',
    scope: 'manage',
    params: one,
    response: conversation,
    status: 200,
  },
  transferConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/transfer',
    summary: 'Hand the claim to another agent',
    scope: 'manage',
    params: one,
    body: byAgent,
    response: conversation,
    status: 200,
  },
  addParticipant: {
    method: 'POST',
    path: '/v1/conversations/{id}/participants',
    summary: 'Let an agent into a claimed conversation',
    scope: 'manage',
    params: one,
    body: byAgent,
    response: conversation,
    status: 200,
  },
  removeParticipant: {
    method: 'DELETE',
    path: '/v1/conversations/{id}/participants/{agent_id}',
    summary: 'Take an agent out of a conversation',
    scope: 'manage',
    params: () => z.object({ id: conversationId, agent_id: agentId }),
    response: conversation,
    status: 200,
  },
  closeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/close',
    summary: 'Close a conversation, and say what becomes of the texts that wait in it',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ scheduled: z.optional(scheduled) }),
    ifMatch: 'optional',
    response: conversation,
    status: 200,
  },
  reopenConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/reopen',
    summary: 'Open a closed conversation again',
    scope: 'manage',
    params: one,
    response: conversation,
    status: 200,
  },
  continueConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/continue',
    summary: 'Go on in a conversation that a text reopened',
    scope: 'manage',
    params: one,
    response: conversation,
    status: 200,
  },
  splitConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/split',
    summary: 'Start a new conversation from a message on; without one, from the text that reopened this one',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ message_id: z.optional(messageId) }),
    response: conversation,
    status: 201,
  },
  mergeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/merge',
    summary: 'Move everything of another conversation with the same phone into this one',
    scope: 'manage',
    params: one,
    body: other,
    response: conversation,
    status: 200,
  },
  unmergeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/unmerge',
    summary: 'Give a merged conversation back what it gave',
    scope: 'manage',
    params: one,
    body: other,
    response: conversation,
    status: 200,
  },
  markRead: {
    method: 'POST',
    path: '/v1/conversations/{id}/read',
    summary: 'The asking agent has seen the conversation, as it is or as it was in a version',
    scope: 'read',
    params: one,
    body: () => z.strictObject({ version: z.optional(z.int().check(z.gte(1))) }),
    response: conversation,
    status: 200,
  },
  markUnread: {
    method: 'POST',
    path: '/v1/conversations/{id}/mark_unread',
    summary: 'The asking agent wants to find the conversation unread until they look at it again',
    scope: 'read',
    params: one,
    response: conversation,
    status: 200,
  },
  snoozeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/snooze',
    summary: 'Take an open conversation out of Active until a time, or until the customer writes',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ until: moment }),
    response: conversation,
    status: 200,
  },
  unsnoozeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/unsnooze',
    summary: 'Put a conversation back into Active',
    scope: 'manage',
    params: one,
    response: conversation,
    status: 200,
  },
  getDraft: {
    method: 'GET',
    path: '/v1/conversations/{id}/draft',
    summary: "The asking agent's draft in the conversation",
    scope: 'read',
    params: one,
    response: draft,
    status: 200,
  },
  saveDraft: {
    method: 'PUT',
    path: '/v1/conversations/{id}/draft',
    summary: 'Keep what the asking agent has written so far; an empty body throws it away',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ body: draftBody }),
    ifMatch: 'optional',
    response: draft,
    status: 200,
  },
  addTag: {
    method: 'POST',
    path: '/v1/conversations/{id}/tags',
    summary: 'Add a tag',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ tag }),
    response: conversation,
    status: 200,
  },
  removeTag: {
    method: 'DELETE',
    path: '/v1/conversations/{id}/tags/{tag}',
    summary: 'Take a tag away',
    scope: 'manage',
    params: () => z.object({ id: conversationId, tag }),
    response: conversation,
    status: 200,
  },
  addNote: {
    method: 'POST',
    path: '/v1/conversations/{id}/notes',
    summary: 'Write an internal note',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ body }),
    response: note,
    status: 201,
  },
  readTimeline: {
    method: 'GET',
    path: '/v1/conversations/{id}/timeline',
    summary: "Everything said with this conversation's phone, over all conversations, and the notes",
    scope: 'read',
    params: one,
    query: () => z.object(pageQuery),
    response: page(timelineEntry),
    status: 200,
  },
} as const satisfies Record<string, Operation>
