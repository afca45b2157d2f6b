import { randomUUID } from 'node:crypto'
import { account, region } from '../core/clients.ts'
import type { Clock } from '../core/clock.ts'
import type { Deliveries, Target } from './deliveries.ts'
import { readSchedule } from './schedule-expression.ts'

type ScheduledRule = { arn: string; expression: string; timeZone?: string; targets: Target[] }

export type Schedules = {
  add(rule: ScheduledRule): void
  /** Begins to count. */
  start(): void
  stop(): void
}

/**
 * Schedules on the virtual clock. A jump over several of its times fires a schedule once: all of them would see the same
 * present. After a jump back it does not wait until the clock is where it was.
 */
export const createSchedules = (clock: Clock, deliveries: Deliveries): Schedules => {
  const starts: (() => void)[] = []
  const pending = new Map<ScheduledRule, () => void>()
  return {
    add: (rule) => {
      const next = readSchedule(rule.expression, rule.timeZone)
      let armed: number | undefined
      const arm = () => {
        armed = next(clock.now())
        if (armed !== undefined) pending.set(rule, clock.at(armed, fire))
      }
      const armEarlier = () => {
        const instant = next(clock.now())
        if (instant === undefined || (armed !== undefined && armed <= instant)) return
        pending.get(rule)?.()
        arm()
      }
      const fire = () => {
        for (const target of rule.targets) deliveries.send(target, toEvent(rule, clock))
        arm()
      }
      starts.push(() => {
        arm()
        clock.afterTravel(armEarlier)
      })
    },
    start: () => {
      for (const start of starts) start()
    },
    stop: () => {
      for (const callOff of pending.values()) callOff()
    },
  }
}

/** The event for a target without an input of its own. */
const toEvent = ({ arn }: ScheduledRule, clock: Clock) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [arn],
  detail: {},
})
