import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { Workflow } from '#domain/workflows/workflow.ts'
import { createAutomatedOffice } from '../../support/automating.ts'
import { breakCall, type Fault } from '../../support/break-call.ts'
import { ana, conversationOf, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { doing, tag } from '../../support/workflow-samples.ts'

/** Everything that is done twice is seen: each leaves something behind. */
const busy: Partial<Workflow> = {
  id: 'wfl_busy',
  name: 'Busy',
  ...doing(
    { action: 'assign_team', teamId: 'tem_mobile' },
    tag('refund'),
    { action: 'note', body: 'Look at the order' },
    { action: 'reply', templateId: 'tpl_hello' },
    { action: 'create_case', type: 'ticket', subject: 'Refund' },
    { action: 'webhook', webhookEndpointId: 'whk_crm' },
    { action: 'set_attribute', key: 'plan', value: 'gold' },
  ),
}

const made = (app: FakeApp) => ({
  notes: app.all('note').map(({ body, writtenBy }) => [body, writtenBy]),
  replies: app.all('message').flatMap(({ origin, body }) => (origin === 'workflow' ? [body] : [])),
  cases: app.all('case').map(({ subject, by }) => [subject, by]),
  tags: app.all('conversation').map(({ tags, teamId }) => [tags, teamId]),
  plans: app.all('contact').map(({ attributes }) => attributes),
  called: app.all('event').map(({ type, endpointId }) => [type, endpointId]),
  runs: app.all('workflow_run').map(({ considered }) => considered),
  uses: app.all('workflow_use').length,
})

const once = {
  notes: [['Look at the order', 'wfl_busy']],
  replies: ['We are on it.'],
  cases: [['Refund', { kind: 'workflow', id: 'wfl_busy' }]],
  tags: [[['refund'], 'tem_mobile']],
  plans: [{ plan: 'gold' }],
  called: [['workflow.triggered', 'whk_crm']],
  runs: [
    [
      {
        ...{ workflowId: 'wfl_busy', workflowVersion: 1, outcome: 'branch', branch: 0, failed: [] },
        actions: [
          { action: 'assign_team', outcome: 'done' },
          { action: 'tag', outcome: 'done' },
          { action: 'note', outcome: 'done', id: expect.stringMatching(/^not_/) },
          { action: 'reply', outcome: 'done', id: expect.stringMatching(/^msg_/) },
          { action: 'create_case', outcome: 'done', id: expect.stringMatching(/^cas_/) },
          { action: 'webhook', outcome: 'done', id: expect.any(String) },
          { action: 'set_attribute', outcome: 'done' },
        ],
      },
    ],
  ],
  uses: 1,
}

test('a text is worked on once, however often each event of it comes', async () => {
  const { app, hear } = await createAutomatedOffice([busy])
  await hear('I want a refund', 3)
  expect(made(app)).toEqual(once)
})

test('a worker that dies at any call does nothing twice and leaves nothing out, once it is tried again', async () => {
  const { calls } = await runBroken({ at: -1, when: 'before' })
  expect(calls.filter((name) => name === 'commit').length).toBeGreaterThan(8)
  for (let at = 0; at < calls.length; at++) {
    for (const when of ['before', 'after'] as const) {
      const { app, thrown } = await runBroken({ at, when })
      expect.soft({ at, when, ...made(app) }).toEqual({ at, when, ...once })
      expect(thrown).toMatchObject({ message: expect.stringContaining('broke') })
    }
  }
})

/** The worker fails once, and the event comes again when locks are over. */
const runBroken = async (fault: Fault) => {
  const { app, takeEvents, work, settle } = await createAutomatedOffice([busy])
  await receive(app, { body: 'I want a refund' })
  const detail = (await takeEvents()).find(({ type }) => type === 'message.received')
  const { broken, calls } = breakCall(app, fault)
  const thrown = await work({ detail }, broken as typeof app).catch((error) => error)
  app.advance(60_000)
  if (thrown) await work({ detail })
  await settle()
  return { app, calls, thrown }
}

test('of two workflows of one event that undo each other each runs once, in order, and the second says so', async () => {
  const { app, hear, runs } = await createAutomatedOffice([
    { id: 'wfl_1', ...doing(tag('Urgent'), { action: 'assign_agent', agentId: 'agt_ben' }) },
    { id: 'wfl_2', ...doing({ action: 'untag', tag: 'urgent' }, { action: 'unassign' }, tag('seen')) },
  ])
  await hear('Hello', 3)
  expect(app.all('conversation')[0]).toMatchObject({ tags: ['seen'] })
  expect(app.all('conversation')[0]?.claimedBy).toBeUndefined()
  expect(runs().map(({ considered }) => considered)).toMatchObject([
    [
      { workflowId: 'wfl_1', outcome: 'branch', actions: [{ outcome: 'done' }, { outcome: 'done' }] },
      {
        ...{ workflowId: 'wfl_2', outcome: 'branch' },
        actions: [
          { action: 'untag', outcome: 'done', overrides: 'wfl_1' },
          { action: 'unassign', outcome: 'done', overrides: 'wfl_1' },
          { action: 'tag', outcome: 'done' },
        ],
      },
    ],
  ])
  const [first, second] = runs()[0]?.considered ?? []
  expect(first?.actions.map(({ overrides }) => overrides)).toEqual([undefined, undefined])
  expect(second?.actions[2]?.overrides).toBeUndefined()
})

const claimedAndFreed: Partial<Workflow>[] = [
  {
    id: 'wfl_free',
    trigger: { type: 'conversation_claimed' },
    ...doing({ action: 'unassign' }),
    cooldown: 0,
  },
  {
    ...{ id: 'wfl_give', trigger: { type: 'conversation_released' }, cooldown: 0 },
    ...doing({ action: 'assign_agent', agentId: 'agt_ben' }),
  },
]

test('a workflow that begins with what another one did does not act, and its run says because of which', async () => {
  const { app, hear, runs, settle } = await createAutomatedOffice(claimedAndFreed)
  const text = await hear('Hello')
  await claimConversation(app, ana, (await conversationOf(app, text)).id)
  await settle(3)
  expect(conversationOf(app, text)).toMatchObject({ participants: [ana.id] })
  expect(conversationOf(app, text).claimedBy).toBeUndefined()
  expect(
    runs()
      .map(({ trigger }) => trigger)
      .toSorted(),
  ).toEqual(['conversation_claimed', 'conversation_released'])
  const ofOther = runs().find(({ trigger }) => trigger === 'conversation_released')
  expect(ofOther?.considered).toEqual([
    {
      ...{ workflowId: 'wfl_give', workflowVersion: 1, outcome: 'caused_by_workflow' },
      ...{ causedBy: 'wfl_free', branch: 0, failed: [], actions: [] },
    },
  ])
  expect(ofOther?.doneAt).toBeDefined()
  expect(app.all('workflow_use').map(({ workflowId }) => workflowId)).toEqual(['wfl_free'])
})

test('what a workflow did leaves no run where no other would have acted on it', async () => {
  const [free = {}, give = {}] = claimedAndFreed
  const { app, hear, runs, settle } = await createAutomatedOffice([
    free,
    { ...give, branches: [{ when: [{ fact: 'channel', op: 'is', value: 'rcs' }], then: [tag('rcs')] }] },
  ])
  const text = await hear('Hello')
  await claimConversation(app, ana, (await conversationOf(app, text)).id)
  await settle()
  expect(runs().map(({ trigger }) => trigger)).toEqual(['conversation_claimed'])
})

test('a loop by way of the customer ends at thirty in an hour', async () => {
  const { hear, app, runs } = await createAutomatedOffice([
    { id: 'wfl_echo', cooldown: 0, ...doing({ action: 'reply', templateId: 'tpl_hello' }) },
  ])
  for (let i = 0; i < 33; i++) await hear(`answer ${i}`)
  expect(app.all('message').filter(({ origin }) => origin === 'workflow')).toHaveLength(30)
  const last = runs()
    .slice(-3)
    .flatMap(({ considered }) => considered.map(({ outcome }) => outcome))
  expect(last).toEqual(['too_many_runs', 'too_many_runs', 'too_many_runs'])
})

test('a workflow cools down, and where it is told to it ends the list', async () => {
  const { app, hear, runs } = await createAutomatedOffice([
    { id: 'wfl_1', stop: true, ...doing(tag('one')) },
    { id: 'wfl_2', ...doing(tag('two')) },
  ])
  await hear('Hello')
  await hear('Hello?')
  expect(runs().map(({ considered }) => considered.map(({ outcome }) => outcome))).toEqual([
    ['branch', 'stopped'],
    ['cooling_down', 'branch'],
  ])
  expect(app.all('conversation')[0]?.tags).toEqual(['one', 'two'])
})

test("a customer's first text is one run for both triggers; their next is for one", async () => {
  const { hear, runs, app, settle } = await createAutomatedOffice([
    { id: 'wfl_1', trigger: { type: 'customer_message' }, cooldown: 0, ...doing(tag('any')) },
    { id: 'wfl_2', trigger: { type: 'customer_first_message' }, cooldown: 0, ...doing(tag('first')) },
  ])
  const text = await hear('Hello')
  await hear('Hello?')
  await closeConversation(app, { ...ana, role: 'admin' }, (await conversationOf(app, text)).id)
  await settle()
  await hear('One more thing')
  expect(runs().map((run) => [run.trigger, run.considered.map(({ workflowId }) => workflowId)])).toEqual([
    ['customer_first_message', ['wfl_1', 'wfl_2']],
    ['customer_message', ['wfl_1']],
    ['customer_first_message', ['wfl_1', 'wfl_2']],
  ])
})

test('a refused action says why, and those after it are done', async () => {
  const { hear, runs, app } = await createAutomatedOffice([
    doing({ action: 'assign_agent', agentId: 'agt_gone' }, tag('after')),
  ])
  await hear('Hello')
  expect(runs()[0]?.considered[0]?.actions).toMatchObject([
    { outcome: 'refused', code: 'validation_failed', detail: expect.any(String) },
    { outcome: 'done' },
  ])
  expect(app.all('conversation')[0]?.tags).toEqual(['after'])
})

test('what is taken up after its keys are forgotten is left out, and says so', async () => {
  const { app, takeEvents, work, runs } = await createAutomatedOffice([busy])
  await receive(app)
  const detail = (await takeEvents()).find(({ type }) => type === 'message.received')
  const { broken } = breakCall(app, { at: 8, when: 'before' })
  await expect(work({ detail }, broken as typeof app)).rejects.toThrow('broke')
  app.advance(23 * 60 * 60_000)
  await work({ detail })
  expect(runs()[0]?.considered[0]?.actions.map(({ code }) => code)).toEqual(Array(7).fill('too_late'))
  expect(runs()[0]?.doneAt).toBe(app.now)
})

test('where no workflow is concerned nothing is written', async () => {
  const { app, takeEvents, work } = await createAutomatedOffice([{ trigger: { type: 'agent_message' } }])
  await receive(app)
  const events = await takeEvents()
  app.changes.length = 0
  for (const detail of events) await work({ detail })
  expect(app.changes).toEqual([])
})
