import { expect, test } from 'vitest'
import type { OutboundPart } from '#domain/app.ts'
import type { CarrierOutcome } from '#domain/carriers/carrier.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { ConflictError } from '#domain/error.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { composeMessage } from '#domain/outbound/compose-message.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { isAttemptOver } from '#domain/threads/attempt.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'

const customer = '+12065550123'

/** Mulberry32. */
const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Every call over the network takes its own time, so that each seed is another interleaving. */
const withDelays = (app: FakeApp, random: () => number) => {
  const wait = async (most: number) => {
    for (let left = Math.floor(random() * most); left > 0; left--) await new Promise(setImmediate)
  }
  const { commit } = app
  const { get } = app.messages
  const { byPhone } = app.threads
  app.commit = (...changes) => wait(4).then(() => commit(...changes))
  app.messages = { ...app.messages, get: (...of) => wait(3).then(() => get(...of)) }
  app.threads = { byPhone: (...of) => wait(3).then(() => byPhone(...of)) }
  app.clock = { ...app.clock, pause: () => wait(3) }
  return wait
}

/** Whether a request to the carrier is recorded whose part has no outcome. */
const isAttemptLeft = async (app: FakeApp) => {
  const [thread] = app.all('thread')
  return thread?.sending !== undefined && !(await isAttemptOver(app, thread, thread.sending))
}

const isOut = (app: FakeApp) => app.all('thread')[0]?.consents.workspace?.state === 'opted_out'
const originOf = (app: FakeApp, id: string) => {
  const message = app.all('message').find((m) => m.id === id)
  return message?.origin
}

const queueTexts = async (app: FakeApp, count: number): Promise<OutboundPart[]> => {
  await receiveMessage(app, inbound('hello'))
  const [thread] = app.all('thread')
  const [number] = app.all('number')
  if (!thread || !number) throw new Error('There is no thread')
  const settings = await app.settings.get(workspace)
  const messages = Array.from({ length: count }, (_, i) =>
    composeMessage(app, { thread, rules: { number, settings }, body: `text ${i}`, origin: 'api' }),
  )
  await app.commit(...messages)
  return messages.map(({ id }) => ({ workspace, messageId: id, index: 0 }))
}

const inbound = (body: string) => ({
  carrier: 'aws' as const,
  carrierMessageId: `m-${body}`,
  from: customer,
  to: ourNumber,
  body,
  at: monday,
})

/** Takes parts from the queue until none is left; what must wait, or loses its races, comes again. */
const work = async (app: FakeApp, queue: OutboundPart[]) => {
  for (let part = queue.shift(); part; part = queue.shift()) {
    try {
      const { again } = await sendPart(app, part)
      if (again !== undefined) queue.push(part)
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      queue.push(part)
    }
    await new Promise(setImmediate)
  }
}

/** How often the queue had to deliver it. */
const deliver = async (use: () => Promise<unknown>) => {
  for (let delivered = 1; ; delivered++) {
    try {
      await use()
      return delivered
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
    }
  }
}

const raceOnce = async (seed: number, optOut: (app: FakeApp) => Promise<unknown>) => {
  const app = createFakeApp()
  const random = seeded(seed)
  const queue = await queueTexts(app, 100)
  const wait = withDelays(app, random)
  let late = 0
  let sent = 0
  app.answer = async ({ messageId }): Promise<CarrierOutcome> => {
    const ordinary = originOf(app, messageId) !== 'consent'
    if (ordinary && isOut(app)) late++
    await wait(12)
    if (ordinary && isOut(app)) late++
    sent++
    return { outcome: 'accepted', carrierMessageId: `c${sent}` }
  }
  const [delivered] = await Promise.all([
    wait(1200).then(() => deliver(() => optOut(app))),
    ...Array.from({ length: 4 }, () => work(app, queue)),
  ])
  const texts = app.all('message').filter((m) => m.direction === 'outbound' && m.origin === 'api')
  const count = (status: string) => texts.filter((m) => m.status === status).length
  return { late, delivered, sent: count('sent'), blocked: count('blocked'), app }
}

test.each([
  ['a STOP', 200, (app: FakeApp) => receiveMessage(app, inbound('STOP'))],
  [
    'an opt-out by hand',
    50,
    (app: FakeApp) =>
      recordConsent(
        app,
        { kind: 'program', workspace, id: 'crm', scopes: ['send', 'manage'] },
        { phone: customer, action: 'opt_out' },
      ),
  ],
])(
  'once %s is stored, no text is at or on its way to the carrier, and what is queued is blocked',
  async (_, races, optOut) => {
    const runs = []
    for (let seed = 1; seed <= races; seed++) {
      const run = await raceOnce(seed, optOut)
      expect(run.late, `seed ${seed}`).toBe(0)
      expect(run.sent + run.blocked, `seed ${seed}`).toBe(100)
      expect(await isAttemptLeft(run.app), `seed ${seed}`).toBe(false)
      runs.push(run)
    }
    // The race was one: mostly some had left and some had not.
    expect(runs.filter(({ sent, blocked }) => sent > 0 && blocked > 0).length).toBeGreaterThan(races / 2)
    expect(Math.max(...runs.map(({ delivered }) => delivered))).toBeLessThanOrEqual(2)
  },
)
