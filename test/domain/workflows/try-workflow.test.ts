import { expect, test } from 'vitest'
import type { TriggerType } from '#contract/workflow-facts.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { createWorkflow } from '#domain/workflows/save-workflow.ts'
import { tryWorkflow } from '#domain/workflows/try-workflow.ts'
import type { Trigger, WorkflowContent } from '#domain/workflows/workflow.ts'
import { openCase } from '../../support/casework.ts'
import { admin, ana, conversationOf, createOffice, customer, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { outsider } from '../../support/people.ts'
import { asking, doing, refunds, tag } from '../../support/workflow-samples.ts'

const create = async (app: FakeApp, change: Partial<WorkflowContent> = {}) =>
  (await createWorkflow(app, admin, { ...refunds(), on: false, ...change })).workflow

const attempt = async (app: FakeApp, change: Partial<WorkflowContent> = {}, last = 100) =>
  tryWorkflow(app, admin, (await create(app, change)).id, { last })

const other = '+12065550188'

test('it says for the last texts what would have been done, the newest first, and writes nothing', async () => {
  const app = await createOffice()
  const first = await receive(app, { body: 'A refund, please' })
  const second = await receive(app, { from: other, body: 'Hello' })
  const third = await receive(app, { from: '+12065550155', body: 'My REFUND?' })
  const { id } = await create(app)
  const before = structuredClone(app.stored)
  const trials = await tryWorkflow(app, admin, id, { last: 100 })
  expect(app.stored).toEqual(before)
  const refund = { considered: { outcome: 'branch', branch: 0 }, actions: [tag('refund')] }
  expect(trials).toMatchObject([
    { subject: { messageId: third.id, conversationId: third.conversationId, at: third.at }, ...refund },
    {
      subject: { messageId: second.id },
      considered: { outcome: 'nothing', failed: [{ branch: 0, index: 0 }] },
      actions: [],
    },
    { subject: { messageId: first.id }, ...refund },
  ])
  const few = await tryWorkflow(app, admin, id, { last: 1 })
  expect(few.map(({ subject }) => subject.messageId)).toEqual([third.id])
})

test('one that would have acted a moment before cools down, in that conversation only', async () => {
  const app = await createOffice()
  const first = await receive(app)
  app.advance(30 * 60_000)
  await receive(app)
  await receive(app, { from: other })
  app.advance(31 * 60_000)
  await receive(app)
  const trials = await attempt(app, { ...doing(tag('a')), cooldown: 3_600 })
  expect(trials.map(({ considered }) => considered.outcome)).toEqual([
    'branch',
    'branch',
    'cooling_down',
    'branch',
  ])
  expect(trials.at(-1)?.subject.messageId).toBe(first.id)
})

test('a draft is tried instead of what is saved, where it would be one that could be saved', async () => {
  const app = await createOffice()
  await receive(app)
  const { id } = await create(app)
  const draft = refunds(asking({ fact: 'channel', op: 'is', value: 'sms' }))
  const trials = await tryWorkflow(app, admin, id, { last: 100, draft })
  expect(trials).toMatchObject([{ considered: { outcome: 'branch' }, actions: [tag('fits')] }])
  const wrong = refunds(asking({ fact: 'channel', op: 'is', value: 'fax' }))
  const refused = tryWorkflow(app, admin, id, { last: 100, draft: wrong })
  await expect(refused).rejects.toMatchObject({ code: 'workflow_invalid' })
})

test('only admins of the workspace try', async () => {
  const app = await createOffice()
  const { id } = await create(app)
  await expect(tryWorkflow(app, ana, id, { last: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(tryWorkflow(app, outsider, id, { last: 1 })).rejects.toMatchObject({ code: 'not_found' })
})

test('more of what fits is looked for where few of a list do', async () => {
  const app = await createOffice()
  const first = await receive(app)
  for (let i = 0; i < 30; i++) await receive(app)
  // The first text of the customer is the only one that opened a conversation.
  const trials = await attempt(app, { trigger: { type: 'customer_first_message' } }, 5)
  expect(trials.map(({ subject }) => subject.messageId)).toEqual([first.id])
})

/** One customer waits, one was answered and closed, one was claimed and given up, one is being waited for. */
const createDay = async () => {
  const app = await createOffice()
  const waiting = conversationOf(app, await receive(app, { from: '+12065550151' })).id
  const closed = conversationOf(app, await receive(app, { from: '+12065550152' })).id
  await claimConversation(app, ana, closed)
  await sendMessage(app, ana, closed, { body: 'Done.' })
  await closeConversation(app, ana, closed)
  const released = conversationOf(app, await receive(app, { from: '+12065550153' })).id
  await claimConversation(app, ana, released)
  await giveUpClaim(app, ana, released)
  const claimed = conversationOf(app, await receive(app, { from: '+12065550154' })).id
  await claimConversation(app, ana, claimed)
  app.advance(1_000)
  await sendMessage(app, ana, claimed, { body: 'When?' })
  const reopened = conversationOf(app, await receive(app, { from: '+12065550155' })).id
  await claimConversation(app, ana, reopened)
  await closeConversation(app, ana, reopened)
  await receive(app, { from: '+12065550155' })
  return { app, ids: { waiting, closed, released, claimed, reopened } }
}

const wait = (type: 'no_answer' | 'no_reply' | 'unclaimed'): Trigger => ({ type, minutes: 5, clock: 'all' })

test.each<[Trigger, string[]]>([
  [{ type: 'conversation_closed' }, ['closed']],
  [{ type: 'conversation_reopened' }, ['reopened']],
  // Who had claimed it has it again.
  [{ type: 'conversation_claimed' }, ['claimed', 'reopened']],
  [{ type: 'conversation_released' }, ['released']],
  [{ type: 'agent_message' }, ['claimed', 'closed']],
  [wait('no_answer'), ['released', 'reopened', 'waiting']],
  [wait('no_reply'), ['claimed']],
  [wait('unclaimed'), ['released', 'waiting']],
  [{ type: 'manual' }, ['claimed', 'released', 'reopened', 'waiting']],
])('$type is tried with the conversations that are left so', async (trigger, expected) => {
  const { app, ids } = await createDay()
  const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]))
  const trials = await attempt(app, { trigger, ...doing(tag('a')) })
  expect(trials.map(({ subject }) => names[subject.conversationId ?? '']).toSorted()).toEqual(expected)
  expect(trials.every(({ considered }) => considered.outcome === 'branch')).toBe(true)
})

test('contacts, opt-outs and cases are tried with the newest of them', async () => {
  const app = await createOffice()
  const { contactId } = conversationOf(app, await receive(app))
  await receive(app, { from: other })
  await recordConsent(app, admin, { action: 'opt_out', phone: customer })
  const one = await openCase(app, 'Printer')
  const tried = (type: TriggerType) =>
    attempt(app, { trigger: { type } as Trigger, branches: [], otherwise: [] })
  expect(await tried('contact_created')).toHaveLength(2)
  expect(await tried('opted_out')).toMatchObject([{ subject: { contactId } }])
  for (const type of ['case_created', 'case_updated', 'case_state'] as const)
    expect(await tried(type)).toMatchObject([{ subject: { caseId: one.id, contactId } }])
  expect(await tried('agent_available')).toEqual([])
  expect(await tried('message_failed')).toEqual([])
})
