import { expect, test } from 'vitest'
import { gather } from '../../../../local/runner/event-source/window.ts'

/** What each read gives, and how many seconds of the virtual clock have passed by then. */
const fill = async (
  reads: [records: string[], seconds: number][],
  settings = { size: 5, windowSeconds: 10 },
) => {
  const [first = [[], 0], ...rest] = reads
  let seconds = first[1]
  const read = async (count: number) => {
    const [records, at] = rest.shift() ?? [[], seconds]
    seconds = at
    return records.slice(0, count)
  }
  const { signal } = new AbortController()
  const batch = await gather(first[0], { ...settings, now: () => seconds * 1000, read, signal })
  return batch.join('')
}

test('without a window a batch is what there was', async () => {
  expect(
    await fill(
      [
        [['a'], 0],
        [['b'], 0],
      ],
      { size: 5, windowSeconds: 0 },
    ),
  ).toBe('a')
})

test('a batch is filled until it is full', async () => {
  expect(
    await fill([
      [['a'], 0],
      [['b', 'c'], 1],
      [[], 2],
      [['d', 'e', 'f'], 3],
      [['g'], 4],
    ]),
  ).toBe('abcde')
})

test('a batch is closed when its window is over by the virtual clock', async () => {
  expect(
    await fill([
      [['a'], 0],
      [['b'], 9],
      [['c'], 10],
      [['d'], 11],
    ]),
  ).toBe('abc')
})

test('a window closes early when nothing comes any more', async () => {
  expect(
    await fill(
      [
        [['a'], 0],
        [['b'], 1],
      ],
      { size: 5, windowSeconds: 300 },
    ),
  ).toBe('ab')
})

test('nothing is waited for before the first record', async () => {
  expect(
    await fill([
      [[], 0],
      [['a'], 0],
    ]),
  ).toBe('')
})
