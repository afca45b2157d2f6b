import { expect, test } from 'vitest'
import { createClock } from '../../../../local/runner/core/clock.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { createSchedules } from '../../../../local/runner/events/schedules.ts'

const minute = 60_000
const day = 24 * 60 * minute

const createScheduled = (expression: string) => {
  const clock = createClock(openState(':memory:'))
  const fired: number[] = []
  const deliveries = { send: () => void fired.push(clock.now()) } as never
  const schedules = createSchedules(clock, deliveries)
  schedules.add({ arn: 'arn:aws:events:rule', expression, targets: [{} as never] })
  schedules.start()
  /** Timers that are due by then have rung. */
  const travel = async (by: number) => {
    await clock.travel(clock.now() + by)
    await new Promise<void>((resolve) => clock.at(clock.now(), resolve))
    return fired.length
  }
  return { travel, stop: schedules.stop }
}

test.each(['rate(5 minutes)', 'cron(* * * * ? *)'])(
  'a schedule goes on after the clock was set back: %s',
  async (expression) => {
    const { travel, stop } = createScheduled(expression)
    expect(await travel(6 * minute)).toBe(1)
    expect(await travel(-day)).toBe(1)
    expect(await travel(6 * minute)).toBe(2)
    expect(await travel(6 * minute)).toBe(3)
    stop()
  },
)

test('short jumps do not put a schedule off', async () => {
  const { travel, stop } = createScheduled('rate(5 minutes)')
  await travel(3 * minute)
  expect(await travel(3 * minute)).toBe(1)
  stop()
})
