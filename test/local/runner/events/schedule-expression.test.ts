import { expect, test } from 'vitest'
import { readSchedule } from '../../../../local/runner/events/schedule-expression.ts'

const next = (expression: string, after: string, timeZone?: string) => {
  const instant = readSchedule(expression, timeZone)(Date.parse(after))
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

test.each([
  ['rate(5 minutes)', '2026-11-27T08:01:00Z', '2026-11-27T08:06:00.000Z'],
  ['rate(1 hour)', '2026-11-27T08:01:00Z', '2026-11-27T09:01:00.000Z'],
  ['cron(0/15 * * * ? *)', '2026-11-27T08:01:00Z', '2026-11-27T08:15:00.000Z'],
  ['cron(0 9 * * ? *)', '2026-11-27T09:00:00Z', '2026-11-28T09:00:00.000Z'],
  ['cron(30 8,17 ? * MON-FRI *)', '2026-11-27T17:30:00Z', '2026-11-30T08:30:00.000Z'],
  ['cron(0 0 29 FEB ? *)', '2026-11-27T08:00:00Z', '2028-02-29T00:00:00.000Z'],
  ['at(2026-12-01T09:00:00)', '2026-11-27T08:00:00Z', '2026-12-01T09:00:00.000Z'],
  ['at(2026-12-01T09:00:00)', '2026-12-01T09:00:00Z', undefined],
])('%s after %s', (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected)
})

test('a time of day is that of the time zone', () => {
  expect(next('cron(0 9 * * ? *)', '2026-03-07T18:00:00Z', 'America/New_York')).toBe(
    '2026-03-08T13:00:00.000Z',
  )
})

test.each(['rate(5 weeks)', 'cron(0 0 L * ? *)', 'cron(0 0 ? * 2#1 *)', 'daily'])(
  '%s is not understood',
  (expression) => {
    expect(() => readSchedule(expression)).toThrow('is not understood locally')
  },
)
