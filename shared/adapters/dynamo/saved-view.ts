import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { SavedView } from '#domain/views/saved-view.ts'
import { getRecord, type Keys, queryRecords, type Table } from './table.ts'

/** The index lists those that are shared, and those of each owner. */
export const savedViewKeys = (view: Pick<SavedView, 'workspace' | 'id'> & Partial<SavedView>): Keys => ({
  pk: `${view.workspace}#views`,
  sk: view.id,
  gsi1pk: view.shared ? sharedPartition(view.workspace) : ownPartition(view.workspace, view.owner ?? ''),
  gsi1sk: view.id,
})

const sharedPartition = (workspace: WorkspaceId) => `${workspace}#views#shared`

const ownPartition = (workspace: WorkspaceId, owner: string) => `${workspace}#views#of#${owner}`

export const savedViewStore = (table: Table): App['savedViews'] => ({
  get: (workspace, id, reading) => getRecord(table, 'saved_view', savedViewKeys({ workspace, id }), reading),
  shared: (workspace, page) =>
    queryRecords(table, 'saved_view', { index: true, partition: sharedPartition(workspace), ...page }),
  own: (workspace, owner, page) =>
    queryRecords(table, 'saved_view', { index: true, partition: ownPartition(workspace, owner), ...page }),
})
