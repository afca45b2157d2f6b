import { expect, test } from 'vitest'
import { reviewDueAt, reviewRemindAt } from '#domain/consents/deadlines.ts'

const after = (days: (at: number) => number, at: string) => new Date(days(Date.parse(at))).toISOString()

test('a revocation is due ten business days later', () => {
  expect(after(reviewDueAt, '2026-11-23T10:00:00Z')).toBe('2026-12-07T10:00:00.000Z')
  expect(after(reviewDueAt, '2026-11-28T10:00:00Z')).toBe('2026-12-11T10:00:00.000Z')
})

test('the workspace is reminded two business days before', () => {
  expect(after(reviewRemindAt, '2026-11-23T10:00:00Z')).toBe('2026-12-03T10:00:00.000Z')
  expect(after(reviewRemindAt, '2026-11-24T10:00:00Z')).toBe('2026-12-04T10:00:00.000Z')
  expect(after(reviewDueAt, '2026-11-24T10:00:00Z')).toBe('2026-12-08T10:00:00.000Z')
})
