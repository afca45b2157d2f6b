import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { ana, conversationOf, createOffice, receive } from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway } from '../../support/gateway.ts'
import { countFacts } from '../../support/reporting.ts'

/** Ana claims, and her answer does not arrive. */
const createRefused = async () => {
  const app = await createOffice()
  const { id } = conversationOf(app, await receive(app))
  await claimConversation(app, ana, id)
  const sent = await sendMessage(app, ana, id, { body: 'We are on it.' })
  const error = { code: 'carrier_blocked', detail: 'Blocked.' }
  await app.commit({ ...(sent as OutboundMessage), status: 'undelivered', error })
  await countFacts(app)
  const request = createGateway(app)
  const get = (path: string, query: Record<string, string>) =>
    request({ method: 'GET', path, query, claims: agentClaims(workspace, 'admin') })
  return { app, id, get }
}

test('codes of deliveries come with what they mean, in the file as well', async () => {
  const { get } = await createRefused()
  const query = { from: '2026-11-23', to: '2026-11-23', by: 'code' }
  const { body } = await get('/v1/reports/delivery', query)
  expect(body.data).toMatchObject([
    { key: 'carrier_blocked', label: 'the carrier has blocked it', undelivered: 1 },
  ])
  const file = await get('/v1/reports/delivery.csv', query)
  const [header, row] = String(file.body).split('\r\n')
  expect(header).toMatch(/^key,label,sent,/)
  expect(row).toMatch(/^carrier_blocked,the carrier has blocked it,1,0,1,/)
})

test('a number below zero is no formula', async () => {
  const { app, id, get } = await createRefused()
  app.advance(86_400_000)
  await closeConversation(app, ana, id)
  await countFacts(app)
  const query = { from: '2026-11-24', to: '2026-11-24' }
  const { body } = await get('/v1/reports/backlog', query)
  expect(body.totals).toMatchObject({ closed: 1, net_change: -1 })
  const file = await get('/v1/reports/backlog.csv', query)
  expect(String(file.body)).toContain('\r\ntotal,0,0,1,0,-1,0,')
})

test('a list of texts says who has their conversations, where it is asked for', async () => {
  const { get } = await createRefused()
  const { body } = await get('/v1/messages', { expand: 'claim' })
  expect(body.data.length).toBeGreaterThan(1)
  for (const text of body.data)
    expect(text.expanded.claim).toMatchObject({ state: 'open', claimed_by: 'agt_ana', participants: [] })
  const plain = await get('/v1/messages', {})
  expect(plain.body.data[0]).not.toHaveProperty('expanded')
})
