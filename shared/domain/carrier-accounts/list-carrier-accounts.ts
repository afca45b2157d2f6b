import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { CarrierAccount } from './carrier-account.ts'

/** A page of the workspace's accounts at carriers, oldest first. Throws `forbidden`. */
export const listCarrierAccounts = async (
  app: Pick<App, 'carrierAccounts' | 'cursors'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<CarrierAccount>> => {
  requireAdmin(principal)
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  const found = await app.carrierAccounts.page(workspace, { limit: limit + 1, from })
  return pageOf(app, workspace, found, limit)
}
