import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import type { NumberId, WorkspaceId } from '#domain/ids.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { sweepTexts } from '#domain/outbound/sweep-texts.ts'
import { day, minute } from '#domain/time.ts'
import { type Engine, startEngine } from '../support/engine.ts'

const workspace: WorkspaceId = 'wks_sweep'
const program = { kind: 'program', workspace, id: 'crm', scopes: ['send' as const] } as const
let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const createNumber = async (id: NumberId, address: string) => {
  const clock = { now: Date.parse('2026-11-23T18:00:00Z') }
  const app = {
    ...createApp(engine.table),
    renderer: rendererAtNeed(),
    files: createFiles(),
    clock: { now: () => clock.now, pause: async () => {} },
    carrier: { send: async () => ({ outcome: 'accepted' as const, carrierMessageId: 'c' }) },
  }
  const rate = { segmentsPerSecond: 1000 }
  const facts = { workspace, id, address, country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active', rate }))
  const deliver = async (n: number) => {
    const message = await sendSingle(
      app,
      { ...program, scopes: ['send'] },
      { to: `+1206555${1000 + n}`, from: id, body: 'Hello' },
    )
    const part = { workspace, messageId: message.id, index: 0 } as const
    await sendPart(app, part)
    await recordReceipt(app, { ...part, carrierMessageId: 'c', at: clock.now, status: 'delivered' })
  }
  return { app, clock, deliver }
}

test('each text costs the sweep half a read unit twice, and nothing is read of what it has seen', async () => {
  const { app, clock, deliver } = await createNumber('num_seen', '+12065550101')
  const sweep = async () => {
    engine.units()
    await sweepTexts(app)
    return engine.units()
  }
  await sweep()
  for (let n = 0; n < 60; n++) await deliver(n)
  clock.now += 16 * minute
  const first = await sweep()
  const idle = await sweep()
  clock.now += 3 * day
  const second = await sweep()
  const idleAgain = await sweep()
  console.info({ first, idle, second, idleAgain })
  expect(first.read).toBeLessThanOrEqual(60 * 0.5 + 6)
  expect(second.read).toBeLessThanOrEqual(60 * 0.5 + 6)
  expect([first.write, second.write]).toEqual([1, 1])
  for (const { read, write } of [idle, idleAgain]) {
    expect(read).toBeLessThanOrEqual(4)
    expect(write).toBe(0)
  }
})

test('a text that was left in the queue is found on the table, and again while it stays there', async () => {
  const { app, clock } = await createNumber('num_left', '+12065550102')
  await sendSingle(
    app,
    { ...program, scopes: ['send'] },
    { to: '+12065559999', from: 'num_left', body: 'Hello' },
  )
  const reported: string[] = []
  const told = { ...app, report: ({ outcome }: { outcome: string }) => void reported.push(outcome) }
  clock.now += 16 * minute
  await sweepTexts(told)
  clock.now += 31 * minute
  await sweepTexts(told)
  expect(reported).toEqual(['late', 'late'])
})
