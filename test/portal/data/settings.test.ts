import { getCountries } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { countryCodes } from '../../../portal/src/settings/country-codes.ts'
import { nextStep, stepsDone } from '../../../portal/src/settings/number-steps.ts'
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
  expect(nextStep(await activate())).toBe('confirm')
  expect(nextStep(await confirm())).toBe('nothing')
  expect(nextStep((await callApi(app, 'deactivateNumber', { id })).body)).toBe('confirm_off')
  expect(nextStep(await confirm())).toBe('activate')
})
