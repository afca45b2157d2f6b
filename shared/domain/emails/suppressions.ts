import { type Principal, requireAdmin, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { deleteRecord, type EditNeeds } from '../edit-record.ts'
import { notFound } from '../error.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { addressKey, type EmailSuppression } from './email.ts'

type Needs = Pick<App, 'cursors' | 'emails'>

/** A page of the addresses that get no e-mails any more, by their letters. */
export const listEmailSuppressions = async (
  app: Needs,
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<PageOf<EmailSuppression>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(app, workspace, await app.emails.suppressions(workspace, { limit: limit + 1, from }), limit)
}

/** Lets an address get e-mails again, as when its mailbox is back. Throws `not_found`, `forbidden`. */
export const liftEmailSuppression = async (
  app: EditNeeds & Needs,
  principal: Principal,
  address: string,
): Promise<void> => {
  requireAdmin(principal)
  await deleteRecord(app, {
    read: async () => {
      const found = await app.emails.suppression(principal.workspace, addressKey(address), 'fresh')
      if (!found) throw notFound('suppressed address')
      return found
    },
  })
}
