import { describe, expect, test } from 'vitest'
import { decideHold, type HoldFacts } from '#domain/gate/decide-hold.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { previewMessage } from '#domain/outbound/preview-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import {
  change,
  createOffice,
  customer,
  evening,
  officeHours,
  opening,
  startTalk,
} from '../../support/after-hours-office.ts'
import { admin, ana, program } from '../../support/people.ts'

const minute = 60_000
const hour = 60 * minute

const facts: HoldFacts = {
  now: evening,
  origin: 'agent',
  number: { hoursPolicy: 'hold_all' },
  hours: officeHours,
  settings: { quietHours: 'off' },
  to: customer,
}

describe('what waits', () => {
  test.each([
    ['hold_all', 'agent', true],
    ['hold_all', 'api', true],
    ['hold_automated', 'agent', false],
    ['hold_automated', 'case', true],
    ['off', 'campaign', false],
    ['hold_all', 'consent', false],
    ['hold_all', 'welcome', false],
    ['hold_all', 'after_hours', false],
  ] as const)('for office hours, with the policy %s, a text by %s: %s', (hoursPolicy, origin, waits) => {
    const hold = decideHold({ ...facts, origin, number: { hoursPolicy } })
    expect(hold).toEqual(waits ? { reason: 'outside_business_hours', releaseAt: opening } : undefined)
  })

  test.each([
    ['campaigns', 'campaign', true],
    ['campaigns', 'api', false],
    ['automated', 'api', true],
    ['automated', 'agent', false],
    ['automated', 'welcome', false],
    ['off', 'campaign', false],
  ] as const)('for quiet hours, with the setting %s, a text by %s: %s', (quietHours, origin, waits) => {
    const night = evening + 4 * hour
    const hold = decideHold({ ...facts, now: night, hours: undefined, origin, settings: { quietHours } })
    expect(hold !== undefined).toBe(waits)
    if (waits) expect(hold).toMatchObject({ reason: 'quiet_hours' })
  })

  test("the contact's own zone counts for quiet hours", () => {
    const zoned = {
      ...facts,
      hours: undefined,
      origin: 'campaign',
      settings: { quietHours: 'campaigns' },
    } as const
    expect(decideHold({ ...zoned, zone: 'America/New_York' })).toMatchObject({ reason: 'quiet_hours' })
    expect(decideHold({ ...zoned, zone: 'America/Los_Angeles' })).toBeUndefined()
  })

  test('the reasons have an order, and the time satisfies all of them', () => {
    const sendAt = evening + 2 * hour
    expect(decideHold({ ...facts, sendAt })).toEqual({ reason: 'scheduled', releaseAt: opening })
    expect(decideHold({ ...facts, sendAt: opening + hour })).toEqual({
      reason: 'scheduled',
      releaseAt: opening + hour,
    })
  })

  test('whoever sends at once passes office hours and the time that was asked for, but not quiet hours', () => {
    const sendNow = { ...facts, sendNow: true, sendAt: opening }
    expect(decideHold(sendNow)).toBeUndefined()
    const quiet = {
      ...sendNow,
      now: evening + 4 * hour,
      origin: 'campaign',
      settings: { quietHours: 'campaigns' },
    }
    expect(decideHold(quiet as HoldFacts)).toMatchObject({ reason: 'quiet_hours' })
  })

  test('what comes too early for one and too late for the other never leaves', () => {
    const night = { ...officeHours, weekly: { monday: [{ from: '01:00', to: '02:00' }] } }
    const never = {
      ...facts,
      hours: night,
      origin: 'campaign',
      settings: { quietHours: 'campaigns' },
    } as const
    expect(decideHold(never)).toBe('never')
  })
})

test('a text that could never leave is refused', async () => {
  const night = { ...officeHours, weekly: { monday: [{ from: '01:00', to: '02:00' }] } }
  const app = await createOffice({ hours: night })
  const sent = sendSingle(app, program, { to: customer, body: 'Hi', origin: 'campaign' })
  await expect(sent).rejects.toMatchObject({ code: 'never_allowed' })
})

test('the hours of a team are those of its numbers that have none', async () => {
  const app = await createOffice({ number: { hoursId: undefined, teamId: 'tem_sales' } })
  const team = { workspace: 'wks_test', id: 'tem_sales', name: 'Sales', createdAt: 1, version: 0 } as const
  await app.commit({ kind: 'team', ...team, members: [], hoursId: 'hrs_office' })
  const { message } = await startConversation(app, ana, { to: customer, body: 'Hello' })
  expect(message).toMatchObject({ status: 'held', gate: { releaseAt: opening } })
})

test('a text may be scheduled, for a year ahead at most', async () => {
  const app = await createOffice({ number: { hoursPolicy: 'off' } })
  const talk = await startTalk(app)
  const send = (sendAt: number) => sendMessage(app, ana, talk.id, { body: 'Hi', sendAt })
  expect(await send(evening + hour)).toMatchObject({
    status: 'held',
    gate: { reason: 'scheduled', releaseAt: evening + hour },
    sendAt: evening + hour,
  })
  expect((await send(evening - minute)).status).toBe('queued')
  const wrong = { code: 'validation_failed', extra: { errors: [{ path: 'send_at' }] } }
  await expect(send(evening - hour)).rejects.toMatchObject(wrong)
  await expect(send(evening + 367 * 24 * hour)).rejects.toMatchObject(wrong)
})

test('agents may send at once where the number lets them, admins always', async () => {
  const app = await createOffice()
  const talk = await startTalk(app)
  const send = () => sendMessage(app, ana, talk.id, { body: 'Urgent', sendNow: true })
  expect(await send()).toMatchObject({ status: 'queued', sendNow: true })
  await change(app, 'number', { agentsSendNow: false })
  await expect(send()).rejects.toMatchObject({ code: 'forbidden' })
  const byAdmin = startConversation(app, admin, { to: '+12065550777', body: 'Urgent', sendNow: true })
  expect(await byAdmin).toMatchObject({ message: { status: 'queued' } })
  app.now = opening
  expect((await send()).status).toBe('queued')
})

test('a preview says until when a text would wait', async () => {
  const app = await createOffice()
  const preview = await previewMessage(app, ana, { to: customer, body: 'Hello' })
  expect(preview.gate).toEqual({ decision: 'hold', reason: 'outside_business_hours', releaseAt: opening })
})

test('what blocks a text is told before what makes it wait', async () => {
  const app = await createOffice()
  const talk = await startTalk(app)
  await receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: 'stop',
    from: customer,
    to: '+12065550100',
    body: 'STOP',
    at: app.now,
  })
  const sent = sendMessage(app, ana, talk.id, { body: 'Hello' })
  await expect(sent).rejects.toMatchObject({ code: 'recipient_opted_out' })
})
