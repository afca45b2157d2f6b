import type { App, Ordered, Page } from './app.ts'
import type { WorkspaceId } from './ids.ts'
import { cutToPage, openCursor, type PageOf, type PageQuery } from './pages.ts'

/** Looks at the next so many of a list; `next` is the position after them, where there are more. */
export type LookAt<T> = (page: Page) => Promise<{ shown: Ordered<T>[]; next?: string }>

/** How much one request looks at for what a filter lets through, and how much at a time. */
const mostLookedAt = 200
const fewestAtOnce = 4
const mostAtOnce = 50

/**
 * A page of what a filter lets through. It may be short, even empty, while there is more: the cursor goes on where the
 * search stopped.
 */
export const searchPage = async <T>(
  app: Pick<App, 'cursors'>,
  workspace: WorkspaceId,
  { limit, cursor }: PageQuery,
  { lookAt, fits }: { lookAt: LookAt<T>; fits: (record: T) => boolean },
): Promise<PageOf<T>> => {
  const found: Ordered<T>[] = []
  let from = await openCursor(app, workspace, cursor)
  for (let looked = 0; found.length < limit && looked < mostLookedAt; ) {
    const wanted = toLookAt(limit, found.length, looked)
    const { shown, next } = await lookAt({ limit: wanted, from })
    found.push(...shown.filter(({ record }) => fits(record)))
    looked += wanted
    from = next
    if (from === undefined) break
  }
  const shown = cutToPage(found, limit)
  const records = shown.map(({ record }) => record)
  const next = found[shown.length]?.order ?? from
  return { records, nextCursor: next && (await app.cursors.seal(workspace, next)) }
}

/** As many as are to be found; then as many more as it seems to take, going by how many were let through so far. */
const toLookAt = (limit: number, found: number, looked: number): number => {
  if (looked === 0) return limit
  const likely = Math.ceil(((limit - found) * looked) / Math.max(found, 1))
  return Math.min(mostAtOnce, Math.max(fewestAtOnce, likely))
}
