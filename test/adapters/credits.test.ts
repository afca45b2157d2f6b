import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { total } from '#domain/credits/credit-account.ts'
import { listCreditEntries, readCredits } from '#domain/credits/read-credits.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { type Engine, startEngine } from '../support/engine.ts'

const workspace = 'wks_credits'
const program: Principal = { kind: 'program', workspace, id: 'shop', scopes: ['read', 'send'] }
let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const createCreditsApp = async (includedPerMonth: number) => {
  const accepted = { outcome: 'accepted', carrierMessageId: 'c1' } as const
  const app = {
    ...createApp(engine.table),
    renderer: rendererAtNeed(),
    files: createFiles(),
    carrier: { send: async () => accepted },
  }
  const settings = defaultSettings(workspace)
  await app.commit({ ...settings, credits: { ...settings.credits, enabled: true, includedPerMonth } })
  const rate = { segmentsPerSecond: 100_000 }
  const facts = { workspace, id: 'num_1', address: '+12065550100', country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active', rate }))
  return app
}

/** The queue gives a part again until it is done. */
const untilDone = async (work: () => Promise<{ again?: number }>): Promise<void> => {
  const { again } = await work().catch(() => ({ again: 0 }))
  if (again !== undefined) await untilDone(work)
}

test('fifty reservations at once never take more than there is, and the ledger sums up to what is left', async () => {
  const app = await createCreditsApp(30)
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      sendSingle(app, program, { to: `+1206555${1000 + i}`, body: 'Your order is ready.' }),
    ),
  )
  await Promise.all(
    sent.map(({ id }) => untilDone(() => sendPart(app, { workspace, messageId: id, index: 0 }))),
  )
  const messages = await Promise.all(sent.map(({ id }) => app.messages.get(workspace, id, 'fresh')))
  expect(messages.filter((message) => message?.status === 'sent')).toHaveLength(30)
  expect(messages.filter((message) => message?.status === 'blocked')).toHaveLength(20)
  expect(total((await readCredits(app, program)).account)).toBe(0)
  const { records } = await listCreditEntries(app, program, { limit: 100 })
  expect(records.map(({ left }) => left)).toEqual(Array.from({ length: 31 }, (_, i) => i))
  expect(records.reduce((sum, { change }) => sum + change, 0)).toBe(0)
})
