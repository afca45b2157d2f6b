import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import { mergeConversation } from '#domain/conversations/merge-conversation.ts'
import { splitConversation } from '#domain/conversations/split-conversation.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { readReport } from '#domain/reports/read-report.ts'
import { recordFacts } from '#domain/reports/record-facts.ts'
import { rollUpDays } from '#domain/reports/roll-up-days.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import {
  admin,
  ana,
  conversationOf,
  createOffice,
  customer,
  receive,
  refusal,
} from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'
import { countFacts, reportOf } from '../../support/reporting.ts'

const minute = 60_000
const monday = { from: '2026-11-23' }

/** A customer texts, ana claims and answers after so many minutes. */
const answered = async (minutes: number) => {
  const app = await createOffice()
  const { id } = conversationOf(app, await receive(app))
  await claimConversation(app, ana, id)
  app.advance(minutes * minute)
  await sendMessage(app, ana, id, { body: 'We are on it.' })
  return { app, id }
}

test('a text and its answer are counted for the day, the number and the agent', async () => {
  const { app } = await answered(5)
  await countFacts(app)
  const { totals } = await reportOf(app, 'responses', monday)
  expect(totals).toMatchObject({ first_waits: 1, first_answered: 1, first_p50_ms: 5 * minute, unanswered: 0 })
  const byAgent = await reportOf(app, 'responses', { ...monday, by: 'agent' })
  expect(byAgent.rows).toMatchObject({ agt_ana: { first_answered: 1, first_within_target_rate: 1 } })
  expect((await reportOf(app, 'volumes', monday)).totals).toMatchObject({
    received: 1,
    conversations_opened: 1,
  })
})

test('a customer who writes again waits for the next answer, not for the first', async () => {
  const { app, id } = await answered(5)
  await receive(app)
  app.advance(90 * minute)
  await sendMessage(app, ana, id, { body: 'It is ready.' })
  await countFacts(app)
  expect((await reportOf(app, 'responses', monday)).totals).toMatchObject({
    ...{ first_answered: 1, next_answered: 1, next_p50_ms: 90 * minute },
    ...{ first_within_target: 1, next_within_target: 0, next_within_target_rate: 0 },
  })
})

test('a conversation that is closed without an answer stays unanswered', async () => {
  const app = await createOffice()
  const { id } = conversationOf(app, await receive(app))
  await claimConversation(app, ana, id)
  await closeConversation(app, ana, id)
  await countFacts(app)
  expect((await reportOf(app, 'responses', monday)).totals).toMatchObject({ first_waits: 1, unanswered: 1 })
  expect((await reportOf(app, 'conversations', monday)).totals).toMatchObject({
    ...{ opened: 1, opened_by_customer: 1, claimed: 1, closed: 1, closed_unanswered: 1 },
  })
})

test('a reopened conversation was opened once, and is resolved when it was closed last', async () => {
  const { app, id } = await answered(5)
  await closeConversation(app, ana, id)
  app.advance(60 * minute)
  await reopenConversation(app, ana, id)
  app.advance(60 * minute)
  await closeConversation(app, ana, id)
  await countFacts(app)
  const { totals } = await reportOf(app, 'conversations', monday)
  expect(totals).toMatchObject({ opened: 1, reopened: 1, closed: 2, resolved: 1 })
  expect(totals.resolution_p50_ms).toBe(125 * minute)
  expect((await reportOf(app, 'backlog', monday)).totals).toMatchObject({ net_change: 0 })
})

test('an automatic answer is an automatic text, and the customer still waits', async () => {
  const app = await createOffice()
  await receive(app)
  const automatic = app.all('message').filter(({ origin }) => origin === 'welcome')
  expect(automatic).toHaveLength(1)
  await app.commit(...automatic.map((one) => ({ ...one, status: 'sent' }) as OutboundMessage))
  await countFacts(app)
  expect((await reportOf(app, 'volumes', monday)).totals).toMatchObject({ sent: 1, automatic: 1 })
  expect((await reportOf(app, 'responses', monday)).totals).toMatchObject({
    ...{ first_waits: 1, first_answered: 0, first_p50_ms: null, unanswered: 1 },
  })
})

test('one that is split off was opened too; merged back, it is neither opened nor resolved', async () => {
  const { app, id } = await answered(5)
  const last = await receive(app)
  const next = await splitConversation(app, admin, id, last.id)
  await countFacts(app)
  const counted = async () => (await reportOf(app, 'conversations', monday)).totals
  expect(await counted()).toMatchObject({ opened: 2, opened_by_customer: 1, split: 1, merged: 0 })
  app.advance(minute)
  await mergeConversation(app, admin, id, next.id)
  await countFacts(app)
  expect(await counted()).toMatchObject({
    opened: 1,
    opened_by_customer: 1,
    split: 0,
    merged: 1,
    resolved: 0,
  })
})

test('with another target the same waits are judged anew', async () => {
  const { app } = await answered(5)
  await countFacts(app)
  const rate = async () => (await reportOf(app, 'responses', monday)).totals.first_within_target_rate
  expect(await rate()).toBe(1)
  const settings = app.all('settings')[0] ?? defaultSettings(workspace)
  app.advance(minute)
  await app.commit({ ...settings, firstAnswerWithinSeconds: 299 })
  await countFacts(app)
  expect(await rate()).toBe(0)
})

test('a conversation that we began stays one of ours, also when the customer reopens it', async () => {
  const app = await createOffice()
  const { conversation } = await startConversation(app, ana, { to: customer, body: 'Your printer is ready.' })
  await closeConversation(app, ana, conversation.id)
  expect((await receive(app)).conversationId).toBe(conversation.id)
  await countFacts(app)
  expect((await reportOf(app, 'conversations', monday)).totals).toMatchObject({
    ...{ opened: 1, opened_by_customer: 0, opened_by_us: 1 },
  })
})

test('what comes twice, in halves and in another order is counted once', async () => {
  const { app } = await answered(5)
  const changes = app.changes.splice(0)
  await recordFacts(app, changes)
  await rollUpDays(app)
  const once = await reportOf(app, 'responses', monday)
  for (const change of [...changes, ...changes].reverse()) await recordFacts(app, [change])
  app.advance(minute)
  await rollUpDays(app)
  const { dataUntil, ...again } = await reportOf(app, 'responses', monday)
  expect(again).toEqual({ ...once, dataUntil: undefined })
  expect(dataUntil).toBe(app.now)
})

test('a count that dies in the middle is made once more, and what came meanwhile is counted by the next', async () => {
  const { app } = await answered(5)
  await recordFacts(app, app.changes.splice(0))
  const { put } = app.reports
  let written = 0
  app.reports.put = async (row) => {
    if (++written > 2) throw new Error('The power went out.')
    await put(row)
  }
  await expect(rollUpDays(app)).rejects.toThrow('The power went out.')
  app.reports.put = put
  app.advance(minute)
  await rollUpDays(app)
  expect((await reportOf(app, 'volumes', { ...monday, by: 'agent' })).rows).toHaveProperty('agt_ana')
  expect(app.facts.open.size).toBe(0)
})

test('a row that was counted later is not replaced by a count that began earlier', async () => {
  const { app } = await answered(5)
  await countFacts(app)
  const place = { group: 'all', part: 'counts' } as const
  const [row] = await app.reports.days(workspace, place, { from: monday.from, to: monday.from })
  if (!row) throw new Error('Nothing was counted.')
  await app.reports.put({ ...row, keys: {}, version: row.version - 1 })
  expect((await reportOf(app, 'volumes', monday)).totals).toMatchObject({ received: 1 })
})

test('days are cut in the zone of the workspace, and cut again when it changes', async () => {
  const app = await createOffice()
  app.now = Date.parse('2026-11-24T03:00:00Z')
  await receive(app)
  await countFacts(app)
  expect((await reportOf(app, 'volumes', { from: '2026-11-24' })).totals).toMatchObject({ received: 1 })
  const settings = app.all('settings')[0] ?? defaultSettings(workspace)
  app.advance(minute)
  await app.commit({ ...settings, reportZone: 'America/Denver' })
  await countFacts(app)
  expect((await reportOf(app, 'volumes', { from: '2026-11-24' })).totals).toMatchObject({ received: 0 })
  expect(await reportOf(app, 'volumes', monday)).toMatchObject({
    totals: { received: 1 },
    zone: 'America/Denver',
  })
})

test('days without anything have a row, and other keys have none', async () => {
  const { app } = await answered(5)
  await countFacts(app)
  const week = { from: '2026-11-20', to: '2026-11-26' }
  expect(Object.keys((await reportOf(app, 'volumes', week)).rows)).toHaveLength(7)
  expect(Object.keys((await reportOf(app, 'volumes', { ...week, by: 'number' })).rows)).toEqual(['num_main'])
})

test('facts hold no words and no phones', async () => {
  const { app } = await answered(5)
  await recordFacts(app, app.changes.splice(0))
  const written = JSON.stringify([...app.facts.files.values()])
  const words = app.all('message').flatMap(({ body, from, to }) => [body, from, to])
  expect(words.length).toBeGreaterThan(5)
  for (const word of words) expect(written).not.toContain(word)
})

test('a report is for admins and programs that read, over at most 400 days, by what its facts know', async () => {
  const app = await createOffice()
  const month = { report: 'volumes', from: '2026-11-01', to: '2026-11-30', by: 'day' } as const
  await expect(readReport(app, ana, month)).rejects.toEqual(refusal('forbidden'))
  await expect(readReport(app, admin, { ...month, from: '2025-10-01' })).rejects.toEqual(
    refusal('report_range_too_long'),
  )
  await expect(readReport(app, admin, { ...month, by: 'code' })).rejects.toEqual(refusal('validation_failed'))
  await expect(readReport(app, admin, { ...month, to: '2026-10-01' })).rejects.toEqual(
    refusal('validation_failed'),
  )
})

test('whoever expects another zone than the one in which days are cut is refused', async () => {
  const { app } = await answered(5)
  await countFacts(app)
  const day = { report: 'volumes', from: monday.from, to: monday.from, by: 'day' } as const
  expect(await readReport(app, admin, { ...day, zone: 'UTC' })).toMatchObject({ zone: 'UTC' })
  await expect(readReport(app, admin, { ...day, zone: 'America/Denver' })).rejects.toEqual(
    refusal('report_zone_differs'),
  )
})
