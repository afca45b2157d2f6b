import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/saved-views.ts'
import { createView } from '#domain/views/create-view.ts'
import { deleteView } from '#domain/views/delete-view.ts'
import { editView } from '#domain/views/edit-view.ts'
import { listViews } from '#domain/views/list-views.ts'
import { readView } from '#domain/views/read-view.ts'
import type { SavedView } from '#domain/views/saved-view.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.savedViewOperations

export const savedViewRoutes: Routes<Operations> = {
  createView: async ({ app, principal, body }) =>
    presentView(await createView(app, principal, { ...body, filter: camelCased(body.filter) })),
  listViews: async ({ app, principal, query }) =>
    presentPage(await listViews(app, principal, query), presentView),
  getView: async ({ app, principal, params }) => presentView(await readView(app, principal, params.id)),
  editView: async ({ app, principal, params, body, seen }) => {
    const filter = body.filter && camelCased(body.filter)
    return presentView(await editView(app, principal, params.id, { ...body, filter }, seen))
  },
  deleteView: async ({ app, principal, params, seen }) => {
    await deleteView(app, principal, params.id, seen)
    return undefined
  },
}

const presentView = (view: SavedView): Shape<Operations['getView']['response']> => ({
  id: view.id,
  name: view.name,
  filter: {
    tab: view.filter.tab,
    state: view.filter.state,
    number_id: view.filter.numberId,
    team_id: view.filter.teamId,
    tag: view.filter.tag,
    claimed_by: view.filter.claimedBy,
    unread: view.filter.unread,
    snoozed: view.filter.snoozed,
    claimed: view.filter.claimed,
    waiting: view.filter.waiting,
    sort: view.filter.sort,
  },
  shared: view.shared,
  owner: view.owner,
  owner_name: view.ownerName,
  created_at: time(view.createdAt),
  version: view.version,
})
