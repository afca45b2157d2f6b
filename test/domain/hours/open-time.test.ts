import { expect, test } from 'vitest'
import { addOpenTime, type BusinessHours, openTimeBetween } from '#domain/hours/business-hours.ts'

const hour = 3_600_000
const at = (text: string) => Date.parse(text)
const daily = { from: '09:00', to: '17:00' }
const office: BusinessHours = {
  zone: 'America/New_York',
  weekly: { monday: [daily], tuesday: [daily], wednesday: [daily], thursday: [daily], friday: [daily] },
  holidays: [{ date: '2026-11-26', intervals: [] }],
}

test.each([
  ['within an opening', '2026-11-23T15:00:00Z', '2026-11-23T17:30:00Z', 2.5],
  ['over a night', '2026-11-23T21:00:00Z', '2026-11-24T15:00:00Z', 2],
  ['over a holiday', '2026-11-25T21:00:00Z', '2026-11-27T15:00:00Z', 2],
  ['over a weekend', '2026-11-27T21:30:00Z', '2026-11-30T14:30:00Z', 1],
  ['while closed', '2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z', 0],
  ['over a change of the clock', '2026-10-30T13:00:00Z', '2026-11-02T15:00:00Z', 9],
])('%s the open time is counted', (_, from, to, hours) => {
  expect(openTimeBetween(office, at(from), at(to))).toBe(hours * hour)
})

test('an overnight opening counts once', () => {
  const bar: BusinessHours = {
    zone: 'UTC',
    weekly: { friday: [{ from: '20:00', to: '04:00' }] },
    holidays: [],
  }
  expect(openTimeBetween(bar, at('2026-11-27T22:00:00Z'), at('2026-11-28T10:00:00Z'))).toBe(6 * hour)
})

test('it is what adding open time takes', () => {
  const from = at('2026-11-25T20:15:00Z')
  for (const minutes of [1, 100, 1_000, 5_000]) {
    const to = addOpenTime(office, from, minutes) ?? 0
    expect(openTimeBetween(office, from, to)).toBe(minutes * 60_000)
  }
})
