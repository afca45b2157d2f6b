import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPacing } from '#adapters/dynamo/pacing.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const noon = Date.parse('2026-11-23T12:00:00Z')
const day = 24 * 60 * 60 * 1000

const number = (id: string, rate: BusinessNumber['rate']): BusinessNumber =>
  newNumber({ workspace: 'wks_pacing', id: `num_${id}`, address: '', country: 'US', createdAt: 1, rate })
/** As an instance of a function that knows nothing of the others. */
const pacing = () => createPacing(engine.table)

test('an idle number sends at once, and a busy one where its last text ends', async () => {
  const two = number('busy', { segmentsPerSecond: 2 })
  const { reserve } = pacing()
  expect(await reserve(two, 3, noon)).toBe(noon)
  expect(await reserve(two, 1, noon + 100)).toBe(noon + 1500)
  expect(await reserve(two, 2, noon + 200)).toBe(noon + 2000)
  expect(await pacing().reserve(two, 1, noon + 300)).toBe(noon + 3000)
  expect(await reserve(two, 1, noon + 3400)).toBe(noon + 3500)
  expect(await reserve(two, 1, noon + 60_000)).toBe(noon + 60_000)
})

test('a number is idle from the very moment at which its last text ends', async () => {
  const one = number('edge', { segmentsPerSecond: 1 })
  expect(await pacing().reserve(one, 1, noon)).toBe(noon)
  expect(await pacing().reserve(one, 1, noon + 1000)).toBe(noon + 1000)
  const { reserve } = pacing()
  expect(await reserve(one, 1, noon + 1999)).toBe(noon + 2000)
  expect(await reserve(one, 1, noon + 3000)).toBe(noon + 3000)
})

test('fifty texts at once from ten instances get slots one after the other', async () => {
  const ten = number('many', { segmentsPerSecond: 10 })
  const instances = Array.from({ length: 10 }, pacing)
  const slots = await Promise.all(
    Array.from({ length: 50 }, (_, i) => instances[i % 10]?.reserve(ten, 1, noon)),
  )
  expect(slots.map(Number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, i) => noon + i * 100),
  )
})

test('a number whose clock was set back a day sends the next text at once, and keeps its rate from then on', async () => {
  const one = number('back', { segmentsPerSecond: 1 })
  const { reserve } = pacing()
  for (let i = 0; i < 5; i++) await reserve(one, 1, noon + day)
  expect(await reserve(one, 1, noon)).toBe(noon)
  expect(await reserve(one, 1, noon + 100)).toBe(noon + 1000)
  expect(await pacing().reserve(one, 1, noon + 200)).toBe(noon + 2000)
})

test('one worker whose clock is a day ahead does not stop the others', async () => {
  const one = number('ahead', { segmentsPerSecond: 1 })
  const [wrong, right] = [pacing(), pacing()]
  expect(await wrong.reserve(one, 1, noon + day)).toBe(noon + day)
  expect(await right.reserve(one, 1, noon)).toBe(noon)
  expect(await wrong.reserve(one, 1, noon + day)).toBe(noon + day + 1000)
  expect(await right.reserve(one, 1, noon)).toBe(noon + 1000)
})

test('clocks that differ by seconds share one row of slots', async () => {
  const one = number('seconds', { segmentsPerSecond: 1 })
  for (let i = 0; i < 10; i++) await pacing().reserve(one, 1, noon + 5000)
  expect(await pacing().reserve(one, 1, noon)).toBe(noon + 15_000)
})

test('a long queue of slots is none that a clock made: it is kept', async () => {
  const slow = number('long', { segmentsPerSecond: 1 })
  expect(await pacing().reserve(slow, 100_000, noon)).toBe(noon)
  expect(await pacing().reserve(slow, 1, noon + 1000)).toBe(noon + 100_000_000)
})

test('what lets others go takes a slot of an idle number only', async () => {
  const one = number('behind', { segmentsPerSecond: 1 })
  expect(await pacing().reserveIdle(one, 1, noon)).toBe(noon)
  expect(await pacing().reserveIdle(one, 1, noon + 500)).toBeUndefined()
  expect(await pacing().reserve(one, 2, noon + 500)).toBe(noon + 1000)
  expect(await pacing().reserveIdle(one, 1, noon + 2500)).toBeUndefined()
  expect(await pacing().reserveIdle(one, 1, noon + 3000)).toBe(noon + 3000)
})
