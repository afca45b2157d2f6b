import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/conversations.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import {
  type Closing,
  closeConversation,
  reopenConversation,
} from '#domain/conversations/close-conversation.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { countConversations } from '#domain/conversations/count-conversations.ts'
import type { Draft } from '#domain/conversations/draft.ts'
import {
  addTag,
  continueConversation,
  editConversation,
  removeTag,
} from '#domain/conversations/edit-conversation.ts'
import {
  type Expanded,
  type Expansion,
  expandConversations,
} from '#domain/conversations/expand-conversations.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { loadReadMarks } from '#domain/conversations/load-read-marks.ts'
import { type Marked, markRead, markUnread } from '#domain/conversations/mark-read.ts'
import { readConversation } from '#domain/conversations/read-conversation.ts'
import { readDraft } from '#domain/conversations/read-draft.ts'
import type { ReadMarks } from '#domain/conversations/read-marks.ts'
import { readTimeline } from '#domain/conversations/read-timeline.ts'
import { saveDraft } from '#domain/conversations/save-draft.ts'
import { snoozeConversation, unsnoozeConversation } from '#domain/conversations/snooze-conversation.ts'
import {
  addParticipant,
  removeParticipant,
  transferConversation,
} from '#domain/conversations/transfer-conversation.ts'
import type { AgentId, ConversationId, MessageId } from '#domain/ids.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import type { SeenVersions } from '#domain/seen-versions.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { presentAgent } from './agents.ts'
import { textRequest } from './messages.ts'
import { optionalTime, presentPage } from './present.ts'
import { presentContact } from './present-contact.ts'
import { presentConversation, presentNote } from './present-conversation.ts'
import type { InboxApp } from './present-media.ts'
import { presentMessage } from './present-message.ts'
import { presentNumber } from './present-number.ts'
import { presentTimelinePage } from './present-timeline.ts'

type ChangeRequest<B> = {
  app: BaseApp
  principal: Principal
  params: { id: ConversationId }
  body: B
  seen: SeenVersions
}
type Change<B> = (
  app: BaseApp,
  principal: Principal,
  id: ConversationId,
  body: B,
  seen: SeenVersions,
) => Promise<Conversation>

/** Most calls change one conversation and answer it as it then is. */
const change =
  <B>(useCase: Change<B>) =>
  async ({ app, principal, params, body, seen }: ChangeRequest<B>) =>
    conversationFor(app, principal, useCase(app, principal, params.id, body, seen))

/**
 * What a use case made of a conversation, as the asker sees it. The marks are read while it works, not after: then a
 * request with an Idempotency-Key stays one transaction.
 */
export const conversationFor = async (app: BaseApp, principal: Principal, work: Promise<Conversation>) => {
  const [conversation, marks] = await Promise.all([work, loadReadMarks(app, principal, 'fresh')])
  return presentConversation(marks)(conversation)
}

const presentMarked = ({ conversation, marks }: Marked) => presentConversation(marks)(conversation)

type ByAgent = { agent_id: AgentId }
type Other = { conversation_id: ConversationId }

type Operations = typeof contract.conversationOperations

export const conversationRoutes: Routes<Operations, InboxApp> = {
  startConversation: async ({ app, principal, body }) => {
    const [{ conversation, message }, marks] = await Promise.all([
      startConversation(app, principal, textRequest(body)),
      loadReadMarks(app, principal, 'fresh'),
    ])
    return { ...presentConversation(marks)(conversation), message: presentMessage(message) }
  },
  listConversations: async ({ app, principal, query: { expand, ...query } }) => {
    const page = await listConversations(app, principal, camelCased(query))
    const expanded = await expandConversations(app, page.records, expansionsOf(expand))
    return presentPage(page, presentWith(page.marks, expanded))
  },
  countConversations: ({ app, principal }) => countConversations(app, principal),
  getConversation: async ({ app, principal, params, query }) => {
    const conversation = await readConversation(app, principal, params.id)
    const [marks, expanded] = await Promise.all([
      loadReadMarks(app, principal, 'fresh'),
      expandConversations(app, [conversation], expansionsOf(query.expand)),
    ])
    return presentWith(marks, expanded)(conversation)
  },
  editConversation: async ({ app, principal, params, body, seen }) =>
    conversationFor(app, principal, editConversation(app, principal, params.id, camelCased(body), seen)),
  claimConversation: change(claimConversation),
  releaseConversation: change(giveUpClaim),
  transferConversation: change((app, principal, id, { agent_id }: ByAgent) =>
    transferConversation(app, principal, id, agent_id),
  ),
  addParticipant: change((app, principal, id, { agent_id }: ByAgent) =>
    addParticipant(app, principal, id, agent_id),
  ),
  removeParticipant: async ({ app, principal, params }) =>
    conversationFor(app, principal, removeParticipant(app, principal, params.id, params.agent_id)),
  closeConversation: change((app, principal, id, body: Closing, seen) =>
    closeConversation(app, principal, id, body, seen),
  ),
  reopenConversation: change(reopenConversation),
  continueConversation: change(continueConversation),
  // Conversations are seldom moved into one another.
  splitConversation: change(async (app, principal, id, { message_id }: { message_id?: MessageId }) => {
    const { splitConversation } = await import('#domain/conversations/split-conversation.ts')
    return splitConversation(app, principal, id, message_id)
  }),
  mergeConversation: change(async (app, principal, id, { conversation_id }: Other) => {
    const { mergeConversation } = await import('#domain/conversations/merge-conversation.ts')
    return mergeConversation(app, principal, id, conversation_id)
  }),
  unmergeConversation: change(async (app, principal, id, { conversation_id }: Other) => {
    const { unmergeConversation } = await import('#domain/conversations/unmerge-conversation.ts')
    return unmergeConversation(app, principal, id, conversation_id)
  }),
  markRead: async ({ app, principal, params, body }) =>
    presentMarked(await markRead(app, principal, params.id, body.version)),
  markUnread: async ({ app, principal, params }) =>
    presentMarked(await markUnread(app, principal, params.id)),
  snoozeConversation: change((app, principal, id, { until }: { until: string }) =>
    snoozeConversation(app, principal, id, Date.parse(until)),
  ),
  unsnoozeConversation: change(unsnoozeConversation),
  getDraft: async ({ app, principal, params }) => presentDraft(await readDraft(app, principal, params.id)),
  saveDraft: async ({ app, principal, params, body, seen }) =>
    presentDraft(await saveDraft(app, principal, params.id, body, seen)),
  addTag: change((app, principal, id, { tag }: { tag: string }) => addTag(app, principal, id, tag)),
  removeTag: async ({ app, principal, params }) =>
    conversationFor(app, principal, removeTag(app, principal, params.id, params.tag)),
  addNote: async ({ app, principal, params, body }) =>
    presentNote(await addNote(app, principal, params.id, body)),
  readTimeline: async ({ app, principal, params, query }) =>
    presentTimelinePage(app, await readTimeline(app, principal, params.id, query)),
}

const expansionsOf = (expand: string | undefined) => (expand?.split(',') ?? []) as Expansion[]

const presentDraft = (draft: Draft): Shape<Operations['getDraft']['response']> => ({
  conversation_id: draft.conversationId,
  body: draft.body,
  updated_at: optionalTime(draft.updatedAt),
  version: draft.version,
})

const presentWith =
  (marks: ReadMarks | undefined, expanded: Expanded | undefined) =>
  (conversation: Conversation): Shape<typeof contract.conversation> => ({
    ...presentConversation(marks)(conversation),
    expanded: expanded && presentExpanded(conversation, expanded),
  })

const presentExpanded = (
  { contactId, numberId, claimedBy }: Conversation,
  { contacts, numbers, agents }: Expanded,
) => {
  const contact = contacts.get(contactId)
  const number = numbers.get(numberId)
  const agent = claimedBy && agents.get(claimedBy)
  return {
    contact: contact && presentContact(contact),
    number: number && presentNumber(number),
    agent: agent && presentAgent(agent),
  }
}
