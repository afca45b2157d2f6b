import { expect, test } from 'vitest'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { editHours } from '#domain/hours/edit-hours.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { releaseMessages } from '#domain/scheduled/release-messages.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import {
  bodiesOf,
  change,
  createOffice,
  customer,
  customerWrites,
  officeHours,
  opening,
  sentTexts,
  startTalk,
  stored,
} from '../../support/after-hours-office.ts'
import { breakCall } from '../../support/break-call.ts'
import { admin, ana, program } from '../../support/people.ts'
import { createDay } from '../../support/virtual-day.ts'

const hour = 60 * 60 * 1000
const minute = 60 * 1000
const campaign = { body: 'Our new opening hours', origin: 'campaign' } as const

test('a text sent after hours is held, and leaves once when the office opens', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const held = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  expect(held).toMatchObject({
    status: 'held',
    gate: { decision: 'hold', reason: 'outside_business_hours', releaseAt: opening },
  })
  await day.until(opening - 1)
  expect(sentTexts(app)).toEqual([])
  expect((await findMessages(app, ana, { status: 'held', limit: 25 })).records).toMatchObject([
    { id: held.id },
  ])
  await day.until(opening + hour)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
  expect(stored(app, held.id)).toMatchObject({ status: 'sent', gate: { decision: 'allow' } })
  expect((await findMessages(app, ana, { status: 'held', limit: 25 })).records).toEqual([])
})

test('whoever opts out in the meantime gets nothing when the office opens', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const held = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  await customerWrites(app, 'STOP')
  await day.until(opening + hour)
  expect(stored(app, held.id)).toMatchObject({ status: 'blocked', error: { code: 'recipient_opted_out' } })
  expect(sentTexts(app).map(({ body }) => body.slice(0, 12))).toEqual(['Your request'])
})

test.each([
  [
    'do_not_contact',
    async (app) => {
      await editContact(app, ana, app.all('contact')[0]?.id ?? 'con_none', { doNotContact: true })
    },
  ],
  [
    'recipient_opted_out',
    async (app) => {
      const [thread] = app.all('thread')
      if (thread)
        await recordConsent(app, ana, { phone: thread.phone, action: 'opt_out', reason: 'by phone' })
    },
  ],
  ['number_not_active', async (app) => change(app, 'number', { state: 'pending', switchingTo: 'off' })],
] as [string, (app: Awaited<ReturnType<typeof createOffice>>) => Promise<void>][])(
  'what is wrong by then blocks it: %s',
  async (reason, happens) => {
    const app = await createOffice()
    const day = createDay(app)
    const talk = await startTalk(app)
    const held = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
    await day.pass(hour)
    await happens(app)
    await day.until(opening + hour)
    expect(sentTexts(app)).toEqual([])
    expect(stored(app, held.id)).toMatchObject({
      status: 'blocked',
      gate: { decision: 'block', reason },
      error: { code: reason },
      parts: [{ status: 'canceled' }],
    })
  },
)

test('a text that was withdrawn does not leave', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const held = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  await cancelHeld(app, ana, held.id)
  await day.until(opening + hour)
  expect(sentTexts(app)).toEqual([])
  expect(stored(app, held.id).status).toBe('canceled')
})

test('texts of a thread leave in the order in which they were written', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const bodies = Array.from({ length: 12 }, (_, i) => `text ${i}`)
  for (const body of bodies) {
    await sendMessage(app, ana, talk.id, { body })
    await day.pass(minute)
  }
  await day.until(opening + hour)
  expect(bodiesOf(sentTexts(app))).toEqual(bodies)
})

test('hours that open earlier release earlier', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const held = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  await day.pass(hour)
  const early = [{ from: '06:30', to: '17:00' }]
  await editHours(app, admin, 'hrs_office', { weekly: { ...officeHours.weekly, tuesday: early } })
  await day.settle()
  const releaseAt = opening - 2.5 * hour
  expect(stored(app, held.id).gate).toMatchObject({ releaseAt })
  await day.until(releaseAt)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
})

test('hours that open at once release within a minute', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  await sendMessage(app, ana, talk.id, { body: 'Good evening' })
  const long = [{ from: '09:00', to: '23:00' }]
  await editHours(app, admin, 'hrs_office', { weekly: { ...officeHours.weekly, monday: long } })
  await day.pass(minute)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good evening'])
})

test('hours that are emptied by mistake cost nothing until the office would have opened', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const [mended, lost] = ['Good morning', 'Are you there?']
  const { id } = await sendMessage(app, ana, talk.id, { body: mended })
  await editHours(app, admin, 'hrs_office', { weekly: {} })
  await day.pass(hour)
  await editHours(app, admin, 'hrs_office', { weekly: officeHours.weekly })
  await day.until(opening + 9 * hour)
  expect(bodiesOf(sentTexts(app))).toEqual([mended])
  const other = await sendMessage(app, ana, talk.id, { body: lost })
  await editHours(app, admin, 'hrs_office', { weekly: {} })
  await day.until(opening + 25 * hour)
  expect(stored(app, id).status).toBe('sent')
  expect(stored(app, other.id)).toMatchObject({ status: 'blocked', error: { code: 'never_allowed' } })
})

test('a holiday moves what waits to the day after', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  await editHours(app, admin, 'hrs_office', { holidays: [{ date: '2026-11-24', intervals: [] }] })
  await day.until(opening + 8 * hour)
  expect(sentTexts(app)).toEqual([])
  await day.until(opening + 24 * hour)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
})

test.each([
  ['the policy is switched off', { hoursPolicy: 'off' }],
  ['the policy is for automated texts', { hoursPolicy: 'hold_automated' }],
  ['the number has no hours any more', { hoursId: null }],
] as const)('what waits leaves when %s', async (_, patch) => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  await sendMessage(app, ana, talk.id, { body: 'Good evening' })
  await editNumber(app, admin, 'num_main', patch)
  await day.pass(minute)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good evening'])
})

test('a campaign waits for the quiet hours of its recipient, and for nothing where they are switched off', async () => {
  const app = await createOffice({ number: { hoursPolicy: 'off' } })
  const day = createDay(app)
  app.now = opening - 6 * hour
  const { gate, id } = await sendSingle(app, program, { ...campaign, to: customer })
  expect(gate).toMatchObject({ reason: 'quiet_hours' })
  const notice = await sendSingle(app, program, { body: 'Your order', to: customer })
  expect(notice.status).toBe('queued')
  await editSettings(app, admin, { quietHours: 'off' })
  await day.pass(minute)
  expect(stored(app, id).status).toBe('sent')
})

test('an automated text is shown to a person where the customer wrote in the meantime', async () => {
  const app = await createOffice({ settings: { reviewAfterReply: true } })
  const day = createDay(app)
  const talk = await startTalk(app)
  const automated = await sendMessage(app, program, talk.id, { body: 'Are you still interested?' })
  const byHand = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  await day.pass(hour)
  await customerWrites(app, 'Can we talk at noon?')
  await day.until(opening + hour)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
  expect(stored(app, byHand.id).status).toBe('sent')
  expect(stored(app, automated.id)).toMatchObject({
    status: 'held',
    gate: { decision: 'hold', reason: 'customer_wrote' },
  })
  await sendHeldNow(app, ana, automated.id)
  await day.settle()
  expect(stored(app, automated.id).status).toBe('sent')
})

test('what nobody answered in the meantime is not shown to anybody', async () => {
  const app = await createOffice({ settings: { reviewAfterReply: true } })
  const day = createDay(app)
  await startTalk(app)
  await day.pass(minute)
  await sendSingle(app, program, { ...campaign, to: customer })
  await day.until(opening + hour)
  expect(bodiesOf(sentTexts(app))).toEqual([campaign.body])
})

test('a campaign that is held is no text to reply to; once it left it is', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  await day.pass(minute)
  const { id } = await sendSingle(app, program, { ...campaign, to: customer })
  await customerWrites(app, 'By the way')
  expect(app.all('conversation')).toHaveLength(1)
  await day.until(opening + hour)
  await customerWrites(app, 'I would like one')
  const conversations = app.all('conversation')
  expect(conversations).toHaveLength(2)
  const answered = conversations.find((c) => c.id !== talk.id)
  expect(stored(app, id).conversationId).toBe(answered?.id)
})

test('a text for a customer whom nobody knows yet makes them known', async () => {
  const app = await createOffice()
  const day = createDay(app)
  await sendSingle(app, program, { ...campaign, to: '+12065550777' })
  expect(app.all('thread')).toMatchObject([{ phone: '+12065550777', unanswered: [] }])
  await day.until(opening + hour)
  expect(app.all('thread')).toMatchObject([{ phone: '+12065550777', unanswered: [{}] }])
})

test('one execution releases all texts of an opening, no faster than the number may send', async () => {
  const app = await createOffice({ number: { rate: { segmentsPerSecond: 2 } } })
  const day = createDay(app)
  for (let i = 0; i < 200; i++) {
    await sendSingle(app, program, { ...campaign, to: `+1206555${String(1000 + i)}` })
  }
  await day.until(opening + hour)
  const runs = [...app.executions.values()].filter((execution) => 'run' in execution)
  expect(runs).toHaveLength(1)
  expect(app.sent).toHaveLength(200)
  expect(new Set(app.sent.map(({ to }) => to)).size).toBe(200)
  const released = app.changes.filter(({ after }) => after?.kind === 'message' && after.status === 'queued')
  for (const { at } of released) {
    const before = released.filter((other) => other.at < at).length
    expect(at - opening).toBeGreaterThanOrEqual((before / 2) * 1000 - 1000)
  }
  expect(app.all('opening')).toEqual([])
})

test('a release that takes longer than an execution may goes on in another one', async () => {
  const app = await createOffice({ number: { rate: { segmentsPerSecond: 0.04 } } })
  const day = createDay(app)
  const talk = await startTalk(app)
  for (let i = 0; i < 1002; i++) await sendMessage(app, ana, talk.id, { body: `text ${i}` })
  await change(app, 'number', { rate: { segmentsPerSecond: 0.04 } })
  await day.until(opening + 36 * hour)
  const runs = [...app.executions.values()].flatMap((execution) =>
    'run' in execution ? [execution.run] : [],
  )
  expect(runs.filter(({ minute }) => minute === opening).map(({ run }) => run)).toEqual([1, 2])
}, 300_000)

test('what is held for a minute that was just released leaves with the next sweep', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  await sendMessage(app, ana, talk.id, { body: 'one' })
  await day.until(opening)
  expect(bodiesOf(sentTexts(app))).toEqual(['one'])
  app.now = opening - 1
  await sendMessage(app, ana, talk.id, { body: 'two' })
  await day.settle()
  app.now = opening + 1
  await day.settle()
  expect(bodiesOf(sentTexts(app))).toEqual(['one'])
  await day.pass(6 * minute)
  expect(bodiesOf(sentTexts(app))).toEqual(['one', 'two'])
  await day.pass(hour)
  expect(app.all('opening')).toEqual([])
})

test('what failed for good is released by the schedule', async () => {
  const app = await createOffice()
  const broken = { ...app, numbers: { ...app.numbers, get: () => Promise.reject(new Error('outage')) } }
  const failing = createDay(app, { broken: broken as typeof app, sweeps: false })
  const talk = await startTalk(app)
  await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  await failing.until(opening + minute)
  expect(sentTexts(app)).toEqual([])
  await createDay(app).pass(6 * minute)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
})

test('a text that is far ahead is released by the schedule when its day comes near', async () => {
  const app = await createOffice({ number: { hoursPolicy: 'off' } })
  const day = createDay(app, { sweeps: false })
  const talk = await startTalk(app)
  const far = app.now + 350 * 24 * hour
  await sendMessage(app, ana, talk.id, { body: 'Happy birthday', sendAt: far })
  await day.settle()
  expect([...app.executions.values()].filter((execution) => 'run' in execution)).toEqual([])
  app.now = far - 10 * minute
  await createDay(app).until(far + minute)
  expect(bodiesOf(sentTexts(app))).toEqual(['Happy birthday'])
})

test('two releases at once send each text once, and in order', async () => {
  const app = await createOffice()
  const day = createDay(app)
  const talk = await startTalk(app)
  const bodies = Array.from({ length: 10 }, (_, i) => `text ${i}`)
  for (const body of bodies) await sendMessage(app, ana, talk.id, { body })
  await day.settle()
  app.now = opening
  const due = { workspace: 'wks_test', numberId: 'num_main', until: opening, limit: 50 } as const
  await Promise.all([releaseMessages(app, due), releaseMessages(app, due), releaseMessages(app, due)])
  await day.settle()
  expect(bodiesOf(sentTexts(app))).toEqual(bodies)
})

/** Two texts for one customer and one for another wait; everything behind the API may break once. */
const runNight = async (at: number, when: 'before' | 'after') => {
  const app = await createOffice()
  const { broken, calls } = breakCall(app, { at, when })
  const day = createDay(app, { broken })
  const talk = await startTalk(app)
  for (const body of ['one', 'two']) await sendMessage(app, ana, talk.id, { body })
  await sendSingle(app, program, { ...campaign, to: '+12065550777' })
  await day.until(opening + 20 * minute)
  return { app, calls }
}

test('whichever call breaks on the way, every text is released once and in order', async () => {
  const { calls } = await runNight(-1, 'before')
  const wanted = calls.map((name, at) => ({ name, at }))
  expect(new Set(calls)).toContain('releases.start')
  for (const when of ['before', 'after'] as const) {
    for (const { at, name } of wanted) {
      const { app } = await runNight(at, when)
      const fault = `${when} ${name} (${at})`
      const bodies = bodiesOf(sentTexts(app))
      expect(bodies.toSorted(), fault).toEqual([campaign.body, 'one', 'two'])
      expect(bodies.indexOf('one'), fault).toBeLessThan(bodies.indexOf('two'))
      expect(
        app.all('message').filter(({ status }) => status === 'held'),
        fault,
      ).toEqual([])
    }
  }
})

test('while no release can be begun other texts leave all the same, and the schedule makes up for it', async () => {
  const app = await createOffice()
  const outage = () => Promise.reject(new Error('outage'))
  const broken = { ...app, releases: { ...app.releases, start: outage } }
  const failing = createDay(app, { broken, sweeps: false })
  const talk = await startTalk(app)
  const held = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  const urgent = await sendMessage(app, ana, talk.id, { body: 'Urgent', sendNow: true })
  await failing.pass(minute)
  expect(stored(app, urgent.id).status).toBe('sent')
  await createDay(app).until(opening + 6 * minute)
  expect(stored(app, held.id).status).toBe('sent')
})
