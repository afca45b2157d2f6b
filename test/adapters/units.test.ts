import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { receiveMessage } from '#domain/messages/receive-message.ts'
import { recordReceipt } from '#domain/messages/record-receipt.ts'
import { sendMessage } from '#domain/messages/send-message.ts'
import { sendPart } from '#domain/messages/send-part.ts'
import { type Engine, startEngine, type Units } from './engine.ts'

const workspace = 'wks_units'
const ana = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' } as const
let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const createUnitsApp = async () => {
  const app = {
    ...createApp(engine.table),
    carrier: { send: async () => ({ outcome: 'accepted' as const, carrierMessageId: 'c1' }) },
  }
  const facts = { workspace, id: 'num_1', address: '+12065550100', country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active' }))
  return app
}

const inbound = (id: string, from = '+12065550123') => ({
  carrier: 'aws' as const,
  carrierMessageId: id,
  from,
  to: '+12065550100',
  body: 'Hello, is my order ready?',
  at: Date.now(),
})

const measure = async (work: () => Promise<unknown>): Promise<Units> => {
  engine.units()
  await work()
  return engine.units()
}

test('a text in either direction takes no more units than promised', async () => {
  const app = await createUnitsApp()
  const first = await measure(() => receiveMessage(app, inbound('first')))
  const next = await measure(() => receiveMessage(app, inbound('next')))
  const [conversation] = (await listConversations(app, ana, { tab: 'active', limit: 25 })).records
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  const claimed = await measure(() => receiveMessage(app, inbound('claimed')))
  const outbound = await measure(async () => {
    const message = await sendMessage(app, ana, conversation.id, { body: 'Yes, come by at any time.' })
    const part = { workspace, messageId: message.id, index: 0 } as const
    await sendPart(app, part)
    for (const status of ['sent', 'delivered'] as const) {
      await recordReceipt(app, { ...part, carrierMessageId: 'c1', status, at: Date.now(), price: 0.008 })
    }
  })
  console.info({ first, next, claimed, outbound })
  expect(next.write).toBeLessThanOrEqual(8)
  expect(next.read).toBeLessThanOrEqual(3)
  expect(claimed.write).toBeLessThanOrEqual(8)
  expect(claimed.read).toBeLessThanOrEqual(3)
  expect(outbound.write).toBeLessThanOrEqual(14)
  expect(outbound.read).toBeLessThanOrEqual(8)
})
