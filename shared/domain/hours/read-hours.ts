import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { HoursId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { loadHours } from './load-hours.ts'
import type { NamedHours } from './named-hours.ts'

/** One of the workspace's business hours. Throws `not_found`. */
export const readHours = async (
  app: Pick<App, 'hours'>,
  principal: Principal,
  id: HoursId,
): Promise<NamedHours> => {
  requireScope(principal, 'read')
  return loadHours(app, principal.workspace, id)
}

/** A page of the workspace's business hours, oldest first. */
export const listHours = async (
  app: Pick<App, 'cursors' | 'hours'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<NamedHours>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.hours.page(workspace, { limit: limit + 1, from }), limit)
}
