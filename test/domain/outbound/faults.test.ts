import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { parsePartId } from '#domain/messages/message.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { breakCall } from '../../support/break-call.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const ana: Principal = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' }

/** As queues do: what failed is given again. */
const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch {
    return await work()
  }
}

/** A text comes in, is answered, the answer goes out and its receipts come back. */
const runScenario = async (app: FakeApp, faulty: FakeApp) => {
  const inbound = { carrier: 'aws', carrierMessageId: 'in', from: '+12065550123', to: ourNumber } as const
  await untilDone(() => receiveMessage(faulty, { ...inbound, body: 'Hi', at: monday }))
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('The text was lost')
  await untilDone(() => claimConversation(faulty, ana, conversation.id))
  // The agent's own request is not repeated: they see whether it was taken.
  await sendMessage(faulty, ana, conversation.id, { body: 'Hello' }).catch(() => undefined)
  await untilDone(() => publishChanges(faulty, app.changes.slice()))
  await drainQueue(faulty)
  for (const { partId } of app.sent) {
    const part = parsePartId(partId)
    if (!part) throw new Error('A part without an id')
    const receipt = { ...part, workspace, carrierMessageId: 'c', at: app.now }
    for (const status of ['delivered', 'sent'] as const) {
      await untilDone(() => recordReceipt(faulty, { ...receipt, status }))
    }
  }
}

/** Which calls there are on the whole way. */
const countCalls = async (): Promise<string[]> => {
  const app = createFakeApp()
  const { broken, calls } = breakCall(app, { at: -1, when: 'before' })
  await runScenario(app, broken)
  return calls
}

test('whichever outside call breaks, nothing is lost, nothing is sent twice, and what is unknown really is', async () => {
  const calls = await countCalls()
  expect(new Set(calls)).toContain('carrier.send')
  const results: Record<string, number> = {}
  for (const when of ['before', 'after'] as const) {
    for (let at = 0; at < calls.length; at++) {
      const app = createFakeApp()
      await runScenario(app, breakCall(app, { at, when }).broken)
      const fault = `${when} call ${at} (${calls[at]})`
      const outbound = app.all('message').filter((message) => message.direction === 'outbound')
      const agents = outbound.filter((message) => message.origin === 'agent')
      expect(
        app.all('message').filter(({ direction }) => direction === 'inbound'),
        fault,
      ).toHaveLength(1)
      expect(new Set(app.sent.map(({ partId }) => partId)).size, `sent twice: ${fault}`).toBe(app.sent.length)
      for (const message of outbound) {
        const reached = app.sent.some(({ messageId }) => messageId === message.id)
        expect(message.status, `${message.origin}: ${fault}`).toBe(reached ? 'delivered' : 'unknown')
      }
      expect(agents.length, fault).toBeLessThanOrEqual(1)
      for (const { status } of outbound) results[status] = (results[status] ?? 0) + 1
    }
  }
  console.info({ calls: calls.length, results })
})
