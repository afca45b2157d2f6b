import { expect, test } from 'vitest'
import { dayAt, daysOf, queryOfRange, rangeOf, searchOfDays } from '../../../portal/src/reports/range.ts'
import { startOf } from '../../../portal/src/reports/start-of.ts'

const at = (query: string) => rangeOf(new URLSearchParams(query), '2026-03-05', '30d')

test('a usual stretch ends today and has as many days as it says', () => {
  expect(daysOf('today', '2026-03-05')).toEqual({ from: '2026-03-05', to: '2026-03-05' })
  expect(daysOf('7d', '2026-03-05')).toEqual({ from: '2026-02-27', to: '2026-03-05' })
  expect(daysOf('30d', '2026-03-05')).toEqual({ from: '2026-02-04', to: '2026-03-05' })
  expect(daysOf('90d', '2026-03-05')).toEqual({ from: '2025-12-06', to: '2026-03-05' })
})

test('months are those of the calendar', () => {
  expect(daysOf('month', '2026-03-05')).toEqual({ from: '2026-03-01', to: '2026-03-05' })
  expect(daysOf('last_month', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(daysOf('last_month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})

test('which day it is goes by the zone of the workspace', () => {
  const instant = Date.parse('2026-03-05T03:00:00Z')
  expect(dayAt(instant, 'UTC')).toBe('2026-03-05')
  expect(dayAt(instant, 'America/Denver')).toBe('2026-03-04')
  expect(dayAt(instant, 'Pacific/Kiritimati')).toBe('2026-03-05')
})

test('an address says the range, and what makes no sense there is the usual one', () => {
  const usual = { name: '30d', from: '2026-02-04', to: '2026-03-05' }
  const own = { name: 'own', from: '2026-01-01', to: '2026-01-31' } as const
  expect(at('range=own&from=2026-01-01&to=2026-01-31')).toEqual(own)
  for (const query of [
    ...['', 'range=century', 'range=own', 'range=own&from=2026-02-30&to=2026-03-01', 'range=own&from=1&to=2'],
    'range=own&from=2026-02-02&to=2026-02-01',
  ])
    expect(at(query), query).toEqual(usual)
})

test('a range comes back from the address that it was written into', () => {
  for (const query of ['range=today', 'range=last_month', 'range=own&from=2026-01-01&to=2026-01-31', '']) {
    const range = at(query)
    expect(at(String(new URLSearchParams(queryOfRange(range, '30d'))))).toEqual(range)
  }
  expect(queryOfRange(at(''), '30d')).toEqual({})
})

test('a day begins at midnight of its zone, or when clocks have skipped midnight', () => {
  const begins = (date: string, zone: string) => new Date(startOf(date, zone)).toISOString()
  expect(begins('2026-03-05', 'UTC')).toBe('2026-03-05T00:00:00.000Z')
  expect(begins('2026-03-05', 'America/Denver')).toBe('2026-03-05T07:00:00.000Z')
  expect(begins('2026-07-05', 'America/Denver')).toBe('2026-07-05T06:00:00.000Z')
  expect(begins('2026-03-05', 'Pacific/Kiritimati')).toBe('2026-03-04T10:00:00.000Z')
  expect(begins('2026-03-05', 'Etc/GMT+12')).toBe('2026-03-05T12:00:00.000Z')
  expect(begins('2026-03-05', 'Asia/Kathmandu')).toBe('2026-03-04T18:15:00.000Z')
  expect(begins('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z')
})

test('links to other reports keep the days and nothing else', () => {
  expect(searchOfDays('range=own&from=2026-01-01&to=2026-01-31&by=agent&number=num_1')).toBe(
    '?range=own&from=2026-01-01&to=2026-01-31',
  )
  expect(searchOfDays('by=agent')).toBe('')
})
