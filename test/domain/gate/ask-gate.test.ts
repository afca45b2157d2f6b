import { expect, test } from 'vitest'
import { askGate, loadRules, loadRulesOf, type Rules, type TextAtGate } from '#domain/gate/ask-gate.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { newThread } from '#domain/threads/thread.ts'
import { customer, evening, officeHours, opening } from '../../support/after-hours-office.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'

const number = newNumber({
  ...{ workspace, id: 'num_main', address: '+12065550100', country: 'US', state: 'active', createdAt: 0 },
  hoursPolicy: 'hold_all',
})
const settings = { ...defaultSettings(workspace), quietHours: 'automated' as const }
const rules: Rules = { number, settings, hours: officeHours }
const thread = newThread({ workspace, phone: customer, ref: 'ref', contactId: 'con_1' })
const text: TextAtGate = { origin: 'api', body: 'Hello', segments: 2, thread }
const hour = 60 * 60 * 1000
const night = evening + 4 * hour

const statement = (left: number): Rules['statement'] => ({
  account: { kind: 'credit_account', workspace, month: '2026-11', included: left, packs: 0, version: 1 },
  lines: [],
  plan: settings.credits,
  at: evening,
})

test('a new text keeps business hours and quiet hours', () => {
  expect(askGate(rules, text, evening)).toMatchObject({
    reason: 'outside_business_hours',
    releaseAt: opening,
  })
  expect(askGate({ ...rules, hours: undefined }, text, night)).toMatchObject({ reason: 'quiet_hours' })
})

test('a text from the queue keeps the quiet hours of its recipient, not those of the business', () => {
  const queued = { ...text, keeps: 'quiet hours' as const }
  expect(askGate(rules, queued, evening)).toEqual({ decision: 'allow' })
  expect(askGate(rules, queued, night)).toMatchObject({ decision: 'hold', reason: 'quiet_hours' })
})

test('a text that has begun to leave keeps no hours', () => {
  expect(askGate(rules, { ...text, keeps: 'no hours' }, night)).toEqual({ decision: 'allow' })
})

test("the recipient's own zone says when it is night there", () => {
  const abroad = { ...thread, flags: { ...thread.flags, zone: 'Asia/Tokyo' } }
  const quiet = { ...text, keeps: 'quiet hours' as const }
  expect(askGate(rules, { ...quiet, thread: abroad }, night)).toEqual({ decision: 'allow' })
})

test.each([
  [2, 0, 'allow'],
  [1, 0, 'block'],
  [1, 1, 'allow'],
  [0, 2, 'allow'],
  [0, 1, 'block'],
])('with %i credits left and %i paid already, a text of two segments: %s', (left, paid, decision) => {
  const counted = { ...rules, hours: undefined, statement: statement(left) }
  expect(askGate(counted, { ...text, paid, keeps: 'no hours' }, evening).decision).toBe(decision)
})

test('rules are read once: hours only where the policy of the number asks for them, credits where they are counted', async () => {
  const app = createFakeApp()
  const [stored] = app.all('number')
  if (!stored) throw new Error('There is no number')
  const loaded = await loadRules(app, { number: { ...stored, hoursPolicy: 'off' }, settings })
  expect(loaded).toMatchObject({ hours: undefined, statement: undefined })
  const counting = { ...settings, credits: { ...settings.credits, enabled: true } }
  expect((await loadRules(app, { number: stored, settings: counting })).statement).toBeDefined()
  expect(await loadRulesOf(app, { workspace, numberId: stored.id })).toMatchObject({
    number: { id: stored.id },
  })
  expect(await loadRulesOf(app, { workspace, numberId: 'num_gone' })).toBeUndefined()
})
