import { expect, test } from 'vitest'
import type { BusinessHours } from '#domain/hours/business-hours.ts'
import { validateHours } from '#domain/hours/validate-hours.ts'

const good: BusinessHours = {
  zone: 'America/New_York',
  weekly: {
    monday: [
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '17:00' },
    ],
    friday: [{ from: '22:00', to: '06:00' }],
    saturday: [{ from: '06:00', to: '24:00' }],
  },
  holidays: [{ date: '2028-02-29', name: 'Leap day', intervals: [{ from: '00:00', to: '24:00' }] }],
}

test('usable hours have no problems', () => {
  expect(validateHours(good)).toEqual([])
})

test('a whole week without a pause has no problems', () => {
  const whole = [{ from: '00:00', to: '24:00' }]
  const weekly = {
    monday: whole,
    tuesday: whole,
    wednesday: whole,
    thursday: whole,
    friday: whole,
    saturday: whole,
    sunday: whole,
  }
  expect(validateHours({ ...good, weekly })).toEqual([])
})

test.each(['Mars/Olympus', '', '+05:00', 'America/New York'])('"%s" is no zone', (zone) => {
  expect(validateHours({ ...good, zone })).toEqual([
    { path: 'zone', detail: `"${zone}" is not a zone of the IANA database.` },
  ])
})

test.each(['UTC', 'US/Eastern', 'America/Argentina/Buenos_Aires'])('%s is a zone', (zone) => {
  expect(validateHours({ ...good, zone })).toEqual([])
})

test.each(['9:00', '24:00', '12:60', '09:00:00', '', 'noon'])('"%s" is no time to open', (from) => {
  expect(validateHours({ ...good, weekly: { monday: [{ from, to: '17:00' }] } })).toEqual([
    { path: 'weekly.monday.0.from', detail: `"${from}" is not a time from 00:00 to 23:59.` },
  ])
})

test('a bad time to close is found on holidays too', () => {
  const holidays = [{ date: '2026-12-24', intervals: [{ from: '09:00', to: '25:00' }] }]
  expect(validateHours({ ...good, holidays })).toEqual([
    { path: 'holidays.0.intervals.0.to', detail: '"25:00" is not a time from 00:00 to 24:00.' },
  ])
})

test('intervals of a day that overlap are a problem, in any order', () => {
  const monday = [
    { from: '13:00', to: '17:00' },
    { from: '09:00', to: '13:15' },
  ]
  expect(validateHours({ ...good, weekly: { monday } })).toEqual([
    { path: 'weekly.monday.0', detail: 'Overlaps weekly.monday.1.' },
  ])
})

test('two nights of the same day that overlap are one problem', () => {
  const wednesday = [
    { from: '22:00', to: '06:00' },
    { from: '23:00', to: '05:00' },
  ]
  expect(validateHours({ ...good, weekly: { wednesday } })).toEqual([
    { path: 'weekly.wednesday.1', detail: 'Overlaps weekly.wednesday.0.' },
  ])
})

test('every interval that a long one covers is a problem', () => {
  const monday = [
    { from: '08:00', to: '20:00' },
    { from: '09:00', to: '10:00' },
    { from: '11:00', to: '12:00' },
  ]
  expect(validateHours({ ...good, weekly: { monday } }).map(({ path }) => path)).toEqual([
    'weekly.monday.1',
    'weekly.monday.2',
  ])
})

test.each([
  ['monday', 'tuesday'],
  ['sunday', 'monday'],
  ['wednesday', 'thursday'],
])('a night of %s that runs into the hours of %s is a problem', (first, second) => {
  const weekly = { [first]: [{ from: '22:00', to: '06:00' }], [second]: [{ from: '05:30', to: '12:00' }] }
  expect(validateHours({ ...good, weekly })).toEqual([
    { path: `weekly.${second}.0`, detail: `Overlaps weekly.${first}.0.` },
  ])
})

test.each(['2026-02-29', '2026-13-01', '12/25/2026', '2026-1-1', '2026-12', '+002026-12-25', ''])(
  '"%s" is no date',
  (date) => {
    expect(validateHours({ ...good, holidays: [{ date, intervals: [] }] })).toEqual([
      { path: 'holidays.0.date', detail: `"${date}" is not a date like 2026-12-25.` },
    ])
  },
)

test('a date that is listed twice is a problem', () => {
  const holidays = ['2026-12-25', '2027-01-01', '2026-12-25'].map((date) => ({ date, intervals: [] }))
  expect(validateHours({ ...good, holidays })).toEqual([
    { path: 'holidays.2.date', detail: '2026-12-25 is listed already, as holidays.0.' },
  ])
})

test('all problems come at once', () => {
  const bad: BusinessHours = {
    zone: 'Nowhere',
    weekly: { sunday: [{ from: 'a', to: 'b' }] },
    holidays: [{ date: 'c', intervals: [] }],
  }
  expect(validateHours(bad).map(({ path }) => path)).toEqual([
    'zone',
    'weekly.sunday.0.from',
    'weekly.sunday.0.to',
    'holidays.0.date',
  ])
})
