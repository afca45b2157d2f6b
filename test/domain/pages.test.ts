import { expect, test } from 'vitest'
import { cutToPage } from '#domain/pages.ts'

const texts = (count: number, body: string) =>
  Array.from({ length: count }, (_, i) => ({ record: { body }, order: String(i) }))

test('a page has as many records as are wanted, or all that there are', () => {
  expect(cutToPage(texts(9, 'Hello'), 4).map(({ order }) => order)).toEqual(['0', '1', '2', '3'])
  expect(cutToPage(texts(3, 'Hello'), 4)).toHaveLength(3)
  expect(cutToPage([], 4)).toEqual([])
})

test('a page of long texts ends before an answer is more than Lambda may give', () => {
  const page = cutToPage(texts(101, '\u0001'.repeat(20_000)), 100)
  expect(page.length).toBeGreaterThan(10)
  // Texts of one part are shown twice.
  expect(JSON.stringify(page).length * 2).toBeLessThan(6_000_000)
})

test('one record is on a page however long it is', () => {
  expect(cutToPage(texts(2, 'x'.repeat(5_000_000)), 25)).toHaveLength(1)
})
