import { expect, test } from 'vitest'
import { createClock } from '../../../../local/runner/core/clock.ts'
import { openState } from '../../../../local/runner/core/state.ts'

const hours = 3_600_000

const create = () => createClock(openState(':memory:'))

test('the clock runs with the machine until somebody travels', () => {
  expect(Math.abs(create().now() - Date.now())).toBeLessThan(1000)
})

test('travelling moves the clock, forward and back', async () => {
  const clock = create()
  const start = clock.now()
  await clock.travel(start + 9 * hours)
  expect(clock.now()).toBeGreaterThanOrEqual(start + 9 * hours)
  await clock.travel(start)
  expect(clock.now()).toBeLessThan(start + hours)
})

test('how far the clock is ahead outlives a restart', async () => {
  const state = openState(':memory:')
  const before = createClock(state)
  await before.travel(before.now() + 9 * hours)
  const left = before.now()
  expect(createClock(state).now()).toBeGreaterThanOrEqual(left)
})

test('a timer waits for its time, and travelling is a way to get there', async () => {
  const clock = create()
  const rung: string[] = []
  const rings = new Promise<void>((resolve) =>
    clock.at(clock.now() + 8 * hours, () => resolve(void rung.push('eight'))),
  )
  clock.at(clock.now() + 7 * hours, () => rung.push('seven'))
  clock.at(clock.now() + 10 * hours, () => rung.push('ten'))
  await clock.travel(clock.now() + 9 * hours)
  await rings
  expect(rung).toEqual(['seven', 'eight'])
})

test('a timer that was called off stays silent', async () => {
  const clock = create()
  const rung: string[] = []
  clock.at(clock.now() + hours, () => rung.push('off'))()
  await clock.travel(clock.now() + 2 * hours)
  await new Promise<void>((resolve) => clock.at(clock.now(), resolve))
  expect(rung).toEqual([])
})

test('what is under way ends before the clock jumps', async () => {
  const clock = create()
  const start = clock.now()
  let seen = 0
  clock.beforeTravel(async () => {
    seen = clock.now()
  })
  await clock.travel(start + 9 * hours)
  expect(seen).toBeLessThan(start + hours)
})
