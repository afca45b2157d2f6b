import { describe, expect, test } from 'vitest'
import {
  addOpenTime,
  type BusinessHours,
  closedPeriodStart,
  type Interval,
  isOpen,
  nextCommonOpening,
  nextOpening,
  weekdays,
} from '#domain/hours/business-hours.ts'

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

function on(days: readonly string[], zone: string, ...intervals: string[]): BusinessHours {
  const weekly = Object.fromEntries(days.map((name) => [name, intervals.map(interval)]))
  return { zone, weekly, holidays: [] }
}

function interval(text: string): Interval {
  const [from = '', to = ''] = text.split('-')
  return { from, to }
}

function opening(hours: BusinessHours, at: string): string | null {
  const instant = nextOpening(hours, Date.parse(at))
  return instant === null ? null : new Date(instant).toISOString().replace(':00.000Z', 'Z')
}

const newYork = 'America/New_York'
const office = on(workdays, newYork, '09:00-17:00')

describe('clock changes', () => {
  // every row: daily hours, an instant, and the opening at or after it
  test.each([
    // 8 March 2026, 02:00 EST becomes 03:00 EDT at 07:00Z
    [
      'New York opens after the gap when it opens inside it',
      newYork,
      '02:30-05:00',
      '2026-03-08T05:00Z',
      '2026-03-08T07:00Z',
    ],
    [
      'New York stays closed that day when its hours lie in the gap',
      newYork,
      '02:15-02:45',
      '2026-03-08T05:00Z',
      '2026-03-09T06:15Z',
    ],
    [
      'New York opens at 9 summer time from that day',
      newYork,
      '09:00-17:00',
      '2026-03-08T05:00Z',
      '2026-03-08T13:00Z',
    ],
    ['New York stays open across the gap', newYork, '01:00-04:00', '2026-03-08T07:30Z', '2026-03-08T07:30Z'],
    [
      'New York closes at the gap when it closes inside it',
      newYork,
      '01:00-02:30',
      '2026-03-08T07:00Z',
      '2026-03-09T05:00Z',
    ],
    // 1 November 2026, 02:00 EDT becomes 01:00 EST at 06:00Z
    [
      'New York opens in the first of two hours',
      newYork,
      '01:30-01:45',
      '2026-11-01T04:00Z',
      '2026-11-01T05:30Z',
    ],
    [
      'New York opens in the second of two hours too',
      newYork,
      '01:30-01:45',
      '2026-11-01T05:45Z',
      '2026-11-01T06:30Z',
    ],
    [
      'New York stays open through two hours',
      newYork,
      '01:00-02:00',
      '2026-11-01T06:00Z',
      '2026-11-01T06:00Z',
    ],
    [
      'New York opens at 9 winter time from that day',
      newYork,
      '09:00-17:00',
      '2026-11-01T04:00Z',
      '2026-11-01T14:00Z',
    ],
    // 29 March and 25 October 2026, both at 01:00Z
    ['London opens after the gap', 'Europe/London', '01:15-03:00', '2026-03-29T00:00Z', '2026-03-29T01:00Z'],
    [
      'London opens in the second of two hours too',
      'Europe/London',
      '01:15-01:30',
      '2026-10-25T00:30Z',
      '2026-10-25T01:15Z',
    ],
    // half an hour: 4 October 2026, 02:00 becomes 02:30 at 15:30Z; 5 April 2026, 02:00 becomes 01:30 at 15:00Z
    [
      'Lord Howe opens after its half-hour gap',
      'Australia/Lord_Howe',
      '02:10-03:00',
      '2026-10-03T15:00Z',
      '2026-10-03T15:30Z',
    ],
    [
      'Lord Howe opens in the second of two half hours',
      'Australia/Lord_Howe',
      '01:40-01:50',
      '2026-04-04T14:50Z',
      '2026-04-04T15:10Z',
    ],
    // Morocco leaves summer time for Ramadan: 15 February 2026 at 02:00Z, back on 22 March 2026 at 02:00Z
    [
      'Casablanca opens an hour later by UTC in Ramadan',
      'Africa/Casablanca',
      '09:00-17:00',
      '2026-02-15T06:00Z',
      '2026-02-15T09:00Z',
    ],
    [
      'Casablanca opens in the second of two hours',
      'Africa/Casablanca',
      '02:30-02:40',
      '2026-02-15T01:40Z',
      '2026-02-15T02:30Z',
    ],
    [
      'Casablanca opens after the gap when Ramadan is over',
      'Africa/Casablanca',
      '02:30-04:00',
      '2026-03-22T00:00Z',
      '2026-03-22T02:00Z',
    ],
    // Egypt skips the first hour of 24 April 2026
    [
      'Cairo opens at 01:00 on the day that has no midnight',
      'Africa/Cairo',
      '00:00-02:00',
      '2026-04-23T12:00Z',
      '2026-04-23T22:00Z',
    ],
    // Samoa had no 30 December 2011: 10:00Z on the 30th is midnight of the 31st
    [
      'Apia opens on the 31st after the 29th',
      'Pacific/Apia',
      '09:00-17:00',
      '2011-12-30T04:00Z',
      '2011-12-30T19:00Z',
    ],
  ])('%s', (_, zone, daily, at, expected) => {
    expect(opening(on(weekdays, zone, daily), at)).toBe(expected)
  })

  test('hours of a weekday that Apia skipped wait for the next week', () => {
    expect(opening(on(['friday'], 'Pacific/Apia', '09:00-17:00'), '2011-12-29T20:00Z')).toBe(
      '2012-01-05T19:00Z',
    )
  })

  test('an overnight interval ends where Apia skipped its second day', () => {
    const thursday = on(['thursday'], 'Pacific/Apia', '22:00-06:00')
    expect(isOpen(thursday, Date.parse('2011-12-30T09:59Z'))).toBe(true)
    expect(isOpen(thursday, Date.parse('2011-12-30T10:00Z'))).toBe(false)
  })

  test('an overnight interval that would start on the skipped day is open from the first instant after it', () => {
    const friday = on(['friday'], 'Pacific/Apia', '22:00-06:00')
    expect(opening(friday, '2011-12-30T08:00Z')).toBe('2011-12-30T10:00Z')
    expect(isOpen(friday, Date.parse('2011-12-30T16:00Z'))).toBe(false)
  })
})

describe('weekly hours', () => {
  test('the first instant of an interval is open and the last is not', () => {
    expect(isOpen(office, Date.parse('2026-11-24T14:00Z'))).toBe(true)
    expect(isOpen(office, Date.parse('2026-11-24T22:00Z'))).toBe(false)
    expect(isOpen(office, Date.parse('2026-11-24T22:00Z') - 1)).toBe(true)
  })

  test('an open instant is its own next opening', () => {
    expect(opening(office, '2026-11-24T15:30Z')).toBe('2026-11-24T15:30Z')
  })

  test('Friday evening waits for Monday morning', () => {
    expect(opening(office, '2026-11-20T22:00Z')).toBe('2026-11-23T14:00Z')
  })

  test('a day may have several intervals', () => {
    const lunch = on(workdays, 'Europe/Paris', '09:00-12:00', '14:00-18:00')
    expect(opening(lunch, '2026-11-24T11:00Z')).toBe('2026-11-24T13:00Z')
    expect(opening(lunch, '2026-11-24T17:00Z')).toBe('2026-11-25T08:00Z')
  })

  test('intervals that touch have no closed instant between them', () => {
    const touching = on(workdays, newYork, '09:00-12:00', '12:00-17:00')
    expect(opening(touching, '2026-11-24T17:00Z')).toBe('2026-11-24T17:00Z')
  })

  test('an overnight interval is open on the next day, whatever that day says', () => {
    const friday = on(['friday'], newYork, '22:00-06:00')
    expect(isOpen(friday, Date.parse('2026-11-21T10:59Z'))).toBe(true)
    expect(isOpen(friday, Date.parse('2026-11-21T11:00Z'))).toBe(false)
    expect(isOpen(friday, Date.parse('2026-11-20T10:59Z'))).toBe(false)
  })

  test.each(['00:00-24:00', '00:00-00:00'])('%s is a whole day', (whole) => {
    const sunday = on(['sunday'], newYork, whole)
    expect(opening(sunday, '2026-11-21T12:00Z')).toBe('2026-11-22T05:00Z')
    expect(isOpen(sunday, Date.parse('2026-11-23T04:59Z'))).toBe(true)
    expect(isOpen(sunday, Date.parse('2026-11-23T05:00Z'))).toBe(false)
  })

  test('an interval to 24:00 ends at midnight', () => {
    const late = on(weekdays, newYork, '20:00-24:00')
    expect(opening(late, '2026-11-24T05:00Z')).toBe('2026-11-25T01:00Z')
  })

  test('hours that never open have no next opening', () => {
    expect(opening(on([], newYork), '2026-11-24T05:00Z')).toBe(null)
  })

  test('an instant before 1970 finds its weekday', () => {
    expect(opening(on(['monday'], 'UTC', '09:00-17:00'), '1969-07-20T20:17Z')).toBe('1969-07-21T09:00Z')
  })
})

describe('holidays', () => {
  const thanksgiving = { date: '2026-11-26', name: 'Thanksgiving', intervals: [] }

  test('a holiday without intervals is closed', () => {
    const hours = { ...office, holidays: [thanksgiving] }
    expect(opening(hours, '2026-11-25T22:00Z')).toBe('2026-11-27T14:00Z')
  })

  test('a holiday with intervals has those instead of the weekday’s', () => {
    const hours = { ...office, holidays: [{ date: '2026-12-24', intervals: [interval('08:00-12:00')] }] }
    expect(opening(hours, '2026-12-24T00:00Z')).toBe('2026-12-24T13:00Z')
    expect(isOpen(hours, Date.parse('2026-12-24T18:00Z'))).toBe(false)
  })

  test('a holiday may open a day that is closed otherwise', () => {
    const hours = { ...office, holidays: [{ date: '2026-12-20', intervals: [interval('10:00-14:00')] }] }
    expect(opening(hours, '2026-12-19T00:00Z')).toBe('2026-12-20T15:00Z')
  })

  test('a night that began the day before a holiday runs to its end, and none begins on it', () => {
    const nights = { ...on(weekdays, newYork, '22:00-06:00'), holidays: [thanksgiving] }
    expect(isOpen(nights, Date.parse('2026-11-26T10:59Z'))).toBe(true)
    expect(opening(nights, '2026-11-26T11:00Z')).toBe('2026-11-28T03:00Z')
  })

  test('a holiday’s own overnight interval runs into the next day', () => {
    const hours = { ...office, holidays: [{ date: '2026-12-31', intervals: [interval('20:00-02:00')] }] }
    expect(isOpen(hours, Date.parse('2027-01-01T06:59Z'))).toBe(true)
    expect(isOpen(hours, Date.parse('2027-01-01T07:00Z'))).toBe(false)
  })

  test('a leap day is a day of its own', () => {
    expect(opening(office, '2028-02-28T22:00Z')).toBe('2028-02-29T14:00Z')
    const hours = { ...office, holidays: [{ date: '2028-02-29', intervals: [] }] }
    expect(opening(hours, '2028-02-28T22:00Z')).toBe('2028-03-01T14:00Z')
  })

  test('a single special day is found a year ahead', () => {
    const hours = {
      ...on([], 'UTC'),
      holidays: [{ date: '2027-11-21', intervals: [interval('12:00-13:00')] }],
    }
    expect(opening(hours, '2026-11-21T13:00Z')).toBe('2027-11-21T12:00Z')
    expect(opening(hours, '2026-10-01T13:00Z')).toBe(null)
  })
})

describe('closed periods', () => {
  const start = (hours: BusinessHours, at: string) => closedPeriodStart(hours, Date.parse(at))

  test('an open instant is in no closed period', () => {
    expect(start(office, '2026-11-24T15:00Z')).toBe(null)
  })

  test('a whole weekend is one closed period, from its first instant to its last', () => {
    const friday = Date.parse('2026-11-20T22:00Z')
    for (const at of ['2026-11-20T22:00Z', '2026-11-22T12:00Z', '2026-11-23T13:59:59.999Z'])
      expect(start(office, at)).toBe(friday)
  })

  test('a holiday joins the nights around it', () => {
    const hours = { ...office, holidays: [{ date: '2026-11-26', intervals: [] }] }
    expect(start(hours, '2026-11-27T13:00Z')).toBe(Date.parse('2026-11-25T22:00Z'))
  })

  test('a closed period starts where a clock change cuts the hours off', () => {
    const hours = on(weekdays, newYork, '01:00-02:30')
    expect(start(hours, '2026-03-08T07:00Z')).toBe(Date.parse('2026-03-08T07:00Z'))
    expect(start(hours, '2026-03-08T20:00Z')).toBe(Date.parse('2026-03-08T07:00Z'))
  })

  test('a closed period that spans a clock change starts before it', () => {
    expect(start(office, '2026-11-02T13:00Z')).toBe(Date.parse('2026-10-30T21:00Z'))
  })

  test('special hours inside a night that goes on do not end it', () => {
    const hours = {
      ...on(['friday'], newYork, '22:00-06:00'),
      holidays: [{ date: '2026-11-21', intervals: [interval('01:00-02:00')] }],
    }
    expect(start(hours, '2026-11-21T15:00Z')).toBe(Date.parse('2026-11-21T11:00Z'))
  })

  test('hours that were never open are in the one closed period called 0', () => {
    expect(start(on([], newYork), '2026-11-24T15:00Z')).toBe(0)
  })
})

describe('open time that passes', () => {
  const after = (hours: BusinessHours, since: string, minutes: number) => {
    const at = addOpenTime(hours, Date.parse(since), minutes)
    return at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z')
  }

  test.each<[string, BusinessHours, string, number, string | null]>([
    ['inside an opening', office, '2026-11-24T15:00:20Z', 15, '2026-11-24T15:15:20Z'],
    ['up to the very closing', office, '2026-11-24T21:45Z', 15, '2026-11-24T22:00:00Z'],
    ['over a night', office, '2026-11-24T21:50Z', 15, '2026-11-25T14:05:00Z'],
    ['over a weekend', office, '2026-11-20T21:50Z', 15, '2026-11-23T14:05:00Z'],
    [
      'over a holiday',
      { ...office, holidays: [{ date: '2026-11-26', intervals: [] }] },
      ...(['2026-11-25T21:50Z', 15, '2026-11-27T14:05:00Z'] as const),
    ],
    // 8 March 2026, 02:00 EST becomes 03:00 EDT at 07:00Z
    [
      'over an hour that the clock skips',
      on(weekdays, newYork, '01:00-05:00'),
      '2026-03-08T06:50Z',
      15,
      '2026-03-08T07:05:00Z',
    ],
    // 1 November 2026, 02:00 EDT becomes 01:00 EST at 06:00Z
    [
      'through an hour that comes twice',
      on(weekdays, newYork, '01:00-02:00'),
      '2026-11-01T05:50Z',
      65,
      '2026-11-01T06:55:00Z',
    ],
    [
      'a time in which it closes twice',
      on(weekdays, newYork, '09:00-09:10'),
      '2026-11-24T13:00Z',
      25,
      '2026-11-26T14:05:00Z',
    ],
    [
      'where an opening of the day before goes on',
      on(weekdays, 'UTC', '22:00-02:00'),
      '2026-11-24T23:50Z',
      20,
      '2026-11-25T00:10:00Z',
    ],
    ['where nothing ever opens', on([], newYork), '2026-11-24T15:00Z', 1, null],
  ])('%s', (_, hours, since, minutes, expected) => {
    expect(after(hours, since, minutes)).toBe(expected)
  })
})

describe('hours in common', () => {
  test('the first instant that is open in both zones', () => {
    const both = [on(weekdays, newYork, '08:00-21:00'), on(weekdays, 'Pacific/Honolulu', '08:00-21:00')]
    const at = nextCommonOpening(both, Date.parse('2026-11-24T13:00Z'))
    expect(at).toBe(Date.parse('2026-11-24T18:00Z'))
  })

  test('hours that never meet have no common opening', () => {
    const never = [on(['monday'], 'UTC', '09:00-10:00'), on(['tuesday'], 'UTC', '09:00-10:00')]
    expect(nextCommonOpening(never, 0)).toBe(null)
  })

  test('no hours at all are always open', () => {
    expect(nextCommonOpening([], 5)).toBe(5)
  })
})
