import * as z from 'zod/mini'
import type { App, InboxList } from '#domain/app.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { type AgentId, encodeNumber, orderOf, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { entryPartition } from './message.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { causeShape, ids, recordOf, stored } from './schema.ts'
import type { Item, Keys, Table } from './table.ts'

/** In the partition of its thread; the index lists it in one inbox, newest activity first. */
export const conversationKeys = (
  conversation: Pick<Conversation, 'workspace' | 'id'> & Partial<Conversation>,
): Keys => ({
  pk: entryPartition(conversation.workspace, threadRefOf(conversation.id)),
  sk: conversationSort(orderOf(conversation.id)),
  gsi1pk: inboxPartition(conversation.workspace, listOf(conversation)),
  gsi1sk: encodeNumber(conversation.lastActivityAt ?? 0, 10) + orderOf(conversation.id),
})

/** Who had looked at it was kept with it, and nothing of what followed from its texts: the last two tell most of it. */
const withLooks = ({ seen, seenBy, ...item }: Item): Item => {
  if (!seen && !seenBy) return item
  const { lastInboundAt = 0, lastOutboundAt = 0, lastMessage, version } = item as Partial<Conversation>
  const status = lastMessage?.direction === 'inbound' ? 'received' : 'sent'
  return {
    ...(lastInboundAt > lastOutboundAt && { waitingSince: lastInboundAt, unreadFrom: version }),
    ...item,
    ...(lastMessage && { lastMessage: { status, ...(lastMessage as Item) } }),
  }
}

/** It was kept whether the two had been open, but not since when they were not. */
const mergedWithoutTimes = (item: Item): Item => {
  const { wasOpen, intoWasOpen, ...merged } = (item.merged ?? {}) as Item
  if (wasOpen === undefined) return item
  const closedAt = item.closedAt ?? item.lastActivityAt
  return {
    ...item,
    merged: { ...(!wasOpen && { closedAt }), ...(!intoWasOpen && { intoClosedAt: closedAt }), ...merged },
  }
}

export const conversationRecord = declareRecord({
  kind: 'conversation',
  place: {
    pk: '<workspace>#thread#<ref>',
    sk: 'conversation#<order>',
    index: 'one list of the inbox, by last activity',
  },
  keys: conversationKeys,
  personal: ['phone', 'contactName', 'subject', 'metadata', 'lastMessage.preview'],
  older: [withLooks, mergedWithoutTimes],
  schema: () =>
    recordOf('conversation', {
      id: ids.conversation(),
      phone: z.string(),
      numberId: ids.number(),
      numberAddress: z.optional(z.string()),
      contactId: ids.contact(),
      contactName: z.optional(z.string()),
      state: z.enum(['open', 'closed']),
      subject: z.optional(z.string()),
      metadata: z.optional(z.record(z.string(), z.string())),
      claimedBy: z.optional(ids.agent()),
      claimedAt: z.optional(z.number()),
      participants: z.array(ids.agent()),
      tags: z.array(z.string()),
      teamId: z.optional(ids.team()),
      queuedSince: z.optional(z.number()),
      openedAt: z.number(),
      begunBy: z.optional(z.enum(['us', 'split'])),
      closedAt: z.optional(z.number()),
      lastActivityAt: z.number(),
      lastMessage: z.optional(lastMessage()),
      lastInboundAt: z.optional(z.number()),
      lastOutboundAt: z.optional(z.number()),
      waitingSince: z.optional(z.number()),
      answered: z.optional(stored({ at: z.number(), since: z.number() })),
      firstReplyAt: z.optional(z.number()),
      snoozedUntil: z.optional(z.number()),
      heldCount: z.optional(z.number()),
      unreadFrom: z.optional(z.number()),
      span: stored({ first: z.string(), last: z.string() }),
      threading: threading(),
      optedOut: z.optional(z.literal(true)),
      consentReview: z.optional(stored({ messageId: ids.message(), dueAt: z.number() })),
      merged: z.optional(merged()),
      case: z.optional(stored({ id: ids.case(), at: z.number(), sure: z.boolean() })),
      changedBy: z.optional(stored({ ...causeShape(), version: z.number() })),
    }),
})

const lastMessage = () =>
  stored({
    id: ids.message(),
    direction: z.enum(['inbound', 'outbound']),
    preview: z.string(),
    media: z.optional(stored({ count: z.number(), pictures: z.boolean() })),
    at: z.number(),
    status: z.enum(['received', 'held', 'sent', 'undelivered', 'failed', 'unknown', 'blocked', 'canceled']),
  })

const threading = () =>
  stored({
    decision: z.enum(['append', 'reopen', 'start', 'start_from_outbound', 'split', 'merge', 'continue']),
    reason: z.string(),
    at: z.number(),
    messageId: z.optional(ids.message()),
  })

const merged = () =>
  stored({
    into: ids.conversation(),
    entries: z.array(z.union([ids.message(), ids.note()])),
    closedAt: z.optional(z.number()),
    intoClosedAt: z.optional(z.number()),
    lastMessage: z.optional(ids.message()),
  })

const conversationSort = (order: string): string => `conversation#${order}`

const listOf = ({ state, claimedBy }: Partial<Conversation>): InboxList => {
  if (state === 'closed') return { tab: 'closed' }
  return claimedBy ? { tab: 'claimed', by: claimedBy } : { tab: 'unclaimed' }
}

const inboxPartition = (workspace: WorkspaceId, list: InboxList): string =>
  `${workspace}#inbox#${list.tab}${'by' in list ? `#${list.by}` : ''}`

/** What is an agent's own. */
export const agentPartition = (workspace: WorkspaceId, agent: AgentId): string =>
  `${workspace}#agent#${agent}`

/** An agent's own copy, so that their lists are read like any other: newest activity first, without looking further. */
export const copyKeys = (agent: AgentId, conversation: Conversation): Keys => {
  const tab = conversation.state === 'open' ? 'participating' : 'closed_of'
  return {
    pk: agentPartition(conversation.workspace, agent),
    sk: conversation.id,
    gsi1pk: inboxPartition(conversation.workspace, { tab, by: agent }),
    gsi1sk: conversationKeys(conversation).gsi1sk,
  }
}

export const conversationStore = (table: Table): App['conversations'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, [conversationRecord], conversationKeys({ workspace, id }), reading),
  inbox: (workspace, list, { limit, from }) => {
    const partition = inboxPartition(workspace, list)
    return queryRecords(table, [conversationRecord], {
      index: true,
      partition,
      to: from,
      limit,
      newestFirst: true,
    })
  },
  ofThread: async (workspace, ref, { limit, from = '~' }) => {
    const found = await queryRecords(table, [conversationRecord], {
      partition: entryPartition(workspace, ref),
      from: conversationSort(''),
      to: conversationSort(from),
      limit,
      newestFirst: true,
    })
    return found.map(({ record }) => ({ record, order: orderOf(record.id) }))
  },
  showTo: (agent, conversation) =>
    table.replaceOlder({ ...conversation, ...copyKeys(agent, conversation), is_copy: true }),
  hideFrom: (agent, conversation) => table.deleteOlder(copyKeys(agent, conversation), conversation.version),
})
