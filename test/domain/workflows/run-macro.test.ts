import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { createTemplate } from '#domain/templates/create-template.ts'
import { createEndpoint } from '#domain/webhooks/edit-endpoint.ts'
import { listRuns } from '#domain/workflows/list-runs.ts'
import { runMacro } from '#domain/workflows/run-macro.ts'
import { createWorkflow, editWorkflow } from '#domain/workflows/save-workflow.ts'
import type { Action, WorkflowContent } from '#domain/workflows/workflow.ts'
import { claimerOf, createCrew, waitingCustomers } from '../../support/assigning.ts'
import { breakCall } from '../../support/break-call.ts'
import {
  admin,
  ana,
  ben,
  cleo,
  stored as conversation,
  conversationOf,
  createOffice,
  customer,
  program,
  receive,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { outsider } from '../../support/people.ts'
import { asking, doing, refunds, tag } from '../../support/workflow-samples.ts'

const macro = async (app: FakeApp, change: Partial<WorkflowContent>) => {
  const content = refunds({ trigger: { type: 'manual' }, ...change })
  return (await createWorkflow(app, admin, { ...content, on: true })).workflow
}

/** A customer who wrote, a template, and what runs a macro with these actions. */
const createDesk = async (...actions: Action[]) => {
  const app = { ...(await createOffice()), portalUrl: 'https://portal.example' }
  const { id: templateId } = await createTemplate(app, admin, {
    ...{ name: 'On it', use: 'reply', body: 'We are on it. {{ agent.name }}', format: 'text' },
    ...{ locales: {}, inputs: [], teamIds: [] },
  })
  const { id: conversationId } = conversationOf(app, await receive(app))
  const { id } = await macro(app, doing(...actions))
  const reply: Action = { action: 'reply', templateId }
  const run = (
    change: Partial<Parameters<typeof runMacro>[3]> = {},
    who: Principal = named(ana),
    which = id,
  ) => runMacro(app, who, which, { conversationId, dry: false, requestName: 'request', ...change })
  return { app, conversationId, reply, run }
}

const named = <P extends object>(principal: P) => ({ ...principal, name: 'Ana Ruiz' })

const outcomes = ({ actions }: Awaited<ReturnType<typeof runMacro>>) =>
  actions.map(({ action, outcome, code }) => (code ? [action, outcome, code] : [action, outcome]))

const texts = (app: FakeApp) => app.all('message').filter(({ origin }) => origin === 'agent')

test('a macro does what it says in the name of whoever starts it', async () => {
  const { app, conversationId, reply, run } = await createDesk()
  await claimConversation(app, ana, conversationId)
  const all = await macro(
    app,
    doing(
      tag('refund'),
      tag('Refund'),
      reply,
      { action: 'note', body: 'Look at the order.' },
      { action: 'set_subject', subject: 'Refund' },
      { action: 'create_case', type: 'ticket', subject: 'Refund' },
      { action: 'set_attribute', key: 'asked', value: 'refund' },
    ),
  )
  const done = await run({}, named(ana), all.id)
  expect(outcomes(done)).toEqual([
    ['tag', 'done'],
    ['tag', 'unchanged'],
    ['reply', 'done'],
    ['note', 'done'],
    ['set_subject', 'done'],
    ['create_case', 'done'],
    ['set_attribute', 'done'],
  ])
  expect(texts(app)).toMatchObject([
    { id: done.actions[2]?.id, origin: 'agent', sentBy: ana.id, body: 'We are on it. Ana Ruiz' },
  ])
  expect(conversation(app, conversationId)).toMatchObject({ tags: ['refund'], subject: 'Refund' })
  expect(app.all('note')).toMatchObject([{ id: done.actions[3]?.id, writtenBy: ana.id }])
  expect(app.all('case')).toMatchObject([{ id: done.actions[5]?.id, by: { kind: 'agent', id: ana.id } }])
})

test('a rehearsal says the same and does nothing, and shows the text and what the gate says', async () => {
  const { app, conversationId, reply, run } = await createDesk()
  const url = 'https://hooks.example.com/parley'
  const { endpoint } = await createEndpoint(app, admin, {
    url,
    eventTypes: ['note.created'],
    payload: 'thin',
  })
  await claimConversation(app, ana, conversationId)
  const all = await macro(
    app,
    doing(
      ...[tag('refund'), tag('refund'), reply],
      { action: 'webhook', webhookEndpointId: endpoint.id },
      { action: 'create_case', type: 'ticket', subject: 'One' },
      { action: 'create_case', type: 'ticket', subject: 'Two' },
      { action: 'set_attribute', key: 'asked', value: 'refund' },
      { action: 'unassign' },
      // It was given back a moment before.
      reply,
      { action: 'close' },
      tag('closed'),
    ),
  )
  const before = structuredClone(app.stored)
  const told = { reported: app.reported.length, webhooks: app.webhookJobs.length }
  const rehearsed = await run({ dry: true }, named(ana), all.id)
  expect(app.stored).toEqual(before)
  expect({ reported: app.reported.length, webhooks: app.webhookJobs.length }).toEqual(told)
  expect(rehearsed.actions[2]).toEqual({
    action: 'reply',
    outcome: 'done',
    text: expect.objectContaining({
      body: 'We are on it. Ana Ruiz',
      segments: 1,
      gate: expect.objectContaining({ decision: 'allow' }),
    }),
  })
  expect(outcomes(rehearsed)).toEqual(outcomes(await run({}, named(ana), all.id)))
  expect(outcomes(rehearsed).slice(7)).toEqual([
    ['unassign', 'done'],
    ['reply', 'refused', 'not_claimer'],
    ['close', 'done'],
    ['tag', 'done'],
  ])
})

test('claims, the gate and rights hold as if it were done by hand, and what comes after is still done', async () => {
  const { app, conversationId, reply, run } = await createDesk()
  const both = await macro(app, doing(reply, tag('refund')))
  expect(outcomes(await run({}, named(ana), both.id))).toEqual([
    ['reply', 'refused', 'not_claimer'],
    ['tag', 'done'],
  ])
  await claimConversation(app, ben, conversationId)
  expect(outcomes(await run({ requestName: 'second' }, named(ana), both.id))).toEqual([
    ['reply', 'refused', 'not_claimer'],
    ['tag', 'refused', 'forbidden'],
  ])
  await recordConsent(app, admin, { action: 'opt_out', phone: customer })
  const third = await run({ requestName: 'third' }, named(ben), both.id)
  expect(outcomes(third)).toEqual([
    ['reply', 'refused', 'recipient_opted_out'],
    ['tag', 'unchanged'],
  ])
  expect(third.actions[0]?.detail).toMatch(/opted out/)
  expect(texts(app)).toEqual([])
})

test('a request that comes again does nothing twice, wherever the first one died', async () => {
  const { app, conversationId, reply, run } = await createDesk()
  await claimConversation(app, ana, conversationId)
  const note: Action = { action: 'note', body: 'Look.' }
  const { id } = await macro(app, doing(reply, note, tag('refund'), reply))
  const commit = app.commit
  for (let survived = 0; survived < 5; survived++) {
    let left = survived
    app.commit = async (...changes) => {
      if (left-- === 0) throw new Error('The process died.')
      await commit(...changes)
    }
    await run({}, named(ana), id).catch(() => {})
  }
  app.commit = commit
  const last = await run({}, named(ana), id)
  expect(outcomes(last)).toEqual([
    ['reply', 'done'],
    ['note', 'done'],
    ['tag', 'done'],
    ['reply', 'done'],
  ])
  expect(texts(app).map((text) => text.id)).toEqual([last.actions[0]?.id, last.actions[3]?.id])
  expect(app.all('note')).toHaveLength(1)
  // Another request is another run.
  await run({ requestName: 'another' }, named(ana), id)
  expect(app.all('note')).toHaveLength(2)
})

test('a macro leaves one run, however often its request comes and wherever it dies, by whom and with what was done', async () => {
  const { app, conversationId } = await createDesk()
  const { id } = await macro(app, doing(tag('refund'), { action: 'note', body: 'Look.' }))
  const request = { conversationId, dry: false, requestName: 'request' }
  const survey = breakCall(app, { at: -1, when: 'before' })
  await runMacro({ ...survey.broken, portalUrl: '' } as never, named(ana), id, {
    ...request,
    requestName: 'survey',
  })
  for (let at = 0; at < survey.calls.length; at++) {
    for (const when of ['before', 'after'] as const) {
      const requestName = `request ${at} ${when}`
      const { broken } = breakCall(app, { at, when })
      await runMacro({ ...broken, portalUrl: '' } as never, named(ana), id, {
        ...request,
        requestName,
      }).catch(() => {})
      app.advance(60_000)
      await runMacro(app, named(ana), id, { ...request, requestName })
      const runs = app.all('workflow_run').filter(({ eventId }) => eventId === requestName)
      expect.soft({ at, when, runs }).toMatchObject({
        ...{ at, when },
        runs: [
          {
            ...{ trigger: 'manual', conversationId, startedBy: ana.id, startedByName: 'Ana Ruiz' },
            doneAt: expect.any(Number),
            considered: [
              { workflowId: id, outcome: 'branch', actions: [{ action: 'tag' }, { outcome: 'done' }] },
            ],
          },
        ],
      })
      expect.soft(app.all('workflow_use').filter(({ eventId }) => eventId === requestName)).toHaveLength(1)
    }
  }
  expect(app.all('note')).toHaveLength(1 + 2 * survey.calls.length)
})

test('the run of a macro is among those of the conversation and of the workflow; a rehearsal leaves none', async () => {
  const { app, conversationId, run } = await createDesk(tag('refund'))
  await run({ dry: true })
  expect(app.all('workflow_run')).toEqual([])
  await run()
  const [{ id: workflowId } = { id: 'wfl_' as const }] = app.all('workflow')
  const page = { limit: 5 }
  for (const of of [{ conversationId }, { workflowId }]) {
    const { records } = await listRuns(app, admin, of, page)
    expect(records).toMatchObject([{ trigger: 'manual', startedBy: ana.id }])
  }
})

test('branches ask for facts, and where none fits it is said why', async () => {
  const { app, conversationId, run } = await createDesk()
  const { id } = await macro(app, asking({ fact: 'conversation.claimed', op: 'is', value: true }))
  expect(await run({}, named(ana), id)).toMatchObject({
    outcome: 'nothing',
    failed: [{ branch: 0, index: 0, found: false }],
    actions: [],
  })
  await claimConversation(app, ana, conversationId)
  expect(await run({ requestName: 'second' }, named(ana), id)).toMatchObject({ outcome: 'branch', branch: 0 })
})

test('a rehearsal names the agent of a team who would get it, and gives it to nobody', async () => {
  const { app, teamId } = await createCrew({ available: [cleo.id] })
  const [conversationId = 'cnv_'] = await waitingCustomers(app, 1)
  const handOver = doing({ action: 'assign_agent', teamId, by: 'round_robin', cap: 3 }, tag('handed over'))
  const { id } = await macro(app, handOver)
  const request = { conversationId, dry: true, requestName: 'request' }
  const desk = { ...app, portalUrl: 'https://portal.example' }
  const rehearsed = await runMacro(desk, named(admin), id, request)
  expect(rehearsed.actions).toEqual([
    { action: 'assign_agent', outcome: 'done', id: cleo.id },
    { action: 'tag', outcome: 'done' },
  ])
  expect(claimerOf(app, conversationId)).toBeUndefined()
  const done = await runMacro(desk, named(admin), id, { ...request, dry: false })
  expect(done.actions).toEqual(rehearsed.actions)
  expect(claimerOf(app, conversationId)).toBe(cleo.id)
})

test('only macros that are on are run, and only in conversations that one may read', async () => {
  const { app, conversationId, run } = await createDesk()
  const { id } = await macro(app, doing(tag('refund')))
  const rule = await createWorkflow(app, admin, { ...refunds(), on: true })
  await expect(run({}, named(ana), rule.workflow.id)).rejects.toMatchObject({ code: 'workflow_not_manual' })
  await expect(run({}, named(outsider), id)).rejects.toMatchObject({ code: 'not_found' })
  await claimConversation(app, ben, conversationId)
  await closeConversation(app, ben, conversationId)
  await expect(run({}, named(ana), id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(run({ dry: true }, named(ana), id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(outcomes(await run({}, program, id))).toEqual([['tag', 'done']])
  await editWorkflow(app, admin, id, { on: false })
  await expect(run({ requestName: 'off' }, program, id)).rejects.toMatchObject({ code: 'workflow_off' })
})
