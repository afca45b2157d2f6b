import type { App } from '#domain/app.ts'
import { orderOf, type ThreadRef, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import type { Message } from '#domain/messages/message.ts'
import type { Note } from '#domain/notes/note.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

/** Everything said in a thread, in order. The id of each entry names the partition and the place in it. */
export const entryPartition = (workspace: WorkspaceId, ref: ThreadRef): string => `${workspace}#thread#${ref}`

export const entryKeys = ({ workspace, id }: Pick<Message | Note, 'workspace' | 'id'>): Keys => ({
  pk: entryPartition(workspace, threadRefOf(id)),
  sk: `entry#${orderOf(id)}`,
})

export const messageStore = (table: Table): App['messages'] => ({
  get: (workspace, id, reading) => getRecord(table, 'message', entryKeys({ workspace, id }), reading),
  entries: async (workspace, ref, { from = '', to = '~', limit, reading }) => {
    const partition = entryPartition(workspace, ref)
    const range = { from: `entry#${from}`, to: `entry#${to}` }
    const found = await queryRecords(table, ['message', 'note'], {
      partition,
      ...range,
      limit,
      newestFirst: true,
    })
    return found.map(({ record }) => record)
  },
})
      reading,
