import { expect, test } from 'vitest'
import { requireSendAt, requireSendNow, requireTiming } from '#domain/gate/timing.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { evening, officeHours, opening } from '../../support/after-hours-office.ts'
import { workspace } from '../../support/fake-app.ts'
import { admin, ana, type program } from '../../support/people.ts'

const minute = 60_000
const year = 366 * 24 * 60 * minute
const number = newNumber({
  ...{ workspace, id: 'num_main', address: '+12065550100', country: 'US', state: 'active', createdAt: 0 },
  hoursPolicy: 'hold_all',
  agentsSendNow: false,
})
const rules = { number, settings: defaultSettings(workspace), hours: officeHours }

test.each([undefined, evening, evening - 5 * minute, evening + year])(
  'a text can be asked to leave at %s',
  (sendAt) => {
    expect(() => requireSendAt(sendAt, evening)).not.toThrow()
  },
)

test.each([
  [evening - 5 * minute - 1, 'This time is past.'],
  [evening + year + 1, 'Texts can be scheduled a year ahead at most.'],
])('a text cannot be asked to leave at %i: %s', (sendAt, detail) => {
  const refusal = {
    code: 'validation_failed',
    message: detail,
    extra: { errors: [{ path: 'send_at', detail }] },
  }
  expect(() => requireSendAt(sendAt, evening)).toThrow(expect.objectContaining(refusal))
  expect(() => requireTiming(ana, { sendAt }, rules, 'agent', evening)).toThrow(
    expect.objectContaining(refusal),
  )
})

test('outside business hours an agent sends at once only where the number lets agents, an admin and a program always', () => {
  const ask =
    (who: typeof ana | typeof admin | typeof program, change = {}) =>
    () =>
      requireSendNow(who, { ...rules, number: { ...number, ...change } }, 'agent', evening)
  expect(ask(ana)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  expect(ask(ana, { agentsSendNow: true })).not.toThrow()
  expect(ask(ana, { hoursPolicy: 'hold_automated' })).not.toThrow()
  expect(ask(admin)).not.toThrow()
})

test('while the business is open, or without hours, nobody needs a right to send at once', () => {
  expect(() => requireSendNow(ana, rules, 'agent', opening)).not.toThrow()
  expect(() => requireSendNow(ana, { ...rules, hours: undefined }, 'agent', evening)).not.toThrow()
})

test('a text that is not to leave at once asks for no right', () => {
  expect(() => requireTiming(ana, {}, rules, 'agent', evening)).not.toThrow()
  expect(() => requireTiming(ana, { sendNow: true }, rules, 'agent', evening)).toThrow(
    expect.objectContaining({ code: 'forbidden', message: 'Texts of this number wait for business hours.' }),
  )
})
