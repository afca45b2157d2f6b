import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Clock } from '../../runner/core/clock.ts'
import { json, type Reply, type Request } from '../../runner/core/http.ts'
import { InvalidInput, parseBody } from './input.ts'

const move = z.union(
  [z.strictObject({ advance: z.string() }), z.strictObject({ now: z.string() })],
  'must be {"advance": "PT9H"} or {"now": "2026-11-27T08:00:00Z"}',
)

export const getClock = (clock: Clock): Reply => json(200, { now: new Date(clock.now()).toISOString() })

/** Time travel, by an ISO 8601 duration or to an instant. */
export const moveClock = async (clock: Clock, request: Request): Promise<Reply> => {
  const wish = parseBody(move, request)
  await clock.travel('now' in wish ? toInstant(wish.now) : after(clock.now(), wish.advance))
  return getClock(clock)
}

const toInstant = (text: string) =>
  attempt(
    () => Temporal.Instant.from(text).epochMilliseconds,
    `now: "${text}" is not a time like 2026-11-27T08:00:00Z`,
  )

/** Days, months and years are those of the calendar in UTC. */
const after = (now: number, duration: string) => {
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC')
  return attempt(
    () => start.add(duration).epochMilliseconds,
    `advance: "${duration}" is not a duration like PT9H`,
  )
}

const attempt = <T>(read: () => T, message: string): T => {
  try {
    return read()
  } catch {
    throw new InvalidInput(message)
  }
}
