import type { App, Ordered } from '#domain/app.ts'
import type { Note } from '#domain/conversations/note.ts'
import { type NumberId, orderOf, type ThreadRef, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import type { Message, OutboundMessage } from '#domain/messages/message.ts'
import { releaseOrder } from '#domain/scheduled/release-order.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

/** Everything said in a thread, in order. The id of each entry names the partition and the place in it. */
export const entryPartition = (workspace: WorkspaceId, ref: ThreadRef): string => `${workspace}#thread#${ref}`

export const entryKeys = ({ workspace, id }: Pick<Message | Note, 'workspace' | 'id'>): Keys => ({
  pk: entryPartition(workspace, threadRefOf(id)),
  sk: `entry#${orderOf(id)}`,
})

/** Only while it is held the index has a message, by its number and the time at which it leaves. */
export const messageKeys = (message: Message): Keys =>
  message.status === 'held'
    ? {
        ...entryKeys(message),
        gsi1pk: heldPartition(message.workspace, message.numberId),
        gsi1sk: releaseOrder(message),
      }
    : entryKeys(message)

const heldPartition = (workspace: WorkspaceId, number: NumberId): string => `${workspace}#held#${number}`

export const messageStore = (table: Table): App['messages'] => ({
  get: (workspace, id, reading) => getRecord(table, 'message', entryKeys({ workspace, id }), reading),
  entries: async (workspace, ref, { from = '', to = '~', limit, reading }) => {
    const partition = entryPartition(workspace, ref)
    const range = { from: `entry#${from}`, to: `entry#${to}` }
    const found = await queryRecords(table, ['message', 'note'], {
      partition,
      ...range,
      limit,
      reading,
      newestFirst: true,
    })
    return found.map(({ record }) => record)
  },
  held: async (workspace, number, range) => {
    const partition = heldPartition(workspace, number)
    const found = await queryRecords(table, 'message', { index: true, partition, ...range })
    return found as Ordered<OutboundMessage>[]
  },
})
