import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { SavedView } from '#domain/views/saved-view.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, startingWith, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

/** The index lists those that are shared, and those of each owner. */
const savedViewKeys = (view: Pick<SavedView, 'workspace' | 'id'> & Partial<SavedView>): Keys => ({
  pk: `${view.workspace}#views`,
  sk: view.id,
  gsi1pk: view.shared ? sharedPartition(view.workspace) : ownPartition(view.workspace, view.owner ?? ''),
  gsi1sk: view.id,
})

const sharedPartition = (workspace: WorkspaceId) => `${workspace}#views#shared`

const ownPartition = (workspace: WorkspaceId, owner: string) => `${workspace}#views#of#${owner}`

export const savedViewRecord = declareRecord({
  kind: 'saved_view',
  place: {
    pk: '<workspace>#views',
    sk: '<id>',
    index: '`<workspace>#views#shared` or `<workspace>#views#of#<owner>`, by id',
  },
  keys: savedViewKeys,
  personal: ['ownerName'],
  schema: () =>
    recordOf('saved_view', {
      id: startingWith('viw_'),
      name: z.string(),
      filter: filter(),
      owner: z.string(),
      ownerName: z.optional(z.string()),
      shared: z.boolean(),
      createdAt: z.number(),
    }),
})

const filter = () =>
  stored({
    tab: z.optional(z.enum(['active', 'team', 'closed'])),
    state: z.optional(z.enum(['open', 'closed'])),
    numberId: z.optional(ids.number()),
    teamId: z.optional(ids.team()),
    tag: z.optional(z.string()),
    claimedBy: z.optional(ids.agent()),
    unread: z.optional(z.boolean()),
    snoozed: z.optional(z.boolean()),
    claimed: z.optional(z.boolean()),
    waiting: z.optional(z.boolean()),
    sort: z.optional(z.enum(['newest', 'waiting'])),
  })

export const savedViewStore = (table: Table): App['savedViews'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, [savedViewRecord], savedViewKeys({ workspace, id }), reading),
  shared: (workspace, page) =>
    queryRecords(table, [savedViewRecord], { index: true, partition: sharedPartition(workspace), ...page }),
  own: (workspace, owner, page) =>
    queryRecords(table, [savedViewRecord], {
      index: true,
      partition: ownPartition(workspace, owner),
      ...page,
    }),
})
