import { describe, expect, test } from 'vitest'
import { type BusinessHours, type Weekly, weekdays } from '#domain/hours/business-hours.ts'
import { type QuietRecipient, quietRuleOf, quietUntil } from '#domain/hours/quiet-hours.ts'
import { type QuietHours, quietRules } from '#domain/hours/quiet-rules.ts'

const phones = {
  newYork: '+12125550100',
  miami: '+13055550100',
  pensacola: '+18505550100',
  dallas: '+12145550100',
  mobile: '+12515550100',
  providence: '+14015550100',
  portland: '+15035550100',
  philadelphia: '+12155550100',
  saltLakeCity: '+18015550100',
  newOrleans: '+15045550100',
  toronto: '+14165550100',
  honolulu: '+18085550100',
  tollFree: '+18005550100',
  london: '+447700900123',
  moscow: '+79161234567',
  satellite: '+881612345678',
}

/** When it may be sent: 'now', an instant, or 'never'. */
function sendable(recipient: QuietRecipient, at: string): string {
  const until = quietUntil({ ...recipient, now: Date.parse(at) })
  if (until === null) return 'now'
  return until === 'never' ? until : new Date(until).toISOString().replace(':00.000Z', 'Z')
}

describe('the recipient’s local time', () => {
  // 24 November 2026 is a Tuesday; New York is at -5
  test.each([
    ['New York is quiet before 8', phones.newYork, '2026-11-24T12:59Z', '2026-11-24T13:00Z'],
    ['New York may be texted from 8', phones.newYork, '2026-11-24T13:00Z', 'now'],
    ['New York may be texted until 21', phones.newYork, '2026-11-25T01:59Z', 'now'],
    ['New York is quiet from 21', phones.newYork, '2026-11-25T02:00Z', '2026-11-25T13:00Z'],
    ['Florida is quiet from 20', phones.miami, '2026-11-25T01:00Z', '2026-11-25T13:00Z'],
    [
      'an area code in two zones waits for the later one',
      phones.pensacola,
      '2026-11-24T13:30Z',
      '2026-11-24T14:00Z',
    ],
    [
      'an area code in two zones ends with the earlier one',
      phones.pensacola,
      '2026-11-25T01:30Z',
      '2026-11-25T14:00Z',
    ],
    ['Oregon is quiet from 20', phones.portland, '2026-11-25T04:00Z', '2026-11-25T16:00Z'],
    ['Oregon may be texted until 20', phones.portland, '2026-11-25T03:59Z', 'now'],
    ['Pennsylvania is quiet before 9', phones.philadelphia, '2026-11-24T13:59Z', '2026-11-24T14:00Z'],
    ['Pennsylvania is quiet from 19', phones.philadelphia, '2026-11-25T00:00Z', '2026-11-25T14:00Z'],
    ['Pennsylvania is quiet on Sunday', phones.philadelphia, '2026-11-22T18:00Z', '2026-11-23T14:00Z'],
    ['Pennsylvania is quiet on Good Friday', phones.philadelphia, '2027-03-26T16:00Z', '2027-03-27T13:00Z'],
    ['Pennsylvania is quiet on Flag Day', phones.philadelphia, '2027-06-14T16:00Z', '2027-06-15T13:00Z'],
    ['Pennsylvania is quiet on Election Day', phones.philadelphia, '2026-11-03T16:00Z', '2026-11-04T14:00Z'],
    ['Louisiana is quiet on Mardi Gras', phones.newOrleans, '2027-02-09T16:00Z', '2027-02-10T14:00Z'],
    ['Utah is quiet on Pioneer Day', phones.saltLakeCity, '2026-07-24T18:00Z', '2026-07-25T14:00Z'],
    ['Texas waits for noon on Sunday', phones.dallas, '2026-11-22T15:00Z', '2026-11-22T18:00Z'],
    ['Alabama is quiet on Sunday', phones.mobile, '2026-11-22T18:00Z', '2026-11-23T14:00Z'],
    ['Rhode Island is quiet on Thanksgiving', phones.providence, '2026-11-26T16:00Z', '2026-11-27T14:00Z'],
    ['Canada may be texted until 21:30 on weekdays', phones.toronto, '2026-11-25T02:29Z', 'now'],
    ['Canada is quiet from 18 on Saturday', phones.toronto, '2026-11-21T23:00Z', '2026-11-22T15:00Z'],
    ['Hawaii waits for its morning', phones.honolulu, '2026-11-24T13:00Z', '2026-11-24T18:00Z'],
    ['Britain has the default hours', phones.london, '2026-11-24T07:00Z', '2026-11-24T08:00Z'],
    [
      'Russia waits for Kaliningrad and ends with Kamchatka',
      phones.moscow,
      '2026-11-24T09:00Z',
      '2026-11-25T06:00Z',
    ],
  ])('%s', (_, phone, at, expected) => {
    expect(sendable({ phone }, at)).toBe(expected)
  })

  test('quiet hours follow the clock change', () => {
    expect(sendable({ phone: phones.newYork }, '2026-03-07T11:00Z')).toBe('2026-03-07T13:00Z')
    expect(sendable({ phone: phones.newYork }, '2026-03-08T11:00Z')).toBe('2026-03-08T12:00Z')
  })
})

describe('what tells the zone', () => {
  test('the contact’s zone comes before the phone’s', () => {
    const recipient = { phone: phones.newYork, zone: 'America/Los_Angeles' }
    expect(sendable(recipient, '2026-11-24T14:00Z')).toBe('2026-11-24T16:00Z')
  })

  test('the law of the area code holds wherever the contact is', () => {
    const recipient = { phone: phones.miami, zone: 'America/Los_Angeles' }
    expect(sendable(recipient, '2026-11-25T04:00Z')).toBe('2026-11-25T16:00Z')
  })

  test('a zone that does not exist is not used', () => {
    const recipient = { phone: phones.newYork, zone: 'Eastern time' }
    expect(sendable(recipient, '2026-11-24T14:00Z')).toBe('now')
  })

  test('the sender’s zone serves where the phone tells no place', () => {
    const recipient = { phone: phones.satellite, fallbackZone: 'Europe/Oslo' }
    expect(sendable(recipient, '2026-11-24T08:30Z')).toBe('2026-11-24T09:00Z')
  })

  test('the sender’s zone does not serve where the phone tells a place', () => {
    const recipient = { phone: phones.newYork, fallbackZone: 'Europe/Oslo' }
    expect(sendable(recipient, '2026-11-24T08:30Z')).toBe('2026-11-24T13:00Z')
  })

  test.each([phones.tollFree, phones.satellite, 'not a phone'])(
    '%s has hours that suit New York to Hawaii',
    (phone) => {
      expect(sendable({ phone }, '2026-11-24T14:00Z')).toBe('2026-11-24T20:00Z')
      expect(sendable({ phone }, '2026-11-24T23:00Z')).toBe('2026-11-25T20:00Z')
      expect(sendable({ phone }, '2026-11-25T23:00Z')).toBe('2026-11-27T20:00Z')
    },
  )
})

describe('the rules', () => {
  test('a workspace may bring its own', () => {
    const rules = { ...quietRules, 'US-NY': { weekly: { monday: [{ from: '10:00', to: '11:00' }] } } }
    expect(sendable({ phone: phones.newYork, rules }, '2026-11-24T14:00Z')).toBe('2026-11-30T15:00Z')
    expect(sendable({ phone: phones.miami, rules }, '2026-11-24T14:00Z')).toBe('now')
  })

  test('a rule without hours is never over', () => {
    const rules = { ...quietRules, US: { weekly: {} } }
    expect(sendable({ phone: phones.newYork, rules }, '2026-11-24T14:00Z')).toBe('never')
  })

  const states = Object.keys(quietRules).filter((place) => place.startsWith('US-'))
  const rule = (place: string): QuietHours => quietRules[place] ?? quietRules.default

  test.each(states)('%s has no hour that the federal rule has not', (place) => {
    expect(minutesOutside(rule(place).weekly, rule('US').weekly)).toBe(0)
  })

  test.each(Object.keys(quietRules))('a number that tells no place has no hour that %s has not', (place) => {
    expect(minutesOutside(quietRules.unknown.weekly, rule(place).weekly)).toBe(0)
  })
})

/** How many minutes of the week are in the first hours and not in the second. No hours here run past midnight. */
function minutesOutside(inner: Weekly, outer: Weekly): number {
  const minutes = (intervals: BusinessHours['weekly'][keyof Weekly]) =>
    (intervals ?? []).flatMap(({ from, to }) => {
      const [start, end] = [from, to].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
      return Array.from({ length: (end ?? 0) - (start ?? 0) }, (_, i) => (start ?? 0) + i)
    })
  return weekdays.reduce((sum, weekday) => {
    const allowed = new Set(minutes(outer[weekday]))
    return sum + minutes(inner[weekday]).filter((each) => !allowed.has(each)).length
  }, 0)
}

test('New Year’s Eve is quiet where the New Year is observed on it', () => {
  expect(sendable({ phone: phones.providence }, '2027-12-31T16:00Z')).toBe('2028-01-03T14:00Z')
})

test.each([
  [phones.miami, 'quiet_hours_us_fl'],
  [phones.newYork, 'quiet_hours_us'],
  [phones.london, 'quiet_hours_default'],
  [phones.tollFree, 'quiet_hours_unknown'],
])('the rule for %s is %s', (phone, rule) => {
  expect(quietRuleOf(phone)).toBe(rule)
})
