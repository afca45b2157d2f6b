import type { App, InboxList } from '#domain/app.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { encodeNumber, orderOf, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { entryPartition } from './message.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

/** In the partition of its thread; the index lists it in one inbox, newest activity first. */
export const conversationKeys = (
  conversation: Pick<Conversation, 'workspace' | 'id'> & Partial<Conversation>,
): Keys => ({
  pk: entryPartition(conversation.workspace, threadRefOf(conversation.id)),
  sk: `conversation#${orderOf(conversation.id)}`,
  gsi1pk: inboxPartition(conversation.workspace, listOf(conversation)),
  gsi1sk: encodeNumber(conversation.lastActivityAt ?? 0, 10) + orderOf(conversation.id),
})

const listOf = ({ state, claimedBy }: Partial<Conversation>): InboxList => {
  if (state === 'closed') return { tab: 'closed' }
  return claimedBy ? { tab: 'claimed', by: claimedBy } : { tab: 'unclaimed' }
}

const inboxPartition = (workspace: WorkspaceId, list: InboxList): string =>
  `${workspace}#inbox#${list.tab}${list.tab === 'claimed' ? `#${list.by}` : ''}`

export const conversationStore = (table: Table): App['conversations'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, 'conversation', conversationKeys({ workspace, id }), reading),
  inbox: (workspace, list, { limit, from }) =>
    queryRecords(table, 'conversation', {
      index: true,
      partition: inboxPartition(workspace, list),
      to: from,
      limit,
      newestFirst: true,
    }),
})
