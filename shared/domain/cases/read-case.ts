import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { onlyReadable } from '../conversations/readable.ts'
import type { CaseId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { asOf } from '../messages/overdue.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { Case, CaseEntry } from './case.ts'
import { loadCase } from './load-case.ts'

/** One case. Throws `not_found`. */
export const readCase = async (app: Pick<App, 'cases'>, principal: Principal, id: CaseId): Promise<Case> => {
  requireScope(principal, 'read')
  return loadCase(app, principal, id)
}

/** An entry with the text that it points to, where it is one. */
export type ShownEntry = { entry: CaseEntry; message?: Message }

/**
 * What was said, written and changed in a case, newest first. Texts of closed conversations are shown to who may read those,
 * and to the assignee.
 */
export const readCaseTimeline = async (
  app: Pick<App, 'cases' | 'clock' | 'conversations' | 'cursors' | 'messages'>,
  principal: Principal,
  id: CaseId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<ShownEntry>> => {
  const one = await readCase(app, principal, id)
  const { workspace } = one
  const from = await openCursor(app, workspace, cursor)
  const read = await app.cases.entries(workspace, id, { limit: limit + 1, from })
  const page = await pageOf(app, workspace, read, limit)
  const records = await Promise.all(page.records.map((entry) => withText(app, entry)))
  return { ...page, records: await readableIn(app, principal, one, records) }
}

/** Those that the asker may read; texts of closed conversations are not everybody's. */
export const readableIn = async (
  app: Pick<App, 'conversations'>,
  principal: Principal,
  one: Case,
  entries: ShownEntry[],
): Promise<ShownEntry[]> => {
  const shown = entries.filter(({ entry, message }) => entry.type !== 'text' || message)
  if (one.assignee === principal.id) return shown
  return onlyReadable(app, principal, shown, ({ message }) => message ?? {})
}

export const withText = async (
  app: Pick<App, 'clock' | 'messages'>,
  entry: CaseEntry,
): Promise<ShownEntry> => {
  if (entry.type !== 'text') return { entry }
  const message = await app.messages.get(entry.workspace, entry.messageId)
  return { entry, ...(message && { message: asOf(message, app.clock.now()) }) }
}
