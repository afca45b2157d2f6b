import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { mergeConversation } from '#domain/conversations/merge-conversation.ts'
import { splitConversation } from '#domain/conversations/split-conversation.ts'
import { createExport } from '#domain/exports/create-export.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { startOf } from '#domain/reports/report-day.ts'
import {
  admin,
  ana,
  conversationOf,
  createOffice,
  otherNumber,
  receive,
  refusal,
} from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'
import { drainJobs } from '../../support/importing.ts'
import { countFacts, reportOf } from '../../support/reporting.ts'

const day = 86_400_000
const monday = { from: '2026-11-23', to: '2026-11-23' }
const week = { from: '2026-11-22', to: '2026-11-28' }

const rowsOf = async (
  app: FakeApp,
  kind: 'conversations' | 'messages',
  range: { from: string; to: string },
) => {
  const { id } = await createExport(app, admin, { kind, ...range })
  await drainJobs(app)
  const file = new TextDecoder().decode(app.uploaded.get(`exports/${workspace}/${id}/file-0.csv`))
  return Papa.parse<Record<string, string>>(file.trim(), { header: true }).data
}

/** On Monday two customers write, of whom ana answers one; on Thursday she closes it, and somebody else writes. */
const createWeek = async () => {
  const app = await createOffice({ settings: { reportZone: 'America/Denver' } })
  const first = conversationOf(app, await receive(app, { from: '+12065550161', body: '=1+1' })).id
  await receive(app, { from: '+12065550162', to: otherNumber })
  await claimConversation(app, ana, first)
  const sent = await sendMessage(app, ana, first, { body: `It’s ${'ready '.repeat(20)}` })
  await app.commit({
    ...(sent as OutboundMessage),
    status: 'undelivered',
    error: { code: 'spam', detail: 'Spam.' },
  })
  app.advance(3 * day)
  await closeConversation(app, ana, first)
  await receive(app, { from: '+12065550163' })
  return { app, first }
}

test('conversations are those that the report counts as opened, one row each, as they are now', async () => {
  const { app, first } = await createWeek()
  await countFacts(app)
  const opened = async (range: typeof week) => (await reportOf(app, 'conversations', range)).totals.opened
  const rows = await rowsOf(app, 'conversations', monday)
  expect(rows).toHaveLength(2)
  expect(await opened(monday)).toBe(2)
  expect(rows.find(({ id }) => id === first)).toMatchObject({
    ...{ state: 'closed', claimed_by: 'agt_ana', claimed_by_name: 'agt_ana', begun_by: 'customer' },
    ...{
      phone: "'+12065550161",
      opened_at: '2026-11-23T18:00:01.000Z',
      closed_at: '2026-11-26T18:00:02.000Z',
    },
  })
  expect(await rowsOf(app, 'conversations', week)).toHaveLength(Number(await opened(week)))
})

test('one that went into another is in neither, and many pages have each once', async () => {
  const { app } = await createWeek()
  for (let i = 0; i < 1_100; i++) await receive(app, { from: `+1206557${String(i).padStart(4, '0')}` })
  const text = await receive(app, { from: '+12065550163' })
  const { id } = conversationOf(app, text)
  const split = await splitConversation(app, admin, id, text.id)
  await mergeConversation(app, admin, id, split.id)
  await countFacts(app)
  const rows = await rowsOf(app, 'conversations', week)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1_103)
  expect(rows).toHaveLength(1_103)
  expect((await reportOf(app, 'conversations', week)).totals.opened).toBe(1_103)
}, 60_000)

test('texts come number by number, with what became of them, and what is no formula', async () => {
  const { app, first } = await createWeek()
  const rows = await rowsOf(app, 'messages', monday)
  const all = app
    .all('message')
    .filter(({ createdAt }) => createdAt < startOf('2026-11-24', 'America/Denver'))
  expect(rows.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  expect(rows.find(({ direction }) => direction === 'inbound')).toMatchObject({ body: "'=1+1", price: '' })
  expect(rows.find(({ status }) => status === 'undelivered')).toMatchObject({
    ...{ conversation_id: first, error: 'spam', sent_by: 'agt_ana', origin: 'agent', segments: '2' },
    ...{ encoding: 'ucs2', wasted_segments: '1' },
  })
  expect(await rowsOf(app, 'messages', { from: '2026-11-24', to: '2026-11-25' })).toEqual([])
})

test('many texts are several pages, each once', async () => {
  const { app } = await createWeek()
  for (let i = 0; i < 1_050; i++) await receive(app, { from: '+12065550163' })
  const rows = await rowsOf(app, 'messages', week)
  expect(rows).toHaveLength(app.all('message').length)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
}, 60_000)

test('a range is that of a report, and only admins take anything along', async () => {
  const { app } = await createWeek()
  const export_ = (range: typeof week, who = admin) => createExport(app, who, { kind: 'messages', ...range })
  await expect(export_({ from: '2025-01-01', to: '2026-11-30' })).rejects.toEqual(
    refusal('report_range_too_long'),
  )
  await expect(export_({ from: '2026-11-30', to: '2026-11-01' })).rejects.toEqual(
    refusal('validation_failed'),
  )
  await expect(createExport(app, ana, { kind: 'messages', ...week })).rejects.toEqual(refusal('forbidden'))
})

test.each([
  ['2026-11-23', 'UTC', '2026-11-23T00:00:00Z'],
  ['2026-11-23', 'America/Denver', '2026-11-23T07:00:00Z'],
  ['2026-11-01', 'America/Denver', '2026-11-01T06:00:00Z'],
  ['2026-03-08', 'America/Denver', '2026-03-08T07:00:00Z'],
  ['2026-11-23', 'Asia/Kolkata', '2026-11-22T18:30:00Z'],
  // Clocks go from 0:00 to 1:00.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00Z'],
])('%s in %s begins at %s', (date, zone, instant) => {
  expect(new Date(startOf(date, zone)).toISOString()).toBe(new Date(instant).toISOString())
})
