import { expect, test } from 'vitest'
import { revocationDueAt } from '#domain/consents/revocation.ts'

test('a revocation is due ten business days later', () => {
  expect(new Date(revocationDueAt(Date.parse('2026-11-23T10:00:00Z'))).toISOString()).toBe(
    '2026-12-07T10:00:00.000Z',
  )
  expect(new Date(revocationDueAt(Date.parse('2026-11-28T10:00:00Z'))).toISOString()).toBe(
    '2026-12-11T10:00:00.000Z',
  )
})
