import type { App, Ordered } from '#domain/app.ts'
import type { Note } from '#domain/conversations/note.ts'
import { type NumberId, orderOf, type ThreadRef, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { listOrder, parseListOrder } from '#domain/messages/listed-message.ts'
import {
  isUnsuccessful,
  type Message,
  type OutboundMessage,
  type UnsuccessfulStatus,
} from '#domain/messages/message.ts'
import { releaseOrder } from '#domain/scheduled/release-order.ts'
import { getRecord, type Keys, queryOrders, queryRecords, type Table } from './table.ts'

/** Everything said in a thread, in order. The id of each entry names the partition and the place in it. */
export const entryPartition = (workspace: WorkspaceId, ref: ThreadRef): string => `${workspace}#thread#${ref}`

export const entryKeys = ({ workspace, id }: Pick<Message | Note, 'workspace' | 'id'>): Keys => ({
  pk: entryPartition(workspace, threadRefOf(id)),
  sk: `entry#${orderOf(id)}`,
})

/**
 * The index of keys lists every message of a number. The index of whole records has only what somebody waits for or
 * should look at: held texts by when they leave, unsuccessful ones by when they were stored.
 */
export const messageKeys = (message: Message): Keys => ({
  ...entryKeys(message),
  gsi2pk: numberPartition(message.workspace, message.numberId),
  gsi2sk: listOrder(message),
  ...statusKeys(message),
})

const statusKeys = (message: Message): Partial<Keys> => {
  const { workspace, numberId, status } = message
  if (message.direction === 'inbound' || (status !== 'held' && !isUnsuccessful(status))) return {}
  return {
    gsi1pk: statusPartition(workspace, numberId, status),
    gsi1sk: status === 'held' ? releaseOrder(message) : listOrder(message),
  }
}

const numberPartition = (workspace: WorkspaceId, number: NumberId): string =>
  `${workspace}#messages#${number}`

const statusPartition = (
  workspace: WorkspaceId,
  number: NumberId,
  status: 'held' | UnsuccessfulStatus,
): string => `${workspace}#${status}#${number}`

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
  newest: async (workspace, number, range) => {
    const partition = numberPartition(workspace, number)
    const orders = await queryOrders(table, { partition, ...range, newestFirst: true })
    return orders.map((order) => ({ record: parseListOrder(order), order }))
  },
  unsuccessful: async (workspace, number, status, range) => {
    const partition = statusPartition(workspace, number, status)
    const query = { index: true, partition, ...range, newestFirst: true }
    return (await queryRecords(table, 'message', query)) as Ordered<OutboundMessage>[]
  },
  held: async (workspace, number, range) => {
    const partition = statusPartition(workspace, number, 'held')
    const found = await queryRecords(table, 'message', { index: true, partition, ...range })
    return found as Ordered<OutboundMessage>[]
  },
})
