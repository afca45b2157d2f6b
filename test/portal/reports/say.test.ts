import { expect, test } from 'vitest'
import { sayCell, sayDay, sayShort, sayTime } from '../../../portal/src/reports/say.ts'

test('a time is said by its two largest units', () => {
  const said = [0, 1, 999, 1000, 59_499, 59_500, 252_000, 3_600_000, 7_500_000, 90_000_000, 172_800_000].map(
    sayTime,
  )
  expect(said).toEqual([
    ...['0 sec', 'under 1 sec', 'under 1 sec', '1 sec', '59 sec', '1 min', '4 min 12 sec', '1 hr'],
    ...['2 hr 5 min', '1 day 1 hr', '2 days'],
  ])
})

test('the end of a column’s name says how its values are written', () => {
  expect(sayCell('first_p50_ms', 252_000)).toBe('4 min 12 sec')
  expect(sayCell('billed_usd', 1234.5)).toBe('$1,234.50')
  expect(sayCell('wasted_usd', 0.0079)).toBe('$0.0079')
  expect(sayCell('delivered_rate', 0.9876)).toBe('98.8%')
  expect(sayCell('net_change', 3)).toBe('+3')
  expect(sayCell('net_change', -3)).toBe('-3')
  expect(sayCell('sent', 12_345)).toBe('12,345')
})

test('nothing to measure is told from nought', () => {
  expect(sayCell('first_p50_ms', null)).toBe('–')
  expect(sayCell('sent', 0)).toBe('0')
  expect(sayCell('delivered_rate', 0)).toBe('0%')
})

test('a day is that day in every zone', () => {
  expect(sayDay('2026-11-03')).toBe('Tue, Nov 3')
  expect(sayDay('2026-11-03', 'short')).toBe('Nov 3')
})

test('an axis has short values', () => {
  expect([
    sayShort('count', 12_000),
    sayShort('time', 0),
    sayShort('share', 0.5),
    sayShort('money', 5),
  ]).toEqual([...['12K', '0', '50%', '$5']])
})
