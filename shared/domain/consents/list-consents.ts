import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Page } from '../app.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import { openCursor, type PageOf, type PageQuery } from '../pages.ts'
import { writingsOf } from '../phones/national-writings.ts'
import { requireAddress } from '../phones/require-phone.ts'
import type { Consents } from '../threads/consent.ts'
import type { ConsentEvent } from './consent-event.ts'

type Needs = Pick<App, 'consents' | 'cursors' | 'settings' | 'threads'>

/** `consents`: the words that count now. */
export type Ledger = PageOf<ConsentEvent> & { consents: Consents }

/** The ledger of a phone, in any common format, newest first. Throws `invalid_phone_number`. */
export const listConsents = async (
  app: Needs,
  principal: Principal,
  { phone: written, limit, cursor }: { phone: string } & PageQuery,
): Promise<Ledger> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const { country } = await app.settings.get(workspace)
  const phone = requireAddress(written, country)
  const from = await openCursor(app, workspace, cursor)
  const [thread, { shown, next }] = await Promise.all([
    app.threads.byPhone(workspace, phone),
    newestOfLists(writingsOf(phone), limit, from, (writing, page: Page) =>
      app.consents.list(workspace, writing, page),
    ),
  ])
  const nextCursor = next && (await app.cursors.seal(workspace, next))
  return { records: shown.map(({ record }) => record), nextCursor, consents: thread?.consents ?? {} }
}
