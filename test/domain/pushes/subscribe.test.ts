import { beforeEach, expect, test } from 'vitest'
import { listSubscriptions, subscribe, unsubscribe } from '#domain/pushes/subscribe.ts'
import { ana, ben, program, refusal } from '../../support/conversing.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'

let app: FakeApp
beforeEach(() => {
  app = createFakeApp()
})

const endpointOf = (device: string) => `https://fcm.googleapis.com/fcm/send/${device}`
const browser = (device = 'phone', auth = 'auth') => ({ endpoint: endpointOf(device), p256dh: 'key', auth })
const devicesOf = async (who = ana) =>
  (await listSubscriptions(app, who)).map(({ endpoint }) => endpoint.split('/').at(-1))

test('a browser is kept once, however often and however much at once it says so', async () => {
  const told = await Promise.all([subscribe(app, ana, browser()), subscribe(app, ana, browser())])
  const again = await subscribe(app, ana, browser())
  expect(new Set([...told, again].map(({ subscription }) => subscription.id)).size).toBe(1)
  expect(told.map(({ created }) => created).sort()).toEqual([false, true])
  expect(app.all('push_subscription')).toMatchObject([{ endpoint: endpointOf('phone'), version: 1 }])
})

test('keys that a browser renewed take the place of those before', async () => {
  const { subscription } = await subscribe(app, ana, browser())
  app.advance(1_000)
  const { subscription: renewed, created } = await subscribe(app, ana, browser('phone', 'new'))
  expect({ renewed, created }).toEqual({
    renewed: { ...subscription, auth: 'new', version: 2 },
    created: false,
  })
  expect(app.all('push_subscription')).toMatchObject([{ auth: 'new' }])
})

test('an agent has ten browsers at most: one more takes the place of the oldest', async () => {
  for (let n = 1; n <= 12; n++) {
    await subscribe(app, ana, browser(`device-${n}`))
    app.advance(1_000)
  }
  expect(await devicesOf()).toEqual(Array.from({ length: 10 }, (_, n) => `device-${n + 3}`))
})

test('each agent has their own, and ends no one else’s', async () => {
  const { subscription } = await subscribe(app, ana, browser())
  expect(await devicesOf(ben)).toEqual([])
  await expect(unsubscribe(app, ben, subscription.id)).rejects.toMatchObject(refusal('not_found'))
  await unsubscribe(app, ana, subscription.id)
  await expect(unsubscribe(app, ana, subscription.id)).rejects.toMatchObject(refusal('not_found'))
  expect(app.all('push_subscription')).toEqual([])
})

test('what is no push service is refused, and nothing is kept', async () => {
  const evil = { ...browser(), endpoint: 'https://fcm.googleapis.com.evil.example/send' }
  await expect(subscribe(app, ana, evil)).rejects.toMatchObject(refusal('push_service_unknown'))
  expect(app.all('push_subscription')).toEqual([])
})

test('programs have no devices', async () => {
  await expect(subscribe(app, program, browser())).rejects.toMatchObject(refusal('forbidden'))
  await expect(listSubscriptions(app, program)).rejects.toMatchObject(refusal('forbidden'))
})
