import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BusinessHours, isOpen, type Weekday } from '#domain/hours/business-hours.ts'
import { nextAllowed, type Waits } from '#domain/hours/next-allowed.ts'
import { quietUntil } from '#domain/hours/quiet-hours.ts'

const workdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const office: BusinessHours = {
  zone: 'America/New_York',
  weekly: Object.fromEntries(workdays.map((name) => [name, [{ from: '09:00', to: '17:00' }]])),
  holidays: [],
}
const seattle = { phone: '+12065550100' }

function hold(at: string, waits: Omit<Waits, 'now'>): string | null {
  const held = nextAllowed({ now: Date.parse(at), ...waits })
  return held && `${held.reason} ${new Date(held.at ?? Number.NaN).toISOString().replace(':00.000Z', 'Z')}`
}

test('a message that nothing holds may go now', () => {
  expect(hold('2026-11-24T03:00Z', {})).toBe(null)
  expect(hold('2026-11-24T18:00Z', { hours: office, quiet: seattle })).toBe(null)
})

test('a time that has come holds no longer', () => {
  expect(hold('2026-11-24T18:00Z', { sendAt: Date.parse('2026-11-24T18:00Z') })).toBe(null)
})

test('a scheduled message waits for its time', () => {
  expect(hold('2026-11-24T18:00Z', { sendAt: Date.parse('2026-11-24T19:30Z') })).toBe(
    'scheduled 2026-11-24T19:30Z',
  )
})

test('a scheduled message waits for the opening after its time', () => {
  const sendAt = Date.parse('2026-11-28T12:00Z')
  expect(hold('2026-11-24T03:00Z', { sendAt, hours: office })).toBe('scheduled 2026-11-30T14:00Z')
})

test('outside business hours comes before quiet hours', () => {
  expect(hold('2026-11-24T10:00Z', { hours: office, quiet: seattle })).toBe(
    'outside_business_hours 2026-11-24T16:00Z',
  )
})

test('quiet hours hold while the business is open', () => {
  expect(hold('2026-11-24T14:00Z', { hours: office, quiet: seattle })).toBe('quiet_hours 2026-11-24T16:00Z')
})

test('a message that misses today’s hours in common waits for tomorrow’s', () => {
  const evenings = {
    ...office,
    weekly: { tuesday: [{ from: '21:00', to: '23:30' }], friday: [{ from: '10:00', to: '12:00' }] },
  }
  const london = { phone: '+447700900123' }
  expect(hold('2026-11-24T20:00Z', { hours: evenings, quiet: london })).toBe(
    'outside_business_hours 2026-11-27T15:00Z',
  )
})

test('a message whose hours never meet is held without an end', () => {
  const tokyo = { phone: '+819012345678' }
  const held = nextAllowed({ now: Date.parse('2026-11-24T15:00Z'), hours: office, quiet: tokyo })
  expect(held).toEqual({ at: null, reason: 'quiet_hours', rule: 'quiet_hours_default' })
})

test('the business’s zone serves for a number that tells no place', () => {
  expect(hold('2026-11-24T14:30Z', { hours: office, quiet: { phone: '+881612345678' } })).toBe(
    'quiet_hours 2026-11-24T15:00Z',
  )
})

test('a release is never held again', () => {
  const phone = fc.constantFrom(
    '+12065550100',
    '+13055550100',
    '+14015550100',
    '+447700900123',
    '+18005550100',
  )
  const instant = fc.integer({ min: Date.parse('2026-01-01Z'), max: Date.parse('2027-12-31Z') })
  fc.assert(
    fc.property(phone, instant, fc.option(instant, { nil: undefined }), (to, now, sendAt) => {
      const waits = { sendAt, hours: office, quiet: { phone: to } }
      const at = nextAllowed({ ...waits, now })?.at ?? now
      expect(at).toBeGreaterThanOrEqual(Math.max(now, sendAt ?? now))
      expect(nextAllowed({ ...waits, now: at })).toBe(null)
      expect(isOpen(office, at)).toBe(true)
      expect(quietUntil({ ...waits.quiet, fallbackZone: office.zone, now: at })).toBe(null)
    }),
  )
})
