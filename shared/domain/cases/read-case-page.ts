import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { Message } from '../messages/message.ts'
import type { Case, CaseEntry } from './case.ts'
import { type ShownEntry, withText } from './read-case.ts'

/** So many entries are read, newest first. */
const pageLength = 50

/** Milliseconds that the page stays after the case is done. */
const staysAfterDone = 30 * 24 * 3_600_000

/** What the customer of a case may see of it, newest first. */
export type CasePage = { one: Case; entries: ShownEntry[] }

/**
 * The page that a code opens. Throws one and the same `not_found` for a code that never was, was revoked or has ended, so that
 * nobody learns which it is.
 */
export const readCasePage = async (
  app: Pick<App, 'cases' | 'clock' | 'messages'>,
  code: string,
): Promise<CasePage> => {
  const link = await app.cases.link(code)
  const one = link && (await app.cases.get(link.workspace, link.caseId, 'fresh'))
  if (!one || hasEnded(one, app.clock.now())) throw notFound('page')
  const read = await app.cases.entries(one.workspace, one.id, { limit: pageLength, reading: 'fresh' })
  const mayShow = read.map(({ record }) => record).filter(isPublic)
  const shown = await Promise.all(mayShow.map((entry) => withText(app, entry)))
  return { one, entries: shown.filter(isSeen) }
}

/** A case that is opened again has its page again. */
const hasEnded = ({ state, resolvedAt = 0 }: Case, now: number): boolean =>
  state === 'done' && now >= resolvedAt + staysAfterDone

/** Changes and notices are the company's own. */
const isPublic = (entry: CaseEntry): boolean => {
  if (entry.type === 'comment') return entry.public
  return entry.type === 'text' && !entry.gone && !entry.internal
}

const isSeen = ({ entry, message }: ShownEntry): boolean =>
  entry.type === 'comment' || (message !== undefined && hasLeft(message))

/** A text that waits, was blocked or never arrived says nothing to its customer, who may not be meant to have it. */
const hasLeft = ({ status }: Message): boolean =>
  ['received', 'sent', 'delivered', 'unknown'].includes(status)
