import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { loadContact } from '../contacts/load-contact.ts'
import { type ContactId, orderOf } from '../ids.ts'
import { continuations } from '../messages/continues.ts'
import { newestOfLists } from '../newest-of-lists.ts'
import { cutToPage, openCursor, type PageOf, type PageQuery } from '../pages.ts'
import { threadsOfCustomer } from './customer-threads.ts'
import { type Aged, agedEntry } from './read-timeline.ts'
import { onlyReadable } from './readable.ts'

type Needs = Pick<
  App,
  'clock' | 'contacts' | 'conversations' | 'cursors' | 'messages' | 'settings' | 'threads'
>

/**
 * Everything ever said with any phone of a contact, by time, newest first, and the notes between. Of others' closed conversations
 * an agent sees nothing. The id of a merged contact stands for the one that it was merged into. Throws `not_found`.
 */
export const readContactTimeline = async (
  app: Needs,
  principal: Principal,
  id: ContactId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<Aged>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const { id: contactId } = await loadContact(app, workspace, id)
  const threads = await threadsOfCustomer(app, workspace, { contactId })
  const from = await openCursor(app, workspace, cursor)
  const { shown, next } = await newestOfLists(threads, limit, from, async ({ ref }, page) => {
    const entries = await app.messages.entries(workspace, ref, { to: page.from, limit: page.limit })
    return entries.map((record) => ({ record, order: orderOf(record.id) }))
  })
  const now = app.clock.now()
  const continued = continuations(shown.map(({ record }) => record))
  const cut = cutToPage(shown, limit)
  const following = shown[cut.length]?.order ?? next
  const records = cut.map(({ record }) => agedEntry(record, continued, now))
  return {
    records: await onlyReadable(app, principal, records, ({ entry }) => entry),
    ...(following && { nextCursor: await app.cursors.seal(workspace, following) }),
  }
}
