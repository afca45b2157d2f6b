import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { NumberId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'

/** What is held in the workspace, or of one of its numbers: soonest first, and last what waits for a person. */
export const listHeld = async (
  app: Pick<App, 'cursors' | 'messages' | 'numbers'>,
  principal: Principal,
  { limit, cursor, number_id }: PageQuery & { number_id?: NumberId },
): Promise<PageOf<OutboundMessage>> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  const numbers = number_id ? [number_id] : (await app.numbers.list(workspace)).map(({ id }) => id)
  const range = { from, limit: limit + 1 }
  const held = await Promise.all(numbers.map((number) => app.messages.held(workspace, number, range)))
  const soonest = held.flat().toSorted((a, b) => (a.order < b.order ? -1 : 1))
  return pageOf(app, workspace, soonest, limit)
}
