import fc from 'fast-check'
import { getCountries } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { isOpen } from '#domain/hours/business-hours.ts'
import { countryCodes } from '../../../portal/src/settings/country-codes.ts'
import { nextStep, stepsDone } from '../../../portal/src/settings/number-steps.ts'
import {
  blocksOn,
  dayMinutes,
  dragged,
  timeOf,
  type Weekly,
  weekdays,
} from '../../../portal/src/settings/week.ts'
import { callApi } from '../../support/call.ts'
import { createFakeApp } from '../../support/fake-app.ts'

test('the portal offers exactly the countries that the API takes', () => {
  expect([...countryCodes]).toEqual(getCountries().toSorted())
})

test('the next step of a number is what the API asks for next', async () => {
  const app = createFakeApp()
  const { body: created } = await callApi(app, 'createNumber', { body: { address: '206 555 0142' } })
  const { id } = created
  const edit = async (body: object) => (await callApi(app, 'editNumber', { id, body, ifMatch: '*' })).body
  const person = { first_name: 'Ada', last_name: 'Ruiz', notify_by_email: true, notify_by_sms: false }
  const status = (status: string) => edit({ registration: { status } })
  const activate = async () => (await callApi(app, 'activateNumber', { id })).body
  const confirm = async () => (await callApi(app, 'confirmNumber', { id })).body
  expect(nextStep(await edit({ capabilities: ['voice'] }))).toBe('voice_only')
  await expect(activate()).rejects.toMatchObject({ code: 'number_cannot_send' })
  expect(nextStep(await edit({ capabilities: ['sms'] }))).toBe('register')
  expect(nextStep(await status('submitted'))).toBe('wait_for_registration')
  expect(nextStep(await status('rejected'))).toBe('register_again')
  expect(nextStep(await status('approved'))).toBe('notify')
  await expect(activate()).rejects.toMatchObject({ code: 'validation_failed' })
  const notified = await edit({ notification_users: [{ ...person, email: 'ada@example.com' }] })
  expect(nextStep(notified)).toBe('activate')
  expect([...stepsDone(notified)]).toEqual(['added', 'registered', 'notified'])
  const pending = await activate()
  expect(nextStep(pending)).toBe('look_again')
  expect(nextStep({ ...pending, carrier: 'twilio' })).toBe('confirm')
  expect(nextStep(await confirm())).toBe('nothing')
  expect(nextStep((await callApi(app, 'deactivateNumber', { id })).body)).toBe('confirm_off')
  expect(nextStep(await confirm())).toBe('activate')
})

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => timeOf(quarter * 15))
const interval = fc.record({ from: time, to: time })
const week = fc.record(
  Object.fromEntries(weekdays.map((day) => [day, fc.array(interval, { maxLength: 2 })])),
) as fc.Arbitrary<Weekly>

test('the picture of a week shows as open what the rules of hours call open', () => {
  fc.assert(
    fc.property(week, fc.nat(6), fc.nat(dayMinutes - 1), (weekly, day, minute) => {
      // The first Monday of 1970 was the fifth of January.
      const instant = (4 + day) * 86_400_000 + minute * 60_000
      const blocks = blocksOn(weekly, weekdays[day] ?? 'monday')
      const isDrawn = blocks.some(({ start, end }) => start <= minute && minute < end)
      expect(isDrawn).toBe(isOpen({ zone: 'UTC', weekly, holidays: [] }, instant))
    }),
  )
})

test('a drag makes an opening in either direction, and keeps one at least a quarter of an hour long', () => {
  const make = { kind: 'new', origin: 601, start: 0, end: 0 } as const
  expect(dragged(make, 722)).toEqual({ from: '10:00', to: '12:00' })
  expect(dragged(make, 478)).toEqual({ from: '08:00', to: '10:00' })
  expect(dragged(make, 602)).toEqual({ from: '10:00', to: '10:15' })
  const nine = { origin: 540, start: 540, end: 1020 }
  expect(dragged({ kind: 'from', ...nine }, 1400)).toEqual({ from: '16:45', to: '17:00' })
  expect(dragged({ kind: 'to', ...nine }, 60)).toEqual({ from: '09:00', to: '09:15' })
  expect(dragged({ kind: 'move', ...nine }, 1380)).toEqual({ from: '23:00', to: '07:00' })
})
