import { beforeEach, expect, test } from 'vitest'
import { newPush, type Push, worthTelling } from '#domain/pushes/push.ts'
import type { PushSubscription } from '#domain/pushes/push-subscription.ts'
import { type PushOutcome, sendPush } from '#domain/pushes/send-push.ts'
import { subscribe, unsubscribe } from '#domain/pushes/subscribe.ts'
import { minute, second } from '#domain/time.ts'
import { ana } from '../../support/conversing.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'

type Handed = { push: Push; subscription: PushSubscription; seconds: number }
type Pushing = FakeApp & {
  handed: Handed[]
  result: PushOutcome | (() => Promise<PushOutcome>)
  handOver(push: Push, subscription: PushSubscription, seconds: number): Promise<PushOutcome>
}

let app: Pushing
let push: Push
let subscription: PushSubscription

const browser = { endpoint: 'https://fcm.googleapis.com/fcm/send/1', p256dh: 'key', auth: 'auth' }

beforeEach(async () => {
  app = Object.assign(createFakeApp(), {
    handed: [] as Handed[],
    result: { outcome: 'taken' } as Pushing['result'],
    handOver: async (push: Push, subscription: PushSubscription, seconds: number) => {
      app.handed.push({ push, subscription, seconds })
      return typeof app.result === 'function' ? app.result() : app.result
    },
  })
  subscription = (await subscribe(app, ana, browser)).subscription
  const told = { title: 'SMS Chat Request', body: 'From Ada', tag: 'cnv_1', path: '/c/cnv_1' }
  push = newPush({ workspace, agentId: ana.id, ...told }, 'about', subscription.id, app.now)
  await app.commit(push)
})

const send = () => sendPush(app, workspace, push.id)
const stored = () => app.all('push')[0]
/** Comes again as the queue lets it, until it need not; gives how often it came. */
const sendUntilOver = async () => {
  for (let n = 1; n < 50; n++) {
    if ((await send()) === undefined) return n
    app.advance(2 * minute)
  }
  throw new Error('It never ends.')
}

test('a push is handed over once, however often it is told of, and not kept beyond its use', async () => {
  app.advance(10 * second)
  await send()
  await send()
  const seconds = worthTelling / 1000 - 10
  expect(app.handed).toMatchObject([{ push: { tag: 'cnv_1' }, subscription: browser, seconds }])
  expect(stored()).toMatchObject({ status: 'sent', attempts: 1 })
  expect(stored()).not.toHaveProperty('triedAt')
})

test('of two that are told of it at once one hands it over', async () => {
  const outcomes = await Promise.all([send(), send()])
  expect(outcomes.sort()).toEqual(['again', undefined])
  expect(app.handed).toHaveLength(1)
  expect(await send()).toBeUndefined()
  expect(app.handed).toHaveLength(1)
})

test('a browser where nobody is any more is forgotten', async () => {
  app.result = { outcome: 'gone', code: 'status 410' }
  await send()
  await send()
  expect(app.all('push_subscription')).toEqual([])
  expect(stored()).toMatchObject({ status: 'gone' })
  expect(app.handed).toHaveLength(1)
})

test('one that renewed its keys meanwhile is not forgotten, and gets it', async () => {
  app.result = async () => {
    await subscribe(app, ana, { ...browser, auth: 'new' })
    app.result = { outcome: 'taken' }
    return { outcome: 'gone', code: 'status 410' }
  }
  expect(await send()).toBe('again')
  expect(await send()).toBeUndefined()
  expect(app.handed.map(({ subscription: { auth } }) => auth)).toEqual(['auth', 'new'])
  expect(stored()).toMatchObject({ status: 'sent' })
})

test('what fails otherwise comes again, is tried five times, and given up without removing anything', async () => {
  app.result = { outcome: 'later', code: 'status 500' }
  expect(await sendUntilOver()).toBe(5)
  expect(app.handed).toHaveLength(5)
  expect(stored()).toMatchObject({ status: 'failed', attempts: 5 })
  expect(app.all('push_subscription')).toHaveLength(1)
})

test('a push service that is back within that time gets it', async () => {
  app.result = { outcome: 'later', code: 'status 503' }
  expect(await send()).toBe('again')
  app.result = { outcome: 'taken' }
  expect(await send()).toBeUndefined()
  expect(stored()).toMatchObject({ status: 'sent', attempts: 2 })
})

test('what is too old to be worth telling is given up', async () => {
  app.advance(worthTelling + 1)
  await send()
  expect(app.handed).toEqual([])
  expect(stored()).toMatchObject({ status: 'failed' })
})

test('a browser that was switched off meanwhile gets nothing', async () => {
  await unsubscribe(app, ana, subscription.id)
  await send()
  expect(app.handed).toEqual([])
  expect(stored()).toMatchObject({ status: 'gone' })
})

test('an attempt that was cut off is made again, once nobody can be at it any more', async () => {
  app.result = () => Promise.reject(new Error('killed'))
  await expect(send()).rejects.toThrow('killed')
  app.result = { outcome: 'taken' }
  expect(await send()).toBe('again')
  expect(app.handed).toHaveLength(1)
  app.advance(minute)
  expect(await send()).toBeUndefined()
  expect(stored()).toMatchObject({ status: 'sent', attempts: 2 })
})

test('the log of a failure names no address, no key and nothing that the push says', async () => {
  const said: unknown[] = []
  app.log.warn = (...line) => void said.push(line)
  app.result = { outcome: 'later', code: 'status 500' }
  await send()
  expect(said).toHaveLength(1)
  expect(JSON.stringify(said)).not.toMatch(/googleapis|Ada|Request|auth/)
})
