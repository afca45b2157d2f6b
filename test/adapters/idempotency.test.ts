import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '#adapters/app.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import { serveOnce } from '#domain/idempotency/serve-once.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { callApi } from '../support/call.ts'
import { type Engine, startEngine } from '../support/engine.ts'

const workspace = 'wks_keys'
const ana = { kind: 'agent', workspace, id: 'agt_0000test', role: 'agent' } as const
let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const createConversation = async (address: string) => {
  const app = {
    ...createApp(engine.table),
    renderer: rendererAtNeed(),
    files: createFiles(),
    profiles: { of: async () => ({}) },
  }
  const id = `num_${address.slice(1)}` as const
  await app.commit(newNumber({ workspace, id, address, country: 'US', createdAt: 1, state: 'active' }))
  const text = {
    carrierMessageId: address,
    from: '+12065550123',
    to: address,
    body: 'Ready?',
    at: Date.now(),
  }
  await receiveMessage(app, { carrier: 'aws', ...text })
  const [conversation] = (await listConversations(app, ana, { tab: 'active', limit: 25 })).records
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  const send = async (serving: typeof app) => {
    const { id } = await sendMessage(serving, ana, conversation.id, { body: 'Yes, come by at any time.' })
    return { status: 202, headers: { 'content-type': 'application/json' }, body: Buffer.from(id) }
  }
  return { app, conversation, send }
}

const facts = (key: string) => ({ workspace, principal: ana.id, key, fingerprint: 'x'.repeat(43) }) as const

test('of twenty same requests at once one is done, and all get its answer', async () => {
  const { app, conversation, send } = await createConversation('+12065550101')
  const ask = () => serveOnce(app, facts('same'), send)
  const answers = await Promise.all(Array.from({ length: 20 }, ask))
  const { records } = await listMessages(app, ana, conversation.id, { limit: 25 })
  const sent = records.filter((entry) => entry.origin === 'agent')
  expect(sent).toHaveLength(1)
  const ids = answers.map(({ answer }) => Buffer.from(answer.body).toString())
  expect(new Set(ids)).toEqual(new Set([sent[0]?.id]))
})

test('a key costs two write units and half a read unit, and that half again when it is repeated', async () => {
  const { app, send } = await createConversation('+12065550102')
  engine.units()
  await send(app)
  const without = engine.units()
  await serveOnce(app, facts('priced'), send)
  const first = engine.units()
  expect({ write: first.write - without.write, read: first.read - without.read }).toEqual({
    write: 2,
    read: 0.5,
  })
  await serveOnce(app, facts('priced'), send)
  expect(engine.units()).toEqual({ write: 0, read: 0.5 })
})

test('a text that is sent with a key takes no more units than promised, its whole way', async () => {
  const { app, conversation } = await createConversation('+12065550103')
  const accepted = { outcome: 'accepted', carrierMessageId: 'c1' } as const
  const sending = { ...app, carrier: { send: async () => accepted } }
  const body = { body: 'Yes, your order is ready: come by at any time between nine and five.' }
  await callApi(sending, 'getMe', { groups: [workspace] })
  engine.units()
  const groups = [workspace]
  const call = { groups, id: conversation.id, body, key: crypto.randomUUID() }
  const answer = await callApi(sending, 'sendMessage', call)
  const part = { workspace, messageId: answer.body.id, index: 0 } as const
  await sendPart(sending, part)
  for (const status of ['sent', 'delivered'] as const) {
    await recordReceipt(app, { ...part, carrierMessageId: 'c1', status, at: Date.now(), price: 0.008 })
  }
  const { write, read } = engine.units()
  expect(write).toBeLessThanOrEqual(14)
  expect(read).toBeLessThanOrEqual(8)
})
