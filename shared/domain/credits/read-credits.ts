import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { CreditEntry, Statement } from './credit-account.ts'
import { loadStatement } from './load-statement.ts'

/** What is left of the month and of packs. */
export const readCredits = async (
  app: Pick<App, 'clock' | 'credits' | 'settings'>,
  principal: Principal,
): Promise<Statement> => {
  requireScope(principal, 'read')
  return loadStatement(app, await app.settings.get(principal.workspace), 'fresh')
}

/** Every line that changed what is left, newest first. */
export const listCreditEntries = async (
  app: Pick<App, 'credits' | 'cursors'>,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<CreditEntry>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.credits.entries(workspace, { limit: limit + 1, from }), limit)
}
