import { expect, test } from 'vitest'
import type { ProgramPrincipal } from '#domain/agents/principal.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { SettingsPatch } from '#domain/settings/edit-settings.ts'
import { attemptAction, doAction } from '#domain/workflows/do-action.ts'
import type { Occasion } from '#domain/workflows/occasion.ts'
import type { Action } from '#domain/workflows/workflow.ts'
import { admin, ana, ben, conversationOf, createOffice, receive, stored } from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const id = 'wfl_refunds'
const workflow: ProgramPrincipal = {
  ...{ kind: 'program', workspace, id, name: 'Refunds' },
  scopes: ['read', 'send', 'manage'],
}

const setUp = async (settings: SettingsPatch = {}) => {
  const fake = await createOffice({ settings: settings as never })
  const app: FakeApp & { portalUrl: string } = Object.assign(fake, {
    portalUrl: 'https://inbox.acme.example',
  })
  await app.commit(
    ...[
      {
        kind: 'team',
        workspace,
        id: 'tem_mobile',
        name: 'Mobile',
        members: [ana.id],
        createdAt: 1,
        version: 0,
      },
      {
        ...{ kind: 'template', workspace, id: 'tpl_hello', name: 'Hello', use: 'workflow', format: 'text' },
        ...{ body: 'We are on it.', locales: {}, inputs: [], teamIds: [], attributes: [], archived: false },
        ...{ createdAt: 1, version: 0 },
      },
      {
        ...{
          kind: 'webhook_endpoint',
          workspace,
          id: 'whk_crm',
          url: 'https://crm.example',
          payload: 'thin',
        },
        ...{ eventTypes: ['case.created'], eventVersion: '2026-11-01', state: 'active', failures: 0 },
        ...{ secretAt: 1, createdAt: 1, version: 0 },
      },
    ].map((record) => record as never),
  )
  const text = await receive(app)
  const conversation = await conversationOf(app, text)
  const occasion: Occasion = {
    ...{ workflow: { id, name: 'Refunds' }, trigger: 'customer_message', eventId: 'event-1', at: app.now },
    ...{ conversationId: conversation.id, contactId: conversation.contactId, messageId: text.id },
  }
  app.changes.length = 0
  const act = (action: Action, about: Occasion = occasion) => doAction(app, workflow, action, about)
  return { app, act, occasion, now: () => stored(app, conversation.id) }
}

test.each<[Action, object]>([
  [{ action: 'assign_team', teamId: 'tem_mobile' }, { teamId: 'tem_mobile' }],
  [{ action: 'assign_agent', agentId: 'agt_ben' }, { claimedBy: 'agt_ben' }],
  [{ action: 'tag', tag: 'refund' }, { tags: ['refund'] }],
  [{ action: 'set_subject', subject: 'Refund' }, { subject: 'Refund' }],
  [{ action: 'close' }, { state: 'closed' }],
])('%o is done, and done again it changes nothing', async (action, after) => {
  const { app, act, now } = await setUp()
  expect(await act(action)).toEqual({ action: action.action, outcome: 'done' })
  expect(now()).toMatchObject(after)
  const written = app.changes.length
  expect(await act(action)).toEqual({ action: action.action, outcome: 'unchanged' })
  expect(app.changes).toHaveLength(written)
})

test('a team gets it by whoever is available, or in its queue', async () => {
  const { act, now } = await setUp()
  const toTeam = { action: 'assign_agent', teamId: 'tem_mobile', by: 'least_busy', cap: 1 } as const
  expect(await act(toTeam)).toEqual({ action: 'assign_agent', outcome: 'queued' })
  expect(now()).toMatchObject({ teamId: 'tem_mobile', queuedSince: expect.any(Number) })
  const busy = await setUp()
  const member = busy.app.all('agent').find(({ id }) => id === ana.id)
  if (member) await busy.app.commit({ ...member, availableSince: 1 } as never)
  expect(await busy.act(toTeam)).toEqual({ action: 'assign_agent', outcome: 'done', id: ana.id })
  expect(busy.now()).toMatchObject({ claimedBy: ana.id, changedBy: { kind: 'workflow', id } })
})

test('a claim and a tag are taken away, and what is not there is not', async () => {
  const { app, act, now } = await setUp()
  expect(await act({ action: 'unassign' })).toMatchObject({ outcome: 'unchanged' })
  expect(await act({ action: 'untag', tag: 'refund' })).toMatchObject({ outcome: 'unchanged' })
  await act({ action: 'tag', tag: 'Refund' })
  await claimConversation(app, ana, now().id)
  expect(await act({ action: 'unassign' })).toMatchObject({ outcome: 'done' })
  expect(await act({ action: 'untag', tag: 'refund' })).toMatchObject({ outcome: 'done' })
  expect(now()).toMatchObject({ tags: [], participants: [ana.id] })
  expect(now().claimedBy).toBeUndefined()
})

test('a reply, a note and a case are made, and their ids are told', async () => {
  const { app, act } = await setUp()
  const reply = await act({ action: 'reply', templateId: 'tpl_hello' })
  const note = await act({ action: 'note', body: 'Look at the order' })
  const one = await act({ action: 'create_case', type: 'ticket', subject: 'Refund' })
  expect(app.all('message').find((text) => text.id === reply.id)).toMatchObject({
    body: 'We are on it.',
    origin: 'workflow',
    sentBy: id,
  })
  expect(app.all('note').find((each) => each.id === note.id)).toMatchObject({ writtenBy: id })
  expect(app.all('case').find((each) => each.id === one.id)).toMatchObject({
    subject: 'Refund',
    by: { kind: 'workflow', id },
  })
})

test('a contact that has no conversation gets an attribute, a case, and loses the attribute again', async () => {
  const { app, act, occasion } = await setUp()
  const { conversationId, ...about } = occasion
  await act({ action: 'set_attribute', key: 'plan', value: 'gold' }, about)
  expect(app.all('contact')[0]).toMatchObject({
    attributes: { plan: 'gold' },
    changedBy: { kind: 'workflow', id },
  })
  expect(await act({ action: 'set_attribute', key: 'plan', value: 'gold' }, about)).toMatchObject({
    outcome: 'unchanged',
  })
  await act({ action: 'set_attribute', key: 'plan', value: '' }, about)
  expect(app.all('contact')[0]?.attributes).toEqual({})
  expect(await act({ action: 'create_case', type: 'task', subject: 'Call' }, about)).toMatchObject({
    outcome: 'done',
  })
  expect(await act({ action: 'close' }, about)).toMatchObject({ outcome: 'refused', code: 'not_found' })
})

test("the gate's word stands with a reply: held it is done, blocked it is refused", async () => {
  const { app, act } = await setUp({ quietHours: 'automated' })
  app.now = Date.parse('2026-11-24T08:00:00Z')
  expect(await act({ action: 'reply', templateId: 'tpl_hello' })).toMatchObject({
    outcome: 'done',
    code: 'quiet_hours',
  })
  const [number] = app.all('number')
  if (number) await app.commit({ ...number, agentSendOnly: true })
  expect(await act({ action: 'reply', templateId: 'tpl_hello' })).toMatchObject({
    outcome: 'refused',
    code: 'agent_send_only',
  })
})

test.each<[Action, string]>([
  [{ action: 'assign_team', teamId: 'tem_gone' }, 'validation_failed'],
  [{ action: 'assign_agent', agentId: 'agt_gone' }, 'validation_failed'],
  [{ action: 'reply', templateId: 'tpl_gone' }, 'validation_failed'],
  [{ action: 'webhook', webhookEndpointId: 'whk_gone' }, 'not_found'],
  [{ action: 'notify', agentIds: ['agt_ana'] }, 'email_off'],
])('%o is refused, and nothing is written', async (action, code) => {
  const { app, act } = await setUp()
  expect(await act(action)).toMatchObject({ outcome: 'refused', code, detail: expect.any(String) })
  expect(app.changes).toEqual([])
})

test('agents are told by e-mail with a link and without a word of the customer', async () => {
  const { app, act, now } = await setUp({ email: { fromAddress: 'desk@acme.example' } })
  for (const agent of app.all('agent')) {
    if (agent.id !== ben.id) await app.commit({ ...agent, email: `${agent.id}@acme.example` })
  }
  expect(await act({ action: 'notify', agentIds: [ana.id, ben.id] })).toEqual({
    ...{ action: 'notify', outcome: 'done', detail: '1 of 2 agents are told.' },
  })
  expect(app.all('email')).toMatchObject([
    {
      to: 'agt_ana@acme.example',
      subject: 'Refunds: the number that ends in 0123',
      body: expect.stringContaining(`https://inbox.acme.example/c/${now().id}`),
    },
  ])
  expect(await act({ action: 'notify', agentIds: [ben.id] })).toMatchObject({ code: 'no_email_address' })
})

test('one endpoint alone is told, once however often it is asked for', async () => {
  const { app, act, now } = await setUp()
  const call = { action: 'webhook', webhookEndpointId: 'whk_crm' } as const
  const { id: eventId } = await act(call)
  await act(call)
  expect(app.all('event')).toMatchObject([{ id: eventId, endpointId: 'whk_crm', type: 'workflow.triggered' }])
  expect(JSON.parse(app.all('event')[0]?.thin ?? '').data).toMatchObject({
    workflow_id: id,
    trigger: 'customer_message',
    conversation_id: now().id,
  })
  expect(new Set(app.webhookJobs.map((job) => 'place' in job && job.place)).size).toBe(1)
})

test('a macro does what its agent may do: the claimer closes, a stranger is refused', async () => {
  const { app, occasion, now } = await setUp()
  await claimConversation(app, ana, now().id)
  expect(await doAction(app, ben, { action: 'close' }, occasion)).toMatchObject({ code: 'forbidden' })
  await expect(attemptAction(app, ben, { action: 'close' }, occasion)).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await doAction(app, ana, { action: 'reply', templateId: 'tpl_hello' }, occasion)).toMatchObject({
    outcome: 'done',
  })
  expect(app.all('message').at(-1)).toMatchObject({ origin: 'agent', sentBy: ana.id })
  expect(await doAction(app, admin, { action: 'close' }, occasion)).toMatchObject({ outcome: 'done' })
})
