import { expect, test } from 'vitest'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import { addTag } from '#domain/conversations/edit-conversation.ts'
import { transferConversation } from '#domain/conversations/transfer-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { recordFacts } from '#domain/reports/record-facts.ts'
import { rollUpDays } from '#domain/reports/roll-up-days.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import {
  admin,
  ana,
  ben,
  conversationOf,
  createOffice,
  otherNumber,
  receive,
  refusal,
} from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'
import { countFacts, reportOf } from '../../support/reporting.ts'

const day = 86_400_000
const minute = 60_000

const atEnd = (open: number | null, unclaimed: number | null, waiting: number | null) => ({
  open_at_end: open,
  unclaimed_at_end: unclaimed,
  waiting_at_end: waiting,
})

/** On Monday two customers write, of whom ana claims and answers one; on Thursday she closes it, and somebody else writes. */
const createWeek = async () => {
  const app = await createOffice()
  const first = conversationOf(app, await receive(app, { from: '+12065550161' })).id
  await receive(app, { from: '+12065550162', to: otherNumber })
  await claimConversation(app, ana, first)
  await sendMessage(app, ana, first, { body: 'We are on it.' })
  app.advance(3 * day)
  await closeConversation(app, ana, first)
  const third = conversationOf(app, await receive(app, { from: '+12065550163' })).id
  return { app, first, third }
}

const week = { from: '2026-11-22', to: '2026-11-28' }

const backlogOf = (app: FakeApp, by: 'day' | 'number' | 'agent' = 'day', range = week) =>
  reportOf(app, 'backlog', { ...range, by })

test('what was open when a day ended is handed on, also over days on which nothing happened', async () => {
  const { app } = await createWeek()
  await countFacts(app)
  const { rows, totals } = await backlogOf(app)
  expect(rows['2026-11-22']).toMatchObject(atEnd(null, null, null))
  for (const quiet of ['2026-11-23', '2026-11-24', '2026-11-25'])
    expect(rows[quiet]).toMatchObject(atEnd(2, 1, 1))
  expect(rows['2026-11-26']).toMatchObject({ ...atEnd(2, 2, 2), opened: 1, closed: 1 })
  expect(rows['2026-11-27']).toMatchObject({ ...atEnd(null, null, null), opened: 0 })
  expect(totals).toMatchObject({ ...atEnd(2, 2, 2), opened: 3, closed: 1 })
})

test('by number and by agent it is how it was when the last day ended, not a sum', async () => {
  const { app } = await createWeek()
  await countFacts(app)
  const numbers = (await backlogOf(app, 'number')).rows
  expect(numbers).toMatchObject({ num_main: atEnd(1, 1, 1), num_other: atEnd(1, 1, 1) })
  const monday = { from: '2026-11-23', to: '2026-11-23' }
  expect((await backlogOf(app, 'agent', monday)).rows).toMatchObject({ agt_ana: atEnd(1, 0, 0) })
  expect((await backlogOf(app, 'agent')).rows).toMatchObject({ agt_ana: atEnd(0, 0, 0) })
})

test('days of which none was counted have what the last one before them left', async () => {
  const { app } = await createWeek()
  await countFacts(app)
  app.advance(7 * day)
  const quiet = { from: '2026-12-01', to: '2026-12-02' }
  const { rows, totals } = await backlogOf(app, 'day', quiet)
  expect(rows['2026-12-01']).toMatchObject(atEnd(2, 2, 2))
  expect(totals).toMatchObject({ ...atEnd(2, 2, 2), opened: 0 })
  expect((await backlogOf(app, 'number', quiet)).rows).toMatchObject({ num_other: atEnd(1, 1, 1) })
})

test('what is told late changes the days after it, too, and a count that dies between them is made once more', async () => {
  const { app } = await createWeek()
  const told = app.changes.splice(0)
  const late = told.filter(({ after }) => after?.kind === 'conversation' && after.phone === '+12065550162')
  await recordFacts(
    app,
    told.filter((change) => !late.includes(change)),
  )
  await rollUpDays(app)
  expect((await backlogOf(app)).totals).toMatchObject(atEnd(1, 1, 1))
  await recordFacts(app, late)
  app.advance(minute)
  const { put } = app.reports
  app.reports.put = async (row) => {
    if (row.day === '2026-11-26') throw new Error('The power went out.')
    await put(row)
  }
  await expect(rollUpDays(app)).rejects.toThrow('The power went out.')
  app.reports.put = put
  app.advance(minute)
  await rollUpDays(app)
  const { rows, totals } = await backlogOf(app)
  expect(rows['2026-11-23']).toMatchObject(atEnd(2, 1, 1))
  expect(totals).toMatchObject(atEnd(2, 2, 2))
  expect(app.facts.open.size).toBe(0)
})

test('a zone in which the days are cut again leaves the same open', async () => {
  const { app, third } = await createWeek()
  await claimConversation(app, ben, third)
  await countFacts(app)
  app.advance(minute)
  await app.commit({ ...(app.all('settings')[0] ?? defaultSettings(workspace)), reportZone: 'Asia/Tokyo' })
  await countFacts(app)
  const { rows } = await backlogOf(app)
  expect(rows).toMatchObject({ '2026-11-24': atEnd(2, 1, 1), '2026-11-27': atEnd(2, 1, 2) })
})

test('a claim that goes from hand to hand is transferred, and one that is given up and taken is not', async () => {
  const { app, first, third } = await createWeek()
  await claimConversation(app, ben, third)
  await transferConversation(app, ben, third, ana.id)
  await reopenConversation(app, admin, first)
  await giveUpClaim(app, ana, first)
  await claimConversation(app, ben, first)
  await countFacts(app)
  const conversations = await reportOf(app, 'conversations', { ...week, by: 'agent' })
  expect(conversations.totals).toMatchObject({ transferred: 1 })
  expect(conversations.rows).toMatchObject({ agt_ana: { transferred: 1 }, agt_ben: { transferred: 0 } })
})

test('who claims after a colleague is counted once for each claim of theirs, on that day, and texts cost nothing more for it', async () => {
  const { app, third } = await createWeek()
  const conversation = app.all('conversation').find((one) => one.id === third)
  if (conversation) await app.commit({ ...conversation, teamId: 'tem_shop' })
  await claimConversation(app, ana, third)
  const before = app.all('conversation').find((one) => one.id === third)
  const late = async () => {
    await expect(claimConversation(app, ben, third)).rejects.toEqual(
      refusal('claimed_by_other', { claimed_by: ana.id }),
    )
  }
  await late()
  app.advance(day)
  await late()
  expect(app.all('lost_claim')).toHaveLength(1)
  expect(app.all('conversation').find((one) => one.id === third)).toEqual(before)
  await giveUpClaim(app, ana, third)
  await claimConversation(app, ana, third)
  await late()
  const lost = async (by: 'day' | 'number' | 'agent' | 'team') => {
    const { rows, totals } = await reportOf(app, 'conversations', { ...week, by })
    const counted = Object.entries(rows).filter(([, row]) => row?.claims_lost)
    return [Object.fromEntries(counted.map(([key, row]) => [key, row?.claims_lost])), totals.claims_lost]
  }
  await countFacts(app)
  expect(await lost('day')).toEqual([{ '2026-11-26': 1, '2026-11-27': 1 }, 2])
  expect(await lost('agent')).toEqual([{ agt_ben: 2 }, 2])
  expect(await lost('number')).toEqual([{ num_main: 2 }, 2])
  expect(await lost('team')).toEqual([{ tem_shop: 2 }, 2])
})

test('texts and their price are counted for the team and the tags of their conversation', async () => {
  const { app, third } = await createWeek()
  await claimConversation(app, ana, third)
  await sendMessage(app, ana, third, { body: 'Ready when you are.' })
  app.advance(day)
  await addTag(app, ana, third, 'repair')
  const conversation = app.all('conversation').find((one) => one.id === third)
  if (conversation) await app.commit({ ...conversation, teamId: 'tem_shop' })
  app.advance(day)
  await receive(app, { from: '+12065550163' })
  await countFacts(app)
  const spend = async (by: 'team' | 'tag', from: string) =>
    (await reportOf(app, 'spend', { from, to: '2026-11-30', by })).rows
  // On the day of the first text nobody had given it to a team.
  const thursday = await reportOf(app, 'volumes', { from: '2026-11-26', by: 'team' })
  expect(thursday.rows).toMatchObject({ tem_shop: { received: 0, sent: 0 } })
  const { id: next } = await sendMessage(app, ana, third, { body: 'See you.' })
  const last = app.all('message').find((message) => message.id === next)
  if (last?.direction === 'outbound')
    await app.commit({ ...last, status: 'sent', parts: last.parts.map((one) => ({ ...one, price: 0.01 })) })
  app.advance(minute)
  await countFacts(app)
  for (const [by, key] of [
    ['tag', 'repair'],
    ['team', 'tem_shop'],
  ] as const)
    expect(await spend(by, '2026-11-28')).toMatchObject({ [key]: { segments_sent: 1, billed_usd: 0.01 } })
  const volumes = await reportOf(app, 'volumes', { from: '2026-11-28', by: 'team' })
  expect(volumes.rows).toMatchObject({ tem_shop: { received: 1, sent: 1 } })
})
