import { describe, expect, test } from 'vitest'
import { holidaysOf } from '#domain/hours/holidays.ts'

describe('US federal holidays', () => {
  test('2026 has these', () => {
    // Independence Day is a Saturday
    expect(holidaysOf('US', 2026)).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-07-04',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ])
  })

  test('a Sunday’s holiday is observed on Monday and a Saturday’s New Year on the last day of the year before', () => {
    expect(holidaysOf('US', 2023).slice(0, 2)).toEqual(['2023-01-01', '2023-01-02'])
    expect(holidaysOf('US', 2028)[0]).toBe('2027-12-31')
  })
})

const added = (calendar: Parameters<typeof holidaysOf>[0], year: number) => {
  const federal = holidaysOf('US', year)
  return holidaysOf(calendar, year).filter((date) => !federal.includes(date))
}

// Easter Sundays from published tables, the earliest and the latest ones among them
test.each([
  [1943, '1943-04-25'],
  [1954, '1954-04-18'],
  [1981, '1981-04-19'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2076, '2076-04-19'],
])('Good Friday of %i is two days before Easter on %s', (year, easter) => {
  const goodFriday = new Date(Date.parse(easter) - 2 * 86_400_000).toISOString().slice(0, 10)
  expect(holidaysOf('US-PA', year)).toContain(goodFriday)
})

test('Pennsylvania adds Good Friday, Flag Day with the day it is observed on, and Election Day', () => {
  expect(added('US-PA', 2026)).toEqual(['2026-04-03', '2026-06-14', '2026-06-15', '2026-11-03'])
  // 1 November is a Tuesday, so the first one after a Monday is the eighth
  expect(added('US-PA', 2022).at(-1)).toBe('2022-11-08')
})

test('each state adds its own days', () => {
  expect(added('US-AL', 2026)).toEqual(['2026-02-17', '2026-04-27', '2026-06-01'])
  expect(added('US-LA', 2026)).toEqual(['2026-02-17', '2026-04-03', '2026-11-03'])
  expect(added('US-RI', 2026)).toEqual(['2026-08-10', '2026-11-03'])
  expect(added('US-UT', 2026)).toEqual(['2026-07-24'])
})

test('the calendar of every state has each day of each state', () => {
  for (const state of ['US-AL', 'US-LA', 'US-PA', 'US-RI', 'US-UT'] as const) {
    expect(holidaysOf('every state', 2027)).toEqual(expect.arrayContaining(holidaysOf(state, 2027)))
  }
})
