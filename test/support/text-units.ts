import { createApp } from '#adapters/app.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import type { Engine, Units } from './engine.ts'

const workspace = 'wks_units'
const ana = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' } as const

/**
 * What texts take on the table: a customer's first one, their next one, one in a claimed conversation, an answer from the
 * API to its delivered receipt, another one right after it, and one that a daily cap counts. Works once on an engine.
 */
export const measureTexts = async (engine: Engine) => {
  const app = await createUnitsApp(engine)
  const measure = async (work: () => Promise<unknown>): Promise<Units> => {
    engine.units()
    await work()
    return engine.units()
  }
  const first = await measure(() => receiveMessage(app, inbound('first')))
  const next = await measure(() => receiveMessage(app, inbound('next')))
  const [conversation] = (await listConversations(app, ana, { tab: 'active', limit: 25 })).records
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  const claimed = await measure(() => receiveMessage(app, inbound('claimed')))
  const answer = () =>
    measure(async () => {
      const message = await sendMessage(app, ana, conversation.id, { body: 'Yes, come by at any time.' })
      const part = { workspace, messageId: message.id, index: 0 } as const
      await sendPart(app, part)
      const receipt = { carrierMessageId: 'c1', at: Date.now(), price: 0.008 }
      await recordReceipt(app, { ...part, ...receipt, status: 'delivered', recipientCarrier: 't_mobile' })
    })
  const outbound = await answer()
  const again = await answer()
  const dailyCaps = [{ brandId: 'B1', carrier: 't_mobile' as const, segmentsPerDay: 1000 }]
  await app.commit({ ...(await app.settings.get(workspace)), dailyCaps })
  const capped = await answer()
  return { first, next, claimed, outbound, again, capped }
}

const createUnitsApp = async ({ table }: Engine) => {
  const app = {
    ...createApp(table),
    carrier: { send: async () => ({ outcome: 'accepted' as const, carrierMessageId: 'c1' }) },
  }
  const facts = { workspace, id: 'num_1', address: '+12065550100', country: 'US', createdAt: 1 } as const
  const registration = { status: 'approved', brandId: 'B1' } as const
  await app.commit(newNumber({ ...facts, state: 'active', registration, rate: { segmentsPerSecond: 1000 } }))
  return app
}

const inbound = (carrierMessageId: string) => ({
  carrier: 'aws' as const,
  carrierMessageId,
  from: '+12065550123',
  to: '+12065550100',
  body: 'Hello, is my order ready?',
  at: Date.now(),
})
