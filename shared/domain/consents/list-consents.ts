import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, Page } from '../app.ts'
import type { MessageId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import { openCursor, type PageOf, type PageQuery } from '../pages.ts'
import { writingsOf } from '../phones/national-writings.ts'
import { requireAddress } from '../phones/require-phone.ts'
import type { Consents } from '../threads/consent.ts'
import type { ConsentEvent, NotSent } from '../threads/consent-event.ts'

type Needs = Pick<App, 'consents' | 'cursors' | 'messages' | 'settings' | 'threads'>

/** An entry, with why its answer never left. The ledger is not changed when that turns out later: the message says it. */
export type LedgerEntry = ConsentEvent & { unsent?: { reason: UnsentReason; messageId?: MessageId } }

type UnsentReason = NotSent | 'canceled' | 'failed'

/** `consents`: the words that count now. */
export type Ledger = PageOf<LedgerEntry> & { consents: Consents }

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
  const records = await Promise.all(shown.map(({ record }) => withUnsent(app, record)))
  return { records, nextCursor, consents: thread?.consents ?? {} }
}

const withUnsent = async (app: Needs, event: ConsentEvent): Promise<LedgerEntry> => {
  const { workspace, sent, notSent, ...entry } = event
  if (notSent) return { ...event, unsent: { reason: notSent } }
  const answer = sent && (await app.messages.get(workspace, sent.messageId))
  const reason = answer && unsentReason(answer)
  return reason ? { ...entry, workspace, unsent: { reason, messageId: answer.id } } : event
}

const unsentReason = ({ status, ...message }: Message): UnsentReason | undefined => {
  if (status === 'canceled' || status === 'failed') return status
  if (status !== 'blocked' || message.direction === 'inbound') return undefined
  const { gate } = message
  return gate.decision === 'block' && gate.reason === 'answer_too_late' ? gate.reason : 'blocked'
}
