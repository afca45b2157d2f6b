import { expect } from 'vitest'
import type { Agent } from '#domain/agents/agent.ts'
import type { Principal } from '#domain/agents/principal.ts'
import type { App } from '#domain/app.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import type { AgentId, ConversationId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { InboundMessage, Message } from '#domain/messages/message.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { defaultSettings, type Settings } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from './fake-app.ts'

export const customer = '+12065550123'
export const otherNumber = '+12065550101'

const agent = (id: AgentId) => ({ kind: 'agent', workspace, id, role: 'agent' }) as const
export const ana = agent('agt_ana')
export const ben = agent('agt_ben')
export const cleo = agent('agt_cleo')
export const admin = { ...agent('agt_admin'), role: 'admin' } as const
/** A program that may do everything. */
export const program: Principal = {
  kind: 'program',
  workspace,
  id: 'crm',
  scopes: ['read', 'send', 'manage'],
}

type Office = { settings?: Partial<Settings>; inactive?: AgentId[] }

/** Ten in the morning where the customer's phone is. */
const morning = Date.parse('2026-11-23T18:00:00Z')

/** A workspace in the morning, with four agents and two active numbers, `ourNumber` first. */
export const createOffice = async ({ settings, inactive = [] }: Office = {}): Promise<FakeApp> => {
  const app = createFakeApp()
  app.now = morning
  await app.commit(...[ana, ben, cleo, admin].map((who) => newAgent(who, !inactive.includes(who.id))))
  await app.commit(
    newNumber({
      workspace,
      id: 'num_other',
      address: otherNumber,
      country: 'US',
      state: 'active',
      createdAt: 1,
    }),
    { ...defaultSettings(workspace), ...settings },
  )
  return app
}

const newAgent = ({ id, role }: Pick<Agent, 'id' | 'role'>, active: boolean): Agent => ({
  kind: 'agent',
  workspace,
  id,
  role,
  name: id,
  active,
  createdAt: morning,
  version: 0,
})

let texts = 0

/** A customer's text as the carrier brings it, now unless told otherwise. */
export const textNow = (app: Pick<App, 'clock'>, change: Partial<CarrierInbound> = {}): CarrierInbound => ({
  carrier: 'aws',
  carrierMessageId: `carrier-${++texts}`,
  from: customer,
  to: ourNumber,
  body: `text ${texts}`,
  at: app.clock.now(),
  ...change,
})

/** The customer texts; gives the text as it is stored, a moment later. */
export const receive = async (
  app: FakeApp,
  change: Partial<CarrierInbound> = {},
): Promise<InboundMessage> => {
  app.advance(1000)
  const text = textNow(app, change)
  await receiveMessage(app, text)
  const stored = app
    .all('message')
    .find((m) => m.direction === 'inbound' && m.carrierMessageId === text.carrierMessageId)
  if (stored?.direction !== 'inbound') throw new Error('The text was not stored')
  return stored
}

export const conversationOf = (app: FakeApp, message: Pick<Message, 'conversationId'>): Conversation =>
  stored(app, message.conversationId)

/** The conversation as it is stored now. */
export const stored = (app: FakeApp, id: ConversationId | undefined): Conversation => {
  const found = app.all('conversation').find((conversation) => conversation.id === id)
  if (!found) throw new Error('There is no such conversation')
  return found
}

/** What stands in a conversation, oldest first, as it was written; what Parley itself wrote is left out. */
export const bodiesIn = (app: FakeApp, id: ConversationId): string[] =>
  app
    .all('message')
    .filter((message) => message.conversationId === id && message.origin !== 'welcome')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ body }) => body)

/** What a use case throws where it may not be done. */
export const refusal = (code: string, extra?: Record<string, unknown>) =>
  expect.objectContaining({ code, ...(extra && { extra }) })
