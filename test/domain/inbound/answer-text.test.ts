import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { textOf } from '#domain/numbers/automatic-texts.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { defaultSettings, type Settings } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'

const customer = '+12065550123'
const crm: Principal = { kind: 'program', workspace, id: 'crm', scopes: ['read', 'send', 'manage'] }
const hour = 60 * 60 * 1000

let received = 0
const text = (app: FakeApp, body: string, change: Partial<CarrierInbound> = {}) =>
  receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: `m${++received}`,
    from: customer,
    to: ourNumber,
    body,
    at: app.now,
    ...change,
  })

const say = async (app: FakeApp, ...bodies: string[]) => {
  for (const body of bodies) {
    app.advance(1000)
    await text(app, body)
  }
}

/** Later words replace earlier ones, for an app as the fake one makes it. */
const createApp = async (number: Partial<BusinessNumber> = {}, settings: Partial<Settings> = {}) => {
  const app = createFakeApp()
  const [main] = app.all('number')
  if (!main) throw new Error('There is no number')
  await app.commit({ ...main, ...number })
  await app.commit({ ...defaultSettings(workspace), companyName: 'Acme', ...settings })
  return app
}

const answers = (app: FakeApp) =>
  app
    .all('message')
    .filter((m) => m.origin === 'consent' || m.origin === 'welcome')
    .map((m) => m.body)
const texts = (app: FakeApp) => {
  const [number] = app.all('number')
  const [settings] = app.all('settings')
  if (!number || !settings) throw new Error('There is no number')
  return (name: Parameters<typeof textOf>[0]) => textOf(name, number, settings)
}
const state = (app: FakeApp) => app.all('thread')[0]?.consents.workspace?.state
const ledger = (app: FakeApp) => app.all('consent_event').map(({ action }) => action)
const sendsNow = (app: FakeApp) => sendSingle(app, crm, { to: customer, body: 'Hi' })

test('who writes for the first time is welcomed once, in the same conversation, after their text', async () => {
  const app = await createApp()
  await say(app, 'hello', 'anybody there?')
  const [first, welcome] = app.all('message').toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(answers(app)).toEqual([
    'Welcome to Acme! Messages and data rates may apply. Msg frequency is recurring. Reply STOP (in Caps) to cancel.',
  ])
  expect(welcome).toMatchObject({
    origin: 'welcome',
    status: 'queued',
    conversationId: first?.conversationId,
  })
  expect(app.all('conversation')[0]?.lastMessage?.preview).toBe('anybody there?')
})

test('the welcome comes after the text even where the carrier is ahead of us', async () => {
  const app = await createApp()
  await text(app, 'hello', { at: app.now + 5000 })
  const bodies = app.all('message').toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(bodies.map(({ direction }) => direction)).toEqual(['inbound', 'outbound'])
})

test('each number welcomes, with a text of its own where it has one', async () => {
  const app = await createApp({ texts: { welcome: 'Hi from (Company Name)!' } })
  const facts = { workspace, country: 'US', state: 'active', createdAt: monday } as const
  await app.commit(newNumber({ ...facts, id: 'num_other', address: '+12065550101' }))
  await say(app, 'hello')
  await text(app, 'hello', { to: '+12065550101' })
  await text(app, 'again', { to: '+12065550101' })
  expect(answers(app)[0]).toBe('Hi from Acme!')
  expect(answers(app)).toHaveLength(2)
})

test('who begins with STOP is not welcomed, then or later', async () => {
  const app = await createApp()
  await say(app, 'STOP', 'START', 'hello')
  expect(answers(app)).toEqual([texts(app)('optOut'), texts(app)('optIn')])
})

test('a number for agents only welcomes nobody, but answers STOP, START and HELP', async () => {
  const app = await createApp({ agentSendOnly: true })
  await say(app, 'hello', 'HELP', 'STOP', 'START')
  const text = texts(app)
  expect(answers(app)).toEqual([text('help'), text('optOut'), text('optIn')])
})

test('STOP opts out and is confirmed once, word for word; a second STOP sends nothing and is kept', async () => {
  const app = await createApp()
  await say(app, 'hello', 'Stop.', 'STOP')
  expect(state(app)).toBe('opted_out')
  expect(answers(app).slice(1)).toEqual([
    "Your request to unsubscribe has been processed. We're sorry to see you go. If you ever change your mind, please reply with START (in CAPS) to start receiving the messages again.",
  ])
  expect(ledger(app)).toEqual(['opt_out', 'opt_out'])
  await expect(sendsNow(app)).rejects.toMatchObject({ code: 'recipient_opted_out' })
})

test('a STOP delivered ten times at once is confirmed once', async () => {
  const app = await createApp()
  await say(app, 'hello')
  await Promise.all(Array.from({ length: 10 }, () => text(app, 'STOP', { carrierMessageId: 'same' })))
  expect(answers(app)).toHaveLength(2)
  expect(ledger(app)).toEqual(['opt_out'])
})

test('the ledger tells what was received and sent, of whom, when and from where', async () => {
  const app = await createApp()
  await say(app, 'STOP')
  const [stop, confirmation] = app.all('message')
  expect(app.all('consent_event')).toMatchObject([
    {
      phone: customer,
      action: 'opt_out',
      scope: 'workspace',
      source: 'customer',
      numberId: 'num_main',
      received: { messageId: stop?.id, body: 'STOP' },
      sent: { messageId: confirmation?.id, body: texts(app)('optOut') },
      at: app.now,
      recordedAt: app.now,
    },
  ])
})

test('the confirmation leaves though its recipient has opted out', async () => {
  const app = await createApp()
  await say(app, 'STOP')
  const confirmation = app.all('message').find((m) => m.origin === 'consent')
  if (!confirmation) throw new Error('There is no confirmation')
  await sendPart(app, { workspace, messageId: confirmation.id, index: 0 })
  expect(app.sent).toMatchObject([{ to: customer, body: texts(app)('optOut') }])
})

test('an ordinary text of who has opted out is stored and shown, and nothing is sent', async () => {
  const app = await createApp()
  await say(app, 'STOP', 'one more thing')
  expect(answers(app)).toHaveLength(1)
  expect(app.all('conversation')).toMatchObject([{ lastMessage: { preview: 'one more thing' } }])
})

test('START opts in again and is confirmed once', async () => {
  const app = await createApp()
  await say(app, 'hello', 'STOP', 'START', 'UNSTOP')
  expect(state(app)).toBe('opted_in')
  expect(answers(app).slice(2)).toEqual([texts(app)('optIn')])
  await expect(sendsNow(app)).resolves.toMatchObject({ status: 'queued' })
})

test('YES opts nobody in who was not asked', async () => {
  const app = await createApp()
  await say(app, 'STOP', 'YES')
  expect(state(app)).toBe('opted_out')
  expect(app.all('conversation')).toHaveLength(1)
})

test('with double opt-in START asks, and YES within a day opts in', async () => {
  const app = await createApp({}, { doubleOptIn: true })
  await say(app, 'STOP', 'START')
  expect(state(app)).toBe('opted_out')
  expect(answers(app).at(-1)).toBe(texts(app)('optInQuestion'))
  await say(app, 'Yes!')
  expect(state(app)).toBe('opted_in')
  expect(answers(app).at(-1)).toBe(texts(app)('optIn'))
  expect(ledger(app)).toEqual(['opt_out', 'opt_in_question', 'opt_in'])
})

test('a YES that comes after a day, or after another STOP, opts nobody in', async () => {
  const late = await createApp({}, { doubleOptIn: true })
  await say(late, 'STOP', 'START')
  late.advance(24 * hour + 1)
  await say(late, 'yes')
  const stopped = await createApp({}, { doubleOptIn: true })
  await say(stopped, 'STOP', 'START', 'STOP', 'yes')
  expect([state(late), state(stopped)]).toEqual(['opted_out', 'opted_out'])
})

test('a START that was written before the STOP, and comes after it, opts nobody in', async () => {
  const app = await createApp()
  await say(app, 'STOP')
  await text(app, 'START', { at: app.now - 5000 })
  expect(state(app)).toBe('opted_out')
})

test('a STOP that was written before the START, and comes after it, changes nothing', async () => {
  const app = await createApp()
  await say(app, 'STOP', 'START')
  await text(app, 'STOP', { at: app.now - 500 })
  expect(state(app)).toBe('opted_in')
  expect(answers(app)).toHaveLength(2)
})

test('HELP is answered, opted out or not, and changes nothing', async () => {
  const app = await createApp()
  await say(app, 'hello', 'help', 'STOP', 'INFO')
  expect(answers(app).filter((body) => body === texts(app)('help'))).toHaveLength(2)
  expect(state(app)).toBe('opted_out')
})

test('a keyword goes into the open conversation', async () => {
  const app = await createApp()
  await say(app, 'hello', 'STOP')
  const [conversation] = app.all('conversation')
  expect(new Set(app.all('message').map((m) => m.conversationId))).toEqual(new Set([conversation?.id]))
  expect(conversation?.lastMessage?.preview).toBe('STOP')
})

test('a keyword opens no conversation and reopens none: it is in the timeline of its phone', async () => {
  const app = await createApp()
  await say(app, 'HELP')
  expect(app.all('conversation')).toHaveLength(0)
  await say(app, 'hello')
  const id = app.all('conversation')[0]?.id
  if (!id) throw new Error('There is no conversation')
  await closeConversation(app, crm, id)
  await say(app, 'STOP')
  expect(app.all('conversation')).toMatchObject([{ state: 'closed' }])
  const stop = app.all('message').find((m) => m.body === 'STOP')
  expect(stop).toMatchObject({ threading: { decision: 'keep_apart' } })
  expect(stop).not.toHaveProperty('conversationId', id)
})

test('STOP in answer to a campaign leaves the campaign to a real reply', async () => {
  const app = await createApp()
  await say(app, 'hello')
  app.advance(1000)
  const campaign = await sendSingle(app, crm, { to: customer, body: 'Sale!', origin: 'campaign' })
  await say(app, 'STOP', 'START', 'What is on sale?')
  const begun = app.all('conversation').find(({ threading }) => threading.decision === 'start_from_outbound')
  expect(app.all('message').find(({ id }) => id === campaign.id)?.conversationId).toBe(begun?.id)
})

test('a carrier that answers STOP and HELP itself is not repeated, and the ledger knows', async () => {
  const app = await createApp({ carrierHandlesOptOut: true })
  await say(app, 'hello', 'HELP', 'STOP', 'START')
  expect(answers(app).slice(1)).toEqual([texts(app)('optIn')])
  expect(ledger(app)).toEqual(['opt_out', 'opt_in'])
  expect(app.all('consent_event')[0]?.sent).toBeUndefined()
})

test('toll-free networks always answer STOP and START, and nothing else', async () => {
  const app = await createApp({ type: 'toll_free' })
  await say(app, 'hello', 'STOP', 'START', 'unsubscribe', 'HELP')
  expect(answers(app).slice(1)).toEqual([texts(app)('optOut'), texts(app)('help')])
  expect(state(app)).toBe('opted_out')
})

test('an opt-out holds for every number of the workspace, or for one where the workspace says so', async () => {
  for (const [optOutScope, decision] of [
    ['workspace', 'rejected'],
    ['number', 'fulfilled'],
  ] as const) {
    const app = await createApp({}, { optOutScope })
    const facts = { workspace, country: 'US', state: 'active', createdAt: monday } as const
    await app.commit(newNumber({ ...facts, id: 'num_other', address: '+12065550101' }))
    await say(app, 'STOP')
    const [main, other] = await Promise.allSettled(
      [ourNumber, '+12065550101'].map((from) => sendSingle(app, crm, { to: customer, from, body: 'Hi' })),
    )
    expect([main?.status, other?.status]).toEqual(['rejected', decision])
  }
})

test('a revocation in plain words is shown to the agents with its deadline, and changes nothing', async () => {
  const app = await createApp()
  await say(app, 'hello', "Please don't text me again", 'I mean it, stop texting me')
  const flagged = app.all('message').find(({ body }) => body.startsWith('Please'))
  expect(app.all('conversation')).toMatchObject([
    { consentReview: { messageId: flagged?.id, dueAt: Date.parse('2026-12-07T10:00:02Z') } },
  ])
  expect(state(app)).toBeUndefined()
  expect(answers(app)).toHaveLength(1)
  await say(app, 'STOP')
  expect(app.all('conversation')[0]).not.toHaveProperty('consentReview')
})
