import type { App, InboxList } from '#domain/app.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import type { ReadMarks } from '#domain/conversations/read-marks.ts'
import { type AgentId, encodeNumber, orderOf, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { entryPartition } from './message.ts'
import { deleteOlder, getRecord, type Keys, queryRecords, replaceOlder, type Table } from './table.ts'

/** In the partition of its thread; the index lists it in one inbox, newest activity first. */
export const conversationKeys = (
  conversation: Pick<Conversation, 'workspace' | 'id'> & Partial<Conversation>,
): Keys => ({
  pk: entryPartition(conversation.workspace, threadRefOf(conversation.id)),
  sk: conversationSort(orderOf(conversation.id)),
  gsi1pk: inboxPartition(conversation.workspace, listOf(conversation)),
  gsi1sk: encodeNumber(conversation.lastActivityAt ?? 0, 10) + orderOf(conversation.id),
})

const conversationSort = (order: string): string => `conversation#${order}`

const listOf = ({ state, claimedBy }: Partial<Conversation>): InboxList => {
  if (state === 'closed') return { tab: 'closed' }
  return claimedBy ? { tab: 'claimed', by: claimedBy } : { tab: 'unclaimed' }
}

const inboxPartition = (workspace: WorkspaceId, list: InboxList): string =>
  `${workspace}#inbox#${list.tab}${'by' in list ? `#${list.by}` : ''}`

const agentPartition = (workspace: WorkspaceId, agent: AgentId): string => `${workspace}#agent#${agent}`

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

export const readMarksKeys = ({ workspace, agentId }: Pick<ReadMarks, 'workspace' | 'agentId'>): Keys => ({
  pk: agentPartition(workspace, agentId),
  sk: 'read_marks',
})

export const readMarksStore = (table: Table): App['readMarks'] => ({
  get: (workspace, agentId, reading) =>
    getRecord(table, 'read_marks', readMarksKeys({ workspace, agentId }), reading),
})

export const conversationStore = (table: Table): App['conversations'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, 'conversation', conversationKeys({ workspace, id }), reading),
  inbox: (workspace, list, { limit, from }) => {
    const partition = inboxPartition(workspace, list)
    return queryRecords(table, 'conversation', { index: true, partition, to: from, limit, newestFirst: true })
  },
  ofThread: async (workspace, ref, { limit, from = '~' }) => {
    const range = { from: conversationSort(''), to: conversationSort(from), limit, newestFirst: true }
    const found = await queryRecords(table, 'conversation', {
      partition: entryPartition(workspace, ref),
      ...range,
    })
    return found.map(({ record }) => ({ record, order: orderOf(record.id) }))
  },
  showTo: (agent, conversation) =>
    replaceOlder(table, { ...conversation, ...copyKeys(agent, conversation), is_copy: true }),
  hideFrom: (agent, conversation) => deleteOlder(table, copyKeys(agent, conversation), conversation.version),
})
