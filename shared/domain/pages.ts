import type { App, Ordered } from './app.ts'
import { DomainError } from './error.ts'
import type { WorkspaceId } from './ids.ts'

/** A page of records; `nextCursor` where there are more. */
export type PageOf<T> = { records: T[]; nextCursor?: string }

export type PageQuery = { limit: number; cursor?: string }

/** Where this page begins. Throws `validation_failed` for a cursor that is not ours. */
export const openCursor = async (
  app: Pick<App, 'cursors'>,
  workspace: WorkspaceId,
  cursor: string | undefined,
): Promise<string | undefined> => {
  if (cursor === undefined) return undefined
  const position = await app.cursors.open(workspace, cursor)
  if (position !== undefined) return position
  const detail = 'Not a cursor of this list.'
  throw new DomainError('validation_failed', detail, { errors: [{ path: 'cursor', detail }] })
}

/**
 * Cuts what was read, one more than asked for, to a page; the cursor names the first record of the next one. Long texts
 * make it shorter than was asked for.
 */
export const pageOf = async <T>(
  app: Pick<App, 'cursors'>,
  workspace: WorkspaceId,
  read: Ordered<T>[],
  limit: number,
): Promise<PageOf<T>> => {
  const shown = cutToPage(read, limit)
  const next = read[shown.length]
  return {
    records: shown.map(({ record }) => record),
    ...(next && { nextCursor: await app.cursors.seal(workspace, next.order) }),
  }
}

/** Lambda answers with at most 6 MB. An answer shows each text twice at most: as a whole, and in its parts. */
const mostBytes = 2_500_000

/** The first records, as many as are wanted or as one answer holds: one at least. */
export const cutToPage = <T>(found: Ordered<T>[], limit: number): Ordered<T>[] => {
  let bytes = 0
  const end = found.findIndex(({ record }, i) => {
    bytes += Buffer.byteLength(JSON.stringify(record))
    return i > 0 && (i === limit || bytes > mostBytes)
  })
  return end < 0 ? found : found.slice(0, end)
}
