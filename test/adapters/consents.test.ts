import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { type Engine, startEngine } from '../support/engine.ts'

const workspace = 'wks_consents'
const phone = '+12065550123'
const address = '+12065550100'
let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

test('the ledger of a phone is kept beside its thread, and read newest first from any entry down', async () => {
  const app = createApp(engine.table)
  const facts = { workspace, id: 'num_1', address, country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active' }))
  const at = Date.now()
  for (const [i, body] of ['STOP', 'START', 'STOP'].entries()) {
    await receiveMessage(app, {
      carrier: 'aws',
      carrierMessageId: `m${i}`,
      from: phone,
      to: address,
      body,
      at: at + i,
    })
  }
  const thread = await app.threads.byPhone(workspace, phone, 'fresh')
  expect(thread?.consents).toMatchObject({ workspace: { state: 'opted_out', at: at + 2 } })
  const all = await app.consents.list(workspace, phone, { limit: 10 })
  expect(all.map(({ record }) => record.action)).toEqual(['opt_out', 'opt_in', 'opt_out'])
  const rest = await app.consents.list(workspace, phone, { limit: 1, from: all[1]?.order })
  expect(rest).toEqual([all[1]])
  expect(await app.consents.list(workspace, '+12065550124', { limit: 10 })).toEqual([])
})
