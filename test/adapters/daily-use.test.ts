import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dailyUseStore } from '#adapters/dynamo/daily-use.ts'
import type { DailyCap } from '#domain/numbers/daily-cap.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const noon = Date.parse('2026-11-23T12:00:00Z')
const capOf = (brandId: string, segments: number, day = '2026-11-23'): DailyCap => ({
  ...{ workspace: 'wks_use', of: { brandId, carrier: 't_mobile' }, counter: `brand#t_mobile#${brandId}` },
  ...{ segments, day, endsAt: noon + 20 * 3_600_000 },
})
/** As an instance of a function that knows nothing of the others. */
const use = () => dailyUseStore(engine.table)

test('a day takes its cap of segments and not one more, and the next day begins anew', async () => {
  const cap = capOf('B1', 5)
  expect(await use().used(cap)).toBe(0)
  expect(await use().add(cap, 3, noon)).toBe(3)
  expect(await use().add(cap, 3, noon)).toBeUndefined()
  expect(await use().add(cap, 2, noon)).toBe(5)
  expect(await use().add(cap, 1, noon)).toBeUndefined()
  expect(await use().used(cap)).toBe(5)
  expect(await use().add(capOf('B1', 5, '2026-11-24'), 1, noon)).toBe(1)
  expect(await use().add(capOf('B2', 5), 1, noon)).toBe(1)
})

test('a text that is longer than the cap leaves first on a day or never', async () => {
  const cap = capOf('long', 2)
  expect(await use().add(cap, 6, noon)).toBe(6)
  expect(await use().add(cap, 6, noon)).toBeUndefined()
})

test('of forty texts at once a cap of ten lets ten through', async () => {
  const cap = capOf('rush', 10)
  const used = await Promise.all(Array.from({ length: 40 }, () => use().add(cap, 1, noon)))
  expect(used.filter((each) => each !== undefined).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 10 }, (_, i) => i + 1),
  )
})

test('the count of a day is forgotten two days later', async () => {
  await use().add(capOf('kept', 5), 2, noon)
  const Key = { pk: 'wks_use#rate#brand#t_mobile#kept', sk: 'day#2026-11-23' }
  const { Item } = await engine.documents.send(new GetCommand({ TableName: engine.tableName, Key }))
  expect(Item).toEqual({ ...Key, used: 2, expires_at: noon / 1000 + 2 * 24 * 60 * 60 })
})
