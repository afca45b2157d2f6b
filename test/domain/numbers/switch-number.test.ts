import { expect, test } from 'vitest'
import { DomainError } from '#domain/error.ts'
import { activateNumber } from '#domain/numbers/activate-number.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { editNumber, type NumberPatch } from '#domain/numbers/edit-number.ts'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana } from '../../support/people.ts'

const notified = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  notifyByEmail: true,
  notifyBySms: false,
}
const ready: NumberPatch = { notificationUsers: [notified], registration: { status: 'approved' } }

const createReady = async (change: NumberPatch = {}) => {
  const app = createFakeApp()
  const { id } = await createNumber(app, admin, { address: '+12065550142' })
  await editNumber(app, admin, id, { ...ready, ...change })
  const take = (step: 'activate' | 'deactivate' | 'confirm') =>
    step === 'activate' ? activateNumber(app, admin, id) : switchNumber(app, admin, id, step)
  return { id, take, app }
}

test('a number is pending until the carrier has switched it on, and again until it is off', async () => {
  const { take } = await createReady()
  expect(await take('activate')).toMatchObject({ state: 'pending', switchingTo: 'active' })
  expect(await take('confirm')).toMatchObject({ state: 'active' })
  expect(await take('deactivate')).toMatchObject({ state: 'pending', switchingTo: 'off' })
  const off = await take('confirm')
  expect(off.state).toBe('off')
  expect(off.switchingTo).toBeUndefined()
})

test('the same step again changes nothing', async () => {
  const { take } = await createReady()
  const once = await take('activate')
  expect(await take('activate')).toEqual(once)
})

test('what is pending can be turned around', async () => {
  const { take } = await createReady()
  await take('activate')
  expect(await take('deactivate')).toMatchObject({ state: 'pending', switchingTo: 'off' })
})

test('nothing is confirmed that is not pending', async () => {
  const { take } = await createReady()
  await expect(take('confirm')).rejects.toMatchObject({ code: 'number_not_pending' })
})

test('SMS is not switched on while nobody would be notified', async () => {
  const { take } = await createReady({ notificationUsers: [] })
  await expect(take('activate')).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a voice-only number is not switched on', async () => {
  const { take } = await createReady({ capabilities: ['voice'] })
  await expect(take('activate')).rejects.toMatchObject({ code: 'number_cannot_send' })
})

test('a US number stays pending until its brand and campaign are approved', async () => {
  const { take, app, id } = await createReady({ registration: { status: 'submitted', brandId: 'B1' } })
  await take('activate')
  await expect(take('confirm')).rejects.toMatchObject({ code: 'registration_required' })
  await editNumber(app, admin, id, { registration: { status: 'approved', brandId: 'B1', campaignId: 'C1' } })
  expect(await take('confirm')).toMatchObject({ state: 'active', registration: { campaignId: 'C1' } })
})

test('a number is active at once where its carrier says so, with what the carrier says of it', async () => {
  const { app, take } = await createReady({ registration: { status: 'submitted', brandId: 'B1' } })
  app.connect = () => ({ isActive: true, registration: 'approved', carrierHandlesOptOut: true })
  expect(await take('activate')).toMatchObject({
    state: 'active',
    registration: { status: 'approved', brandId: 'B1' },
    carrierHandlesOptOut: true,
  })
  expect(await take('confirm')).toMatchObject({ state: 'active' })
})

test('a number waits for its carrier, and for its registration, until it is activated again', async () => {
  const { app, take } = await createReady()
  const told = { registration: 'approved', carrierHandlesOptOut: false } as const
  app.connect = () => ({ ...told, isActive: false })
  expect(await take('activate')).toMatchObject({ state: 'pending' })
  app.connect = () => ({ ...told, isActive: true, registration: 'submitted' })
  expect(await take('activate')).toMatchObject({ state: 'pending', registration: { status: 'submitted' } })
  app.connect = () => ({ ...told, isActive: true })
  expect(await take('activate')).toMatchObject({ state: 'active' })
})

test('a carrier is not asked for a number that may not be switched on', async () => {
  const { app, take } = await createReady({ notificationUsers: [] })
  const asked: unknown[] = []
  app.connect = (number) => void asked.push(number)
  await expect(take('activate')).rejects.toMatchObject({ code: 'validation_failed' })
  expect(asked).toEqual([])
})

test('where the carrier refuses, the number stays off', async () => {
  const { app, id, take } = await createReady()
  app.connect = () => {
    throw new DomainError('carrier_number_not_found', 'There is none.')
  }
  await expect(take('activate')).rejects.toMatchObject({ code: 'carrier_number_not_found' })
  expect(await app.numbers.get('wks_test', id)).toMatchObject({ state: 'off' })
})

test('only admins switch numbers', async () => {
  const { app, id } = await createReady()
  await expect(activateNumber(app, ana, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(switchNumber(app, ana, id, 'confirm')).rejects.toMatchObject({ code: 'forbidden' })
})
