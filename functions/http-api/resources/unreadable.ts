import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/unreadable.ts'
import { listUnreadable } from '#domain/unreadable/list-unreadable.ts'
import { retryUnreadable } from '#domain/unreadable/retry-unreadable.ts'
import type { Unreadable } from '#domain/unreadable/unreadable.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.unreadableOperations
type Listed = Shape<Operations['listUnreadable']['response']>['data'][number]

export const unreadableRoutes: Routes<Operations> = {
  listUnreadable: async ({ app, principal, query }) =>
    presentPage(await listUnreadable(app, principal, query), presentUnreadable),
  retryUnreadable: async ({ app, principal, params }) => {
    // Read at need: all that receives texts hangs on it.
    const { takeUp } = await import('../../edge/take-up.ts')
    await retryUnreadable(app, principal, params.id, (unreadable) => takeUp(app, unreadable))
    return undefined
  },
}

const mostShown = 10_000

const presentUnreadable = ({
  id,
  source,
  reason,
  detail,
  raw,
  receivedAt,
  expiresAt,
}: Unreadable): Listed => ({
  id,
  source,
  reason,
  detail,
  raw: raw.slice(0, mostShown).toWellFormed(),
  received_at: time(receivedAt),
  expires_at: time(expiresAt),
})
