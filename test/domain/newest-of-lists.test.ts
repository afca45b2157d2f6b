import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestOfLists } from '#domain/newest-of-lists.ts'

type List = number[]

/** Reads a list as a store does: newest first, from an order down. */
const reader = () => {
  let read = 0
  const from = async (list: List, { limit, from }: { limit: number; from?: string }) => {
    const found = list
      .map((record) => ({ record, order: String(record).padStart(4, '0') }))
      .toSorted((a, b) => (a.order < b.order ? 1 : -1))
      .filter(({ order }) => from === undefined || order <= from)
      .slice(0, limit)
    read += found.length
    return found
  }
  return { from, read: () => read }
}

const lists = fc.array(fc.uniqueArray(fc.nat(999), { maxLength: 60 }), { maxLength: 8 })
const newestFirst = (all: List[]) => [...new Set(all.flat())].toSorted((a, b) => b - a)

test('the newest of all lists come first, each once, and what is next is named', () =>
  fc.assert(
    fc.asyncProperty(
      lists,
      fc.integer({ min: 1, max: 50 }),
      fc.option(fc.nat(999)),
      async (all, limit, from) => {
        const start = from === null ? undefined : String(from).padStart(4, '0')
        const { shown, next } = await newestOfLists(all, limit, start, reader().from)
        const expected = newestFirst(all).filter((record) => from === null || record <= from)
        expect(shown.map(({ record }) => record)).toEqual(expected.slice(0, limit))
        expect(next === undefined ? undefined : Number(next)).toBe(expected[limit])
      },
    ),
  ))

test('pages one after the other hold everything once', () =>
  fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 20 }), async (all, limit) => {
      const found: number[] = []
      let from: string | undefined
      do {
        const page = await newestOfLists(all, limit, from, reader().from)
        found.push(...page.shown.map(({ record }) => record))
        from = page.next
      } while (from)
      expect(found).toEqual(newestFirst(all))
    }),
  ))

test.each([
  ['alike', (i: number) => i % 3],
  ['in one list only', () => 0],
  ['mostly in one list', (i: number) => (i % 10 ? 0 : 1 + (i % 2))],
  ['first in one list, then in another', (i: number) => Math.floor(i / 340)],
])('of ten thousand in three lists, %s, a page of 25 reads at most 50', async (_, listOf) => {
  const all: List[] = [[], [], []]
  for (let i = 0; i < 1000; i++) all[listOf(i)]?.push(i)
  const { from, read } = reader()
  expect((await newestOfLists(all, 25, undefined, from)).shown).toHaveLength(25)
  expect(read()).toBeLessThanOrEqual(50)
})
