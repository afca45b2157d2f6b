import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { announceHeld } from '#domain/scheduled/announce-held.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { minuteOf } from '#domain/scheduled/opening.ts'
import { recheckHeld } from '#domain/scheduled/recheck-held.ts'
import { releaseOpening } from '#domain/scheduled/release-opening.ts'
import { sweepOpenings } from '#domain/scheduled/sweep-openings.ts'
import { type Engine, startEngine, type Units } from '../support/engine.ts'

const program = { kind: 'program', id: 'crm', scopes: ['read', 'send', 'manage'] } as const
const numberId = 'num_office01'
let engine: Engine
let now = Date.parse('2026-11-24T03:00:00Z')
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

/** Every day from 9 to 17 in Seattle. */
const day = [{ from: '09:00', to: '17:00' }]
const weekly = {
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
}

const createOffice = async (workspace: WorkspaceId, address: string) => {
  now = Date.parse('2026-11-24T03:00:00Z')
  const started: string[] = []
  const app = {
    ...createApp(engine.table),
    renderer: rendererAtNeed(),
    files: createFiles(),
    clock: { now: () => now, pause: async () => {} },
    releases: {
      start: async ({ run }: { run: number }) => {
        started.push(`run ${run}`)
        return 'running' as const
      },
      recheck: async () => {},
      recheckContact: async () => {},
      leave: async () => {},
    },
  }
  const facts = { workspace, id: numberId, address, country: 'US', createdAt: 1 } as const
  const rate = { segmentsPerSecond: 1000 }
  const hours = {
    workspace,
    id: 'hrs_office01',
    name: 'Office',
    zone: 'America/Los_Angeles',
    weekly,
  } as const
  await app.commit({ kind: 'business_hours', ...hours, holidays: [], createdAt: 1, version: 0 })
  await app.commit(newNumber({ ...facts, state: 'active', rate, hoursId: hours.id, hoursPolicy: 'hold_all' }))
  const principal = { ...program, scopes: [...program.scopes], workspace }
  const startTalk = async () => {
    const text = { carrierMessageId: `hello ${address}`, from: '+12065550123', to: address, body: 'Hello' }
    await receiveMessage(app, { carrier: 'aws', ...text, at: now })
    const [talk] = (await listConversations(app, principal, { tab: 'active', limit: 1 })).records
    if (!talk) throw new Error('There is no conversation')
    return talk
  }
  return { app, principal, startTalk, started }
}

const measure = async (work: () => Promise<unknown>): Promise<Units> => {
  engine.units()
  await work()
  return engine.units()
}

const each = ({ read, write }: Units, count: number) => ({ read: read / count, write: write / count })

test('the index has a text only while it is held', async () => {
  const { app, principal, startTalk } = await createOffice('wks_listed', '+12065550101')
  const talk = await startTalk()
  const { id } = await sendMessage(app, principal, talk.id, { body: 'Good morning' })
  const bodies = async () =>
    (await findMessages(app, principal, { status: 'held', limit: 25 })).records.map((message) => message.body)
  expect(await bodies()).toEqual(['Good morning'])
  await cancelHeld(app, principal, id)
  expect(await bodies()).toEqual([])
})

test('openings of all workspaces are found by their time, and forgotten when nothing is left', async () => {
  const one = await createOffice('wks_first', '+12065550102')
  const other = await createOffice('wks_second', '+12065550103')
  const announce = async ({ app, principal, startTalk }: typeof one) => {
    const held = await sendMessage(app, principal, (await startTalk()).id, { body: 'Good morning' })
    await announceHeld(app, [{ id: 'c', at: now, after: held }])
    return 'releaseAt' in held.gate ? minuteOf(held.gate.releaseAt) : 0
  }
  const minute = await announce(one)
  await announce(other)
  expect(await one.app.openings.due(minute - 1, { limit: 10 })).toEqual([])
  const due = await one.app.openings.due(minute, { limit: 10 })
  expect(due.map(({ record }) => record.workspace)).toEqual(['wks_first', 'wks_second'])
  now = minute
  const run = { workspace: one.principal.workspace, numberId, minute, run: 1 } as const
  expect(await releaseOpening(one.app, run, 0)).toMatchObject({ more: false })
  expect((await one.app.openings.due(minute, { limit: 10 })).map(({ record }) => record.workspace)).toEqual([
    'wks_second',
  ])
  one.started.length = 0
  await sweepOpenings(one.app)
  expect(one.started).toEqual(['run 1'])
})

/** What a text that waits takes more than one that does not: measured, for the figures in docs/after-hours.md. */
test('a text that waits takes few units, however many wait', async () => {
  const { app, principal, startTalk } = await createOffice('wks_units', '+12065550104')
  const { workspace } = principal
  const talk = await startTalk()
  await claimConversation(app, { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' }, talk.id)
  const body = 'Good morning, your order is ready.'
  const send = (facts: object) => measure(() => sendMessage(app, principal, talk.id, { body, ...facts }))
  const single = (to: string, facts: object) =>
    measure(() => sendSingle(app, principal, { to, body, origin: 'campaign', ...facts }))
  const atOnce = await send({ sendNow: true })
  const held = await send({})
  const known = await single('+12065550123', {})
  for (let i = 0; i < 98; i++) await sendMessage(app, principal, talk.id, { body })
  const page = (await findMessages(app, principal, { status: 'held', limit: 100 })).records
  const announced = await measure(() =>
    announceHeld(
      app,
      page.map((after) => ({ id: after.id, at: now, after })),
    ),
  )
  const listed = await measure(() => findMessages(app, principal, { status: 'held', limit: 25 }))
  const sample = page[0]
  const minute =
    sample && 'gate' in sample && 'releaseAt' in sample.gate ? minuteOf(sample.gate.releaseAt) : 0
  const recheck = { workspace, scope: 'all', change: 'c', run: 1 } as const
  const unchanged = each(await measure(() => recheckHeld(app, recheck, 0)), 100)
  now = minute
  const run = { workspace, numberId, minute, run: 1 } as const
  const released = each(await measure(() => releaseOpening(app, run, 0)), 100)
  expect((await findMessages(app, principal, { status: 'held', limit: 1 })).records).toEqual([])
  const idleSweep = await measure(() => sweepOpenings(app))
  console.info({ atOnce, held, known, announced, listed, unchanged, released, idleSweep })
  expect(held.write).toBeLessThanOrEqual(atOnce.write + 1)
  expect(held.read).toBeLessThanOrEqual(atOnce.read)
  expect(announced.write).toBeLessThanOrEqual(2)
  expect(released.write).toBeLessThanOrEqual(7.1)
  expect(released.read).toBeLessThanOrEqual(1.5)
  expect(unchanged).toMatchObject({ write: 0 })
  expect(idleSweep.write).toBe(0)
})

test('so does a campaign, which can be answered once it has left', async () => {
  const { app, principal } = await createOffice('wks_campaign', '+12065550105')
  const { workspace } = principal
  const phones = Array.from({ length: 50 }, (_, i) => `+1206555${2000 + i}`)
  const send = (body: string) => (to: string) =>
    measure(() => sendSingle(app, principal, { to, body, origin: 'campaign' }))
  for (const phone of phones) await send('hello')(phone)
  const taken: Units[] = []
  for (const phone of phones) taken.push(await send('Our new opening hours')(phone))
  const [held] = taken
  now = Date.parse('2026-11-24T17:00:00Z')
  const run = { workspace, numberId, minute: now, run: 1 } as const
  const released = each(await measure(() => releaseOpening(app, run, 0)), 100)
  expect((await findMessages(app, principal, { status: 'held', limit: 1 })).records).toEqual([])
  console.info({ held, released })
  expect(held?.write).toBe(3)
  expect(released.write).toBeLessThanOrEqual(6.1)
  expect(released.read).toBeLessThanOrEqual(1)
})
