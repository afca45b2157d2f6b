import { createHash } from 'node:crypto'
import { once } from '#contract/once.ts'
import type { App } from '#domain/app.ts'

type Cursors = App['cursors']
type List = { operation: string; params: unknown; query: object }

/** These change how much of a list is shown, not which list it is. */
const aboutThePage = ['limit', 'cursor', 'after', 'expand']

/**
 * Cursors for one list: an operation with its parameters and filters. A position in another list means nothing here, so
 * its cursor is none.
 */
export const cursorsOfList = ({ seal, open }: Cursors, list: List): Cursors => {
  // Most requests ask for no list.
  const mark = once(() => markOf(list))
  return {
    seal: (workspace, position) => seal(workspace, mark() + position),
    open: async (workspace, cursor) => {
      const position = await open(workspace, cursor)
      return position?.startsWith(mark()) ? position.slice(markLength) : undefined
    },
  }
}

const markLength = 8

const markOf = ({ operation, params, query }: List): string => {
  const filters = Object.entries(query)
    .filter(([name, value]) => value !== undefined && !aboutThePage.includes(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const named = JSON.stringify([operation, params, filters])
  return createHash('sha256').update(named).digest('base64url').slice(0, markLength)
}
