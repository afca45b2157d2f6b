import { describe, expect, test } from 'vitest'
import { listConsents } from '#domain/consents/list-consents.ts'
import { requireNoKeywords } from '#domain/consents/own-texts.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import {
  ana,
  createOffice,
  customer,
  otherNumber,
  program,
  receive,
  textNow,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { createDay } from '../../support/virtual-day.ts'

const minute = 60_000
const day = 24 * 60 * minute

const answers = (app: FakeApp, origin?: string) =>
  app
    .all('message')
    .filter((message) => message.direction === 'outbound' && (!origin || message.origin === origin))

const ledger = async (app: FakeApp) =>
  (await listConsents(app, ana, { phone: customer, limit: 10 })).records.map(({ sent, unsent }) => ({
    sent: sent !== undefined,
    unsent,
  }))

describe('automatic answers to one phone', () => {
  test('are three of one kind in a day, and again three on the next', async () => {
    const app = await createOffice()
    for (let i = 0; i < 25; i++) await receive(app, { body: 'HELP' })
    expect(answers(app, 'consent')).toHaveLength(3)
    app.advance(day)
    for (let i = 0; i < 25; i++) await receive(app, { body: 'HELP' })
    expect(answers(app, 'consent')).toHaveLength(6)
  })

  test('are ten of all kinds in a day, and every opt-out counts without its answer', async () => {
    const app = await createOffice()
    for (let i = 0; i < 9; i++) {
      for (const body of ['HELP', 'STOP', 'START']) await receive(app, { body })
    }
    await receive(app, { body: 'STOP' })
    expect(answers(app)).toHaveLength(10)
    expect(app.all('thread')[0]?.consents.workspace?.state).toBe('opted_out')
    expect((await ledger(app))[0]).toEqual({ sent: false, unsent: { reason: 'too_many_answers' } })
  })

  test('are not fewer because a clock was set back', async () => {
    const app = await createOffice()
    app.advance(day)
    for (let i = 0; i < 3; i++) await receive(app, { body: 'HELP' })
    app.advance(-day)
    await receive(app, { body: 'HELP' })
    expect(answers(app, 'consent')).toHaveLength(4)
  })

  test('an ordinary text that nothing answers writes no thread', async () => {
    const app = await createOffice()
    await receive(app, { body: 'Hello' })
    await receive(app, { body: 'Are you there?' })
    const { version } = app.all('thread')[0] ?? {}
    await receive(app, { body: 'Well?' })
    expect(app.all('thread')[0]?.version).toBe(version)
  })
})

describe('another machine', () => {
  test('of our own gets no automatic answer, and its STOP counts', async () => {
    const app = await createOffice()
    for (const body of ['Hello', 'HELP', 'STOP']) await receive(app, { from: otherNumber, body })
    expect(answers(app)).toEqual([])
    expect(app.all('consent_event')).toMatchObject([{ action: 'opt_out', notSent: 'own_number' }])
  })

  test('that is a number of another workspace gets none either', async () => {
    const app = await createOffice()
    const theirs = { workspace: 'wks_theirs', id: 'num_theirs', address: '+12065550170' } as const
    await app.commit(newNumber({ ...theirs, country: 'US', state: 'active', createdAt: 1 }))
    await receive(app, { from: theirs.address, body: 'Hello' })
    expect(answers(app)).toEqual([])
  })

  test.each([
    'Welcome to Acme! Msg frequency is recurring. Reply STOP (in Caps) to cancel.',
    'Acme: Msg & data rates may apply.',
    'This is an automated message. We are closed.',
    'Acme: répondez STOP pour vous désabonner',
  ])('is not welcomed when it writes "%s"', async (body) => {
    const app = await createOffice()
    await receive(app, { body })
    expect(answers(app, 'welcome')).toEqual([])
  })

  test('of Parley ends its talk with ours by itself', async () => {
    const app = await createOffice()
    const texts = { welcome: 'Hello!', help: 'Call us.', afterHours: 'INFO' }
    for (const number of app.all('number')) await app.commit({ ...number, texts })
    const time = createDay(app)
    await receiveMessage(app, textNow(app, { from: otherNumber, body: 'HELP' }))
    let carried = 0
    for (let turn = 0; turn < 50; turn++) {
      await time.settle()
      for (const { from, to, body } of app.sent.slice(carried)) {
        await receiveMessage(app, textNow(app, { from, to, body }))
        carried++
      }
      app.advance(1000)
    }
    expect(app.sent).toEqual([])
  })

  test('that is no number of ours ends it within the bounds, whatever it answers', async () => {
    const app = await createOffice()
    const time = createDay(app)
    await receive(app, { body: 'INFO' })
    let carried = 0
    for (let turn = 0; turn < 60; turn++) {
      await time.pass(10_000)
      const unanswered = app.sent.slice(carried)
      carried = app.sent.length
      for (const _ of unanswered) await receive(app, { body: ['INFO', 'HELP', 'START'][turn % 3] ?? '' })
    }
    expect(app.sent.length).toBeLessThanOrEqual(10)
  })

  test.each([['HELP'], ['  stop please '], ['Baja'], ['AIDE']])(
    'cannot be set off by a text of ours that is a keyword: %s',
    (help) => {
      expect(() => requireNoKeywords({ help })).toThrow(
        expect.objectContaining({
          code: 'validation_failed',
          extra: { errors: [{ path: 'texts.help', detail: expect.any(String) }] },
        }),
      )
      expect(() => requireNoKeywords({ help: `Reply ${help} or call us.`, optIn: null })).not.toThrow()
    },
  )
})

describe('the welcome', () => {
  test.each(['STOP', 'stop please', "Don't text me", 'wrong number'])(
    'never answers a refusal: %s',
    async (body) => {
      const app = await createOffice()
      await receive(app, { body })
      await receive(app, { body: 'Hello' })
      expect(answers(app, 'welcome')).toEqual([])
    },
  )

  test('of a second number does not come while a refusal waits for a decision', async () => {
    const app = await createOffice()
    await receive(app, { body: "Don't text me" })
    await receive(app, { to: otherNumber, body: 'Hello' })
    expect(answers(app)).toEqual([])
  })
})

describe('a confirmation', () => {
  test('that could not leave within five minutes is dropped, and the ledger says so', async () => {
    const app = await createOffice()
    const time = createDay(app)
    await receive(app, { body: 'Hello' })
    await time.settle()
    await receive(app, { body: 'STOP' })
    const [confirmation] = answers(app, 'consent')
    app.advance(5 * minute + 1)
    await time.settle()
    expect(answers(app, 'consent')[0]).toMatchObject({
      status: 'blocked',
      gate: { decision: 'block', reason: 'answer_too_late' },
      error: { detail: 'The automatic answer could not leave in time, so it was not sent.' },
    })
    expect(await ledger(app)).toEqual([
      { sent: false, unsent: { reason: 'answer_too_late', messageId: confirmation?.id } },
    ])
  })

  test('of a word that came late is not even written', async () => {
    const app = await createOffice()
    await receive(app, { body: 'Hello' })
    await receive(app, { body: 'STOP', at: app.now - 5 * minute })
    expect(answers(app, 'consent')).toEqual([])
    expect(await ledger(app)).toEqual([{ sent: false, unsent: { reason: 'answer_too_late' } }])
  })

  test('goes to enabled countries only, and the opt-out counts', async () => {
    const app = await createOffice()
    for (const body of ['HELP', 'STOP']) await receive(app, { from: '+37061234567', body })
    expect(answers(app)).toEqual([])
    expect(app.all('consent_event')).toMatchObject([{ action: 'opt_out', notSent: 'blocked' }])
  })
})

describe('the answer to HELP', () => {
  test('names the company and how to reach a person, where the workspace says so', async () => {
    const app = await createOffice({ settings: { companyName: 'Acme', supportContact: '206-555-0100' } })
    await receive(app, { body: 'AYUDA' })
    expect(answers(app, 'consent').map(({ body }) => body)).toEqual([
      'Acme: for help contact 206-555-0100. Messages and data rates may apply. Msg frequency is recurring. Reply STOP to cancel.',
    ])
  })
})

test('thirty calls for help at once keep a reply waiting for one of them at most, and all are answered', async () => {
  const app = await createOffice()
  const time = createDay(app)
  const phones = Array.from({ length: 30 }, (_, i) => `+120655501${40 + i}`)
  const { conversationId = 'cnv_none' } = await receive(app, { body: 'Hello' })
  for (const from of phones) await receive(app, { from, body: 'Hello' })
  await time.settle()
  app.advance(minute)
  const left: { messageId: string; at: number }[] = []
  app.answer = ({ messageId }) => {
    left.push({ messageId, at: app.now })
    return { outcome: 'accepted', carrierMessageId: messageId }
  }
  for (const from of phones) await receiveMessage(app, textNow(app, { from, body: 'HELP' }))
  const { id } = await sendMessage(app, program, conversationId, { body: 'Here is your answer' })
  const accepted = app.now
  await time.settle()
  expect(left.find(({ messageId }) => messageId === id)?.at).toBeLessThanOrEqual(accepted + 1000)
  expect(left).toHaveLength(31)
  expect(Math.max(...left.map(({ at }) => at))).toBeLessThan(accepted + 2 * minute)
})
