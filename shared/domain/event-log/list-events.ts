import { times } from '#wiring/times.ts'
import { type Principal, requireAdmin, requireScope } from '../agents/principal.ts'
import type { App, Ordered } from '../app.ts'
import { DomainError } from '../error.ts'
import { cutToPage, openCursor } from '../pages.ts'
import { after, eventsKeptFor, type LoggedEvent, timeOfPlace } from './logged-event.ts'

type Needs = Pick<App, 'clock' | 'cursors' | 'eventLog'>

export type EventQuery = { after?: string; types?: string[]; limit: number }
/** `cursor`: where the next page begins. It is there even where nothing is new. */
export type EventPage = { events: LoggedEvent[]; cursor: string; hasMore: boolean }

/** So many events are read for one page at most, where only some types are asked for. */
const mostRead = 200

/**
 * What happened after a cursor, oldest first, or in the last thirty days. Events of the last seconds are left out, so that none
 * ever appears behind a cursor. It tells of all numbers and of what others do: agents read it as admins only. Throws `forbidden`,
 * and `cursor_expired` where some of what came after the cursor is not kept any more.
 */
export const listEvents = async (app: Needs, principal: Principal, query: EventQuery): Promise<EventPage> => {
  requireScope(principal, 'read')
  if (principal.kind === 'agent') requireAdmin(principal)
  const { workspace } = principal
  const now = app.clock.now()
  const from = await openCursor(app, workspace, query.after)
  requireKept(from, now)
  const settled = String(now - times.eventSettled)
  const limit = query.types ? mostRead : query.limit
  const range = { from: from ?? String(now - eventsKeptFor), to: settled, limit: limit + 1 }
  const found = await app.eventLog.list(workspace, range)
  const read = cutToPage(found, limit)
  const { shown, last } = shownOf(read, query)
  const hasMore = found.length > read.length || shown.length < wanted(read, query).length
  const position = last && hasMore ? after(last.order) : settled
  return {
    events: shown.map(({ record }) => record),
    cursor: await app.cursors.seal(workspace, position > (from ?? '') ? position : (from ?? position)),
    hasMore,
  }
}

const requireKept = (from: string | undefined, now: number): void => {
  if (from === undefined || timeOfPlace(from) > now - eventsKeptFor) return
  throw new DomainError('cursor_expired', 'Events are kept for 30 days. Begin without a cursor.')
}

const wanted = (read: Ordered<LoggedEvent>[], { types }: EventQuery) =>
  read.filter(({ record }) => !types || types.includes(record.type))

/** Those of a page, and the last one that was looked at for it. */
const shownOf = (read: Ordered<LoggedEvent>[], query: EventQuery) => {
  const all = wanted(read, query)
  const shown = all.slice(0, query.limit)
  return { shown, last: shown.length < all.length ? shown.at(-1) : read.at(-1) }
}
