import { expect, test } from 'vitest'
import { createKnown } from '#adapters/known.ts'

const create = () => {
  const reads: string[] = []
  let now = 0
  const known = createKnown<number>({ keptFor: 10, most: 3 }, () => now)
  const ask = (name: string) =>
    known(name, async () => {
      reads.push(name)
      return reads.length
    })
  const pass = (time: number) => {
    now += time
  }
  return { known, ask, reads, pass }
}

test('what is known is read again when its time is over, and not before', async () => {
  const { ask, pass } = create()
  expect(await Promise.all([ask('a'), ask('a')])).toEqual([1, 1])
  pass(9)
  expect(await ask('a')).toBe(1)
  pass(1)
  expect(await ask('a')).toBe(2)
})

test('of more names than may be known the one that was read first is forgotten', async () => {
  const { ask, reads } = create()
  for (const name of ['a', 'b', 'c', 'd', 'b', 'c', 'd', 'a']) await ask(name)
  expect(reads).toEqual(['a', 'b', 'c', 'd', 'a'])
})

test('what could not be read is read again, by all who come afterwards', async () => {
  const { known, ask, reads } = create()
  const fail = () => Promise.reject(new Error('No.'))
  await expect(known('a', fail)).rejects.toThrow('No.')
  expect(await ask('a')).toBe(1)
  expect(await ask('a')).toBe(1)
  expect(reads).toEqual(['a'])
})
