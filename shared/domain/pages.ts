import type { App } from './app.ts'
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

/** Cuts what was read, one more than asked for, to a page; the cursor names the first record of the next one. */
export const pageOf = async <T>(
  app: Pick<App, 'cursors'>,
  workspace: WorkspaceId,
  read: { record: T; order: string }[],
  limit: number,
): Promise<PageOf<T>> => {
  const records = read.slice(0, limit).map(({ record }) => record)
  const next = read[limit]
  return next ? { records, nextCursor: await app.cursors.seal(workspace, next.order) } : { records }
}
