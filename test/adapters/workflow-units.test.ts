import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Happening } from '#domain/workflows/happening.ts'
import { type RunNeeds, runWorkflows } from '#domain/workflows/run-workflows.ts'
import { setWaits } from '#domain/workflows/waits.ts'
import type { Workflow } from '#domain/workflows/workflow.ts'
import { workflowsOf } from '../../functions/run-workflows/workflow-work.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'
import { doing, refunds, stored, tag } from '../support/workflow-samples.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

/** Units of a text of a customer with these workflows, which the function does not know yet. */
const measure = async (workflows: Partial<Workflow>[], body: string) => {
  const office = await createOffice(engine)
  const { workspace } = office
  const app: RunNeeds = {
    ...office.app,
    portalUrl: 'https://inbox.acme.example',
    webhookQueue: { send: async () => {} },
  }
  for (const one of workflows) await app.commit({ ...stored(one), workspace, version: 0 })
  const conversationId = await office.text('+12065550123', body)
  const conversation = await app.conversations.get(workspace, conversationId, 'fresh')
  const happening: Happening = {
    ...{
      workspace,
      eventId: 'event-1',
      at: app.clock.now(),
      conversationId,
      messageId: conversation?.lastMessage?.id,
    },
    ...{ triggers: ['customer_first_message', 'customer_message'], waits: ['no_answer'] },
  }
  engine.units()
  const on = await workflowsOf(app)(workspace)
  await setWaits(app, happening, on)
  await runWorkflows(app, happening, on)
  return engine.units()
}

test('workflows take no more units of a text than promised', async () => {
  const units = {
    none: await measure([], 'Hello'),
    notConcerned: await measure([{ trigger: { type: 'agent_message' } }], 'Hello'),
    considered: await measure([refunds()], 'Hello'),
    tagged: await measure([refunds()], 'I want a refund'),
    waiting: await measure(
      [{ trigger: { type: 'no_answer', minutes: 15, clock: 'all' }, ...doing(tag('late')) }],
      'Hello',
    ),
  }
  console.info(units)
  expect(units.none).toEqual({ read: 0.5, write: 0 })
  expect(units.notConcerned).toEqual({ read: 0.5, write: 0 })
  expect(units.considered.read).toBeLessThanOrEqual(3)
  expect(units.considered.write).toBeLessThanOrEqual(1)
  expect(units.waiting.read).toBeLessThanOrEqual(1.5)
  expect(units.waiting.write).toBeLessThanOrEqual(2)
  // The decision with its pointer and pace, the tag with its key and the conversation's index, and that it is done.
  expect(units.tagged.write).toBeLessThanOrEqual(12)
})
