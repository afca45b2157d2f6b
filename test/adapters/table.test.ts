import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Adjustment, Key, Query, Table, Write } from '#adapters/dynamo/table.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createMemoryTable } from '../support/memory-table.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

type Step = { act: 'write' | 'replace' | 'delete' | 'adjust' | 'get' | 'query'; seed: number[] }

/** Sort keys whose order in UTF-8 is not that of JavaScript, and the ends of a range. */
const sortKeys = ['a', 'a#1', 'b', 'é', '\uff5e', '\u{1f600}', '~']

/** One step, its numbers read as choices; what it gave or why it failed. */
const take = async (table: Table, run: number, { act, seed }: Step): Promise<unknown> => {
  const [a = 0, b = 0, c = 0, d = 0] = seed
  const key = (at: number): Key => ({ pk: `${run} ${at % 2}`, sk: sortKeys[at % sortKeys.length] ?? '' })
  const item = (at: number, version: number) => ({
    ...key(at),
    ...(c % 3 && { gsi1pk: `${run} list ${c % 2}`, gsi1sk: sortKeys[d % sortKeys.length] ?? '' }),
    version,
    list: [1, { deep: c, gone: undefined }],
    gone: undefined,
  })
  const write = (at: number, version: number, isPut: boolean): Write => ({
    kind: `kind${at % 5}`,
    key: key(at),
    version,
    ...(isPut && { item: item(at, version + 1) }),
  })
  switch (act) {
    case 'write':
      return table.write([
        write(a, b % 3, c % 4 > 0),
        ...(d % 2 ? [write(a + (c % 2), d % 3, b % 4 > 0)] : []),
      ])
    case 'replace':
      return table.replaceOlder(item(a, b % 4))
    case 'delete':
      return table.deleteOlder(key(a), b % 4)
    case 'adjust': {
      const change: Adjustment['change'] = c % 2 ? { set: d % 9 } : { add: d % 9 }
      const where: Adjustment['where'] = b % 2 ? { atMost: b % 9 } : { above: b % 9 }
      return table.adjust({
        key: key(a),
        attribute: 'count',
        change,
        where,
        expiresAt: d % 2 ? 1500 : undefined,
      })
    }
    case 'get':
      return (await table.get(key(a), 'fresh')) ?? 'nothing'
    case 'query': {
      const partition = a % 2 ? `${run} ${b % 2}` : `${run} list ${b % 2}`
      const query: Query = { partition, index: a % 2 === 0, newestFirst: b % 3 === 0 }
      const range = { from: sortKeys[c % sortKeys.length], to: sortKeys[d % sortKeys.length] }
      const isRange = c % 3 === 0
      const items = await table.query({ ...query, ...(isRange && range), ...(a % 3 === 0 && { limit: 2 }) })
      // Equal places in an index have no order among each other.
      return query.index ? items.map(({ gsi1sk }) => gsi1sk) : items
    }
  }
}

const outcome = (work: Promise<unknown>) =>
  work.catch(({ name, kinds }: { name: string; kinds?: string[] }) => ({ name, kinds }))

test('the table in memory, on which domain tests run, answers as the engine does', async () => {
  const acts = ['write', 'write', 'replace', 'delete', 'adjust', 'get', 'query', 'query'] as const
  const step = fc.record({ act: fc.constantFrom(...acts), seed: fc.array(fc.nat(99), { minLength: 4 }) })
  let run = 0
  const property = fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40 }), async (steps) => {
    run++
    const memory = createMemoryTable(() => {})
    for (const step of steps) {
      const expected = await outcome(take(engine.table, run, step))
      expect(await outcome(take(memory, run, step))).toEqual(expected)
    }
  })
  await fc.assert(property, { numRuns: 20, endOnFailure: true })
})
