import type { Ordered, Page } from './app.ts'

type Read<L, T> = (list: L, page: Page) => Promise<Ordered<T>[]>
type Newest<T> = { shown: Ordered<T>[]; next?: string }
/** `read`: what waits to be shown; `given`: how much was shown already; `more`: whether the list goes on. */
type Source<L, T> = { list: L; read: Ordered<T>[]; given: number; more: boolean }

/** A few conversations are one block of 4 KB, the least that is paid for. */
const firstRead = 4

/**
 * The newest of several lists that are each newest first, from the order `from` down, and the order of the one after
 * them. Reads little of each list at first, then of those that ran out as much as they seem to have, so that what is
 * read stays near what is shown, however many lists there are. What two lists have is shown once.
 */
export const newestOfLists = async <L, T>(
  lists: L[],
  limit: number,
  from: string | undefined,
  read: Read<L, T>,
): Promise<Newest<T>> => {
  const sources: Source<L, T>[] = lists.map((list) => ({ list, read: [], given: 0, more: true }))
  const shown: Ordered<T>[] = []
  while (true) {
    await refill(sources, limit, shown, from, read)
    const newest = newestOf(sources)
    const [first] = newest?.read ?? []
    if (!newest || !first) return { shown }
    if (shown.length === limit) return { shown, next: first.order }
    for (const source of sources) if (source.read[0]?.order === first.order) source.read.shift()
    newest.given++
    shown.push(first)
  }
}

/** A list that ran out is read on from the last one shown, which it gives again. */
const refill = <L, T>(
  sources: Source<L, T>[],
  limit: number,
  shown: Ordered<T>[],
  from: string | undefined,
  read: Read<L, T>,
) =>
  Promise.all(
    sources
      .filter((source) => source.read.length === 0 && source.more)
      .map(async (source) => {
        const last = shown.at(-1)?.order
        const wanted =
          last === undefined ? firstWanted(limit, sources.length) : nextWanted(source, limit, shown.length)
        const found = await read(source.list, { limit: wanted, from: last ?? from })
        source.more = found.length === wanted
        source.read = found.filter(({ order }) => order !== last)
      }),
  )

const firstWanted = (limit: number, lists: number) =>
  lists === 1 ? limit + 1 : Math.min(limit + 1, firstRead)

/** Its share of what is still to be shown, as far as its share of what was shown tells, and the one given again. */
const nextWanted = <L, T>({ given }: Source<L, T>, limit: number, shown: number): number =>
  Math.max(firstRead, Math.ceil(((limit + 1 - shown) * given) / shown) + 1)

const newestOf = <L, T>(sources: Source<L, T>[]): Source<L, T> | undefined =>
  sources
    .filter((source) => source.read.length > 0)
    .reduce<Source<L, T> | undefined>(
      (newest, source) =>
        newest && (newest.read[0]?.order ?? '') >= (source.read[0]?.order ?? '') ? newest : source,
      undefined,
    )
