import { expect, test } from 'vitest'
import { booked, type CreditAccount, creditsIn, statementOf, taken } from '#domain/credits/credit-account.ts'
import { defaultCreditPlan } from '#domain/settings/settings.ts'

const november = Date.parse('2026-11-30T23:59:59.999Z')
const plan = defaultCreditPlan

const account = (change: Partial<CreditAccount> = {}): CreditAccount => ({
  ...{ kind: 'credit_account', workspace: 'wks_test', month: '2026-11', included: 200, packs: 0, version: 1 },
  ...change,
})
const statement = (change: Partial<CreditAccount> = {}, at = november) =>
  statementOf(account(change), 'wks_test', plan, at)
const use = (from: ReturnType<typeof statement>, segments: number) => {
  const { included, packs } = taken(from, segments)
  return booked(from, { type: 'use', change: { included: -included, packs: -packs }, segments })
}

test('a workspace begins with the two hundred credits of its first month', () => {
  expect(creditsIn(statementOf(undefined, 'wks_test', plan, november))).toEqual({ included: 200, packs: 0 })
})

test('a new month (UTC) brings its credits, those of the last one lapse and packs stay', () => {
  const last = { included: 7, packs: 30 }
  expect(creditsIn(statement(last, november))).toEqual(last)
  const [next, month] = use(statement(last, november + 1), 1)
  expect(month).toMatchObject({ type: 'month', change: 193, left: 230 })
  expect(next).toMatchObject({ month: '2026-12', included: 199, packs: 30 })
})

test('a clock that is behind does not bring the last month back', () => {
  expect(use(statement({ month: '2026-12', included: 5 }), 1)[0]).toMatchObject({
    month: '2026-12',
    included: 4,
  })
})

test('a text takes what lapses before what lasts, and never more than there is', () => {
  expect(taken(statement({ included: 2, packs: 5 }), 4)).toEqual({ included: 2, packs: 2 })
  expect(taken(statement({ included: 1, packs: 1 }), 4)).toEqual({ included: 1, packs: 1 })
})

test.each([
  { before: 17, segments: 1, warning: undefined },
  { before: 16, segments: 1, warning: 'low' },
  { before: 16, segments: 9, warning: 'low' },
  { before: 15, segments: 1, warning: undefined },
  { before: 1, segments: 1, warning: 'none' },
  { before: 100, segments: 100, warning: 'none' },
  { before: 0, segments: 1, warning: undefined },
])('$segments of $before credits: warning $warning', ({ before, segments, warning }) => {
  expect(use(statement({ included: before }), segments)[1]?.warning).toBe(warning)
})

test('lines are numbered in their order', () => {
  const ids = [1, 2, 35, 36].flatMap((version) =>
    use(statement({ version, month: '2026-10' }), 1).slice(1),
  ) as { id: string }[]
  expect(ids.map(({ id }) => id)).toEqual(ids.map(({ id }) => id).toSorted())
  expect(new Set(ids.map(({ id }) => id)).size).toBe(8)
})
