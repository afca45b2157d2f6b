import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { total } from '#domain/credits/credit-account.ts'
import { readCredits } from '#domain/credits/read-credits.ts'
import type { MessageId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import type { CreditPlan } from '#domain/settings/settings.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const program: Principal = { kind: 'program', workspace, id: 'shop', scopes: ['read', 'send'] }
const phone = (i: number) => `+1206555${1000 + i}`
const refused = { outcome: 'refused', code: 'invalid_phone_number', detail: '' } as const
const throttled = { outcome: 'not_now', detail: '' } as const

const createApp = async (plan: Partial<CreditPlan> = {}) => {
  const app = createFakeApp()
  const settings = defaultSettings(workspace)
  await app.commit({ ...settings, credits: { ...settings.credits, enabled: true, ...plan } })
  return app
}

const send = (app: FakeApp, to = phone(1), body = 'Your order is ready.') =>
  sendSingle(app, program, { to, body })

const work = async (app: FakeApp) => {
  await publishChanges(app, app.changes.splice(0))
  await drainQueue(app)
  await publishChanges(app, app.changes.splice(0))
}

const left = async (app: FakeApp) => total((await readCredits(app, program)).account)
const ledger = (app: FakeApp) => app.all('credit_entry').map(({ type, change }) => [type, change])
const outbound = (app: FakeApp) =>
  app.all('message').filter((message): message is OutboundMessage => message.direction === 'outbound')

/** Dies at its nth write, before it or after it. */
const mortal = (app: FakeApp, at: number, moment: 'before' | 'after'): FakeApp => {
  let writes = 0
  return {
    ...app,
    commit: async (...changes) => {
      if (++writes >= at && moment === 'before') throw new Error('It died')
      if (writes > at) throw new Error('It died')
      await app.commit(...changes)
      if (writes === at) throw new Error('It died')
    },
  }
}

test('a text takes a credit for each segment, once, however often it is tried', async () => {
  const app = await createApp()
  let tries = 0
  app.answer = () => (++tries < 5 ? throttled : { outcome: 'accepted', carrierMessageId: 'c' })
  await send(app, phone(1), 'x'.repeat(161))
  await work(app)
  expect(tries).toBe(5)
  expect(ledger(app)).toEqual([
    ['month', 200],
    ['use', -2],
  ])
})

test('what the carrier refuses is given back', async () => {
  const app = await createApp()
  app.answer = () => refused
  const { id } = await send(app)
  await work(app)
  expect(ledger(app)).toEqual([
    ['month', 200],
    ['use', -1],
    ['give_back', 1],
  ])
  expect(app.all('credit_entry').at(-1)).toMatchObject({ messageId: id, part: 0, left: 200 })
})

test('what the carrier may have taken is not given back', async () => {
  const app = await createApp()
  app.answer = () => ({ outcome: 'unknown', detail: 'timeout' })
  await send(app)
  await work(app)
  expect(await left(app)).toBe(199)
})

test('where credits are not counted nothing is read and nothing written for them', async () => {
  const app = await createApp({ enabled: false })
  app.credits = {
    account: () => Promise.reject(new Error('read')),
    entries: () => Promise.reject(new Error('read')),
  }
  await send(app)
  await work(app)
  expect(app.sent).toHaveLength(1)
  expect(app.all('credit_entry')).toEqual([])
})

test('a text that credits do not suffice for is not accepted', async () => {
  const app = await createApp({ includedPerMonth: 1 })
  const long = send(app, phone(1), 'x'.repeat(161))
  await expect(long).rejects.toEqual(expect.objectContaining({ code: 'insufficient_credits' }))
  await send(app)
  await work(app)
  await expect(send(app)).rejects.toEqual(expect.objectContaining({ code: 'insufficient_credits' }))
})

test('of thirty texts at once as many leave as there are credits, and never more', async () => {
  const app = await createApp({ includedPerMonth: 11 })
  await Promise.all(Array.from({ length: 30 }, (_, i) => send(app, phone(i))))
  await work(app)
  expect(app.sent).toHaveLength(11)
  expect(await left(app)).toBe(0)
  expect(Math.min(...app.all('credit_entry').map((entry) => entry.left))).toBe(0)
  const blocked = outbound(app).filter(({ status }) => status === 'blocked')
  expect(blocked.map(({ error }) => error?.code)).toEqual(Array(19).fill('insufficient_credits'))
})

test('a long text is not begun where credits do not suffice for the whole of it', async () => {
  const app = await createApp({ includedPerMonth: 12 })
  await send(app, phone(1), 'word '.repeat(350))
  const short = await send(app, phone(2))
  await sendPart(app, { workspace, messageId: short.id, index: 0 })
  await work(app)
  expect(outbound(app).map(({ status, parts }) => [status, parts.length])).toEqual([
    ['blocked', 2],
    ['sent', 1],
  ])
})

test.each(
  [1, 2, 3].flatMap((at) => [
    { at, moment: 'before' as const },
    { at, moment: 'after' as const },
  ]),
)(
  'a function that dies $moment its write $at pays once for what left, and nothing for what did not',
  async (fault) => {
    for (const answer of [refused, throttled, undefined]) {
      const app = await createApp()
      const { id } = await send(app)
      const part = { workspace, messageId: id, index: 0 }
      if (answer) app.answer = () => answer
      await sendPart(mortal(app, fault.at, fault.moment), part).catch(() => {})
      app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'c' })
      for (let tries = 0; tries < 3; tries++) {
        app.advance(30_000)
        await sendPart(app, part)
      }
      const failed = outbound(app)[0]?.status === 'failed'
      expect(await left(app)).toBe(failed ? 200 : 199)
      expect(app.all('thread')[0]?.charged).toBeUndefined()
    }
  },
)

test('a text that is stopped between two tries is given back', async () => {
  const app = await createApp()
  app.answer = () => throttled
  const { id } = await send(app)
  const part = { workspace, messageId: id, index: 0 }
  await sendPart(app, part)
  expect(await left(app)).toBe(199)
  const [thread] = app.all('thread')
  if (!thread) throw new Error('There is no thread')
  await app.commit({ ...thread, flags: { ...thread.flags, doNotContact: true } })
  await sendPart(app, part)
  expect(outbound(app)[0]).toMatchObject({ status: 'blocked', error: { code: 'do_not_contact' } })
  expect(await left(app)).toBe(200)
})

test('a text that left the queue unsent gives back when the next one is sent', async () => {
  const app = await createApp()
  app.answer = () => throttled
  const part = (messageId: MessageId) => ({ workspace, messageId, index: 0 })
  const lost = await send(app)
  await sendPart(app, part(lost.id))
  const next = await send(app)
  app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'c' })
  const { again } = await sendPart(app, part(next.id))
  expect(again).toBe(app.now)
  app.advance(1000)
  await sendPart(app, part(next.id))
  expect(ledger(app).map(([type]) => type)).toEqual(['month', 'use', 'give_back', 'use'])
  expect(await left(app)).toBe(199)
})

test('included credits that are given back after their month are lapsed', async () => {
  const app = await createApp()
  app.now = Date.parse('2026-11-30T23:59:59Z')
  app.answer = () => {
    app.advance(5_000)
    return refused
  }
  await send(app)
  await work(app)
  expect(ledger(app)).toEqual([
    ['month', 200],
    ['use', -1],
    ['month', 1],
    ['give_back', 0],
  ])
})

test('the answer to STOP leaves without credits, and stands in the ledger', async () => {
  const app = await createApp({ includedPerMonth: 0 })
  const inbound = { carrier: 'aws', carrierMessageId: 'stop', from: phone(1), to: ourNumber } as const
  await receiveMessage(app, { ...inbound, body: 'STOP', at: monday })
  await work(app)
  expect(app.sent).toHaveLength(1)
  expect(app.all('credit_entry').at(-1)).toMatchObject({ type: 'use', change: 0, left: 0, segments: 2 })
})

test('admins are told once when few are left and once when none are', async () => {
  const app = await createApp({ includedPerMonth: 20 })
  for (let i = 0; i < 20; i++) await send(app, phone(i))
  await work(app)
  const warnings = app.published.filter(({ type }) => type.startsWith('credits.'))
  expect(warnings).toMatchObject([
    { type: 'credits.low', data: { left: 15 } },
    { type: 'credits.used_up', data: { left: 0 } },
  ])
})
