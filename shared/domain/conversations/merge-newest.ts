import type { Ordered, Page } from '../app.ts'

type Read<L, T> = (list: L, page: Page) => Promise<Ordered<T>[]>
type Merged<T> = { shown: Ordered<T>[]; next?: string }
type Source<L, T> = { list: L; read: Ordered<T>[]; more: boolean }

/**
 * The newest of several lists that are each newest first, from the order `from` down, and the order of the one after
 * them. Reads little of each list at first and more only of those that ran out, so that what is read stays near what
 * is shown, however many lists there are.
 */
export const mergeNewest = async <L, T>(
  lists: L[],
  limit: number,
  from: string | undefined,
  read: Read<L, T>,
): Promise<Merged<T>> => {
  const chunk = Math.ceil(limit / Math.max(lists.length, 1)) + 1
  const sources: Source<L, T>[] = lists.map((list) => ({ list, read: [], more: true }))
  const shown: Ordered<T>[] = []
  while (true) {
    await refill(sources, chunk, shown.at(-1)?.order ?? from, shown.at(-1)?.order, read)
    const newest = newestOf(sources)
    if (!newest) return { shown }
    if (newest.read[0]?.order === shown.at(-1)?.order) newest.read.shift()
    else if (shown.length === limit) return { shown, next: newest.read[0]?.order }
    else shown.push(newest.read.shift() as Ordered<T>)
  }
}

/** A list that ran out is read on from the last one shown, which it may give again. */
const refill = <L, T>(
  sources: Source<L, T>[],
  limit: number,
  from: string | undefined,
  seen: string | undefined,
  read: Read<L, T>,
) =>
  Promise.all(
    sources
      .filter((source) => source.read.length === 0 && source.more)
      .map(async (source) => {
        const found = await read(source.list, { limit: limit + 1, from })
        source.more = found.length > limit
        source.read = found.filter(({ order }) => order !== seen)
      }),
  )

const newestOf = <L, T>(sources: Source<L, T>[]): Source<L, T> | undefined =>
  sources
    .filter((source) => source.read.length > 0)
    .reduce<Source<L, T> | undefined>(
      (newest, source) =>
        newest && (newest.read[0]?.order ?? '') >= (source.read[0]?.order ?? '') ? newest : source,
      undefined,
    )
