import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import { parsePhone } from '../phone.ts'
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
  const phone = parsePhone(written, country)
  if (!phone) throw new DomainError('invalid_phone_number', 'Not a valid phone number.')
  const from = await openCursor(app, workspace, cursor)
  const [thread, read] = await Promise.all([
    app.threads.byPhone(workspace, phone),
    app.consents.list(workspace, phone, { limit: limit + 1, from }),
  ])
  return { ...(await pageOf(app, workspace, read, limit)), consents: thread?.consents ?? {} }
}
