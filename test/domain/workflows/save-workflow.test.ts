import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { deleteTeam } from '#domain/teams/delete-team.ts'
import { createTemplate, type NewTemplate } from '#domain/templates/create-template.ts'
import { editTemplate } from '#domain/templates/edit-template.ts'
import { createEndpoint } from '#domain/webhooks/edit-endpoint.ts'
import { listWorkflows, listWorkflowVersions, readWorkflow } from '#domain/workflows/load-workflow.ts'
import { orderWorkflows } from '#domain/workflows/order-workflows.ts'
import {
  createWorkflow,
  deleteWorkflow,
  editWorkflow,
  restoreWorkflow,
} from '#domain/workflows/save-workflow.ts'
import type { Workflow, WorkflowContent } from '#domain/workflows/workflow.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin, ana, outsider, program, tokenOf } from '../../support/people.ts'
import { asking, doing, refunds, tag } from '../../support/workflow-samples.ts'

const create = async (app: FakeApp, change: Partial<WorkflowContent & Pick<Workflow, 'on'>> = {}) =>
  (await createWorkflow(app, admin, { ...refunds(), on: false, ...change })).workflow

const names = async (app: FakeApp) =>
  (await listWorkflows(app, ana)).records.map(({ workflow: { name } }) => name)

/** Where a workflow does not fit, and why. */
const mistakes = async (app: FakeApp, change: Partial<WorkflowContent>): Promise<unknown> => {
  const attempt = createWorkflow(app, admin, { ...refunds(), on: false, ...change })
  const error = await attempt.then(
    () => ({ extra: { errors: [] } }),
    (thrown) => thrown,
  )
  return error.extra.errors
}

const template = (app: FakeApp, change: Partial<NewTemplate>) =>
  createTemplate(app, admin, {
    name: 'Thanks',
    use: 'workflow',
    body: 'Thank you!',
    format: 'text',
    locales: {},
    inputs: [],
    teamIds: [],
    ...change,
  })

const workflowsIn = async (app: FakeApp) => (await app.settings.get(workspace, 'fresh')).workflows

test('everybody of the workspace sees its workflows, nobody else does, and only admins write them', async () => {
  const app = createFakeApp()
  const { id } = await create(app)
  expect(await names(app)).toEqual(['Refunds'])
  expect((await readWorkflow(app, program, id)).workflow.name).toBe('Refunds')
  expect((await listWorkflows(app, outsider)).records).toEqual([])
  await expect(readWorkflow(app, outsider, id)).rejects.toMatchObject({ code: 'not_found' })
  const attempts = [
    createWorkflow(app, ana, { ...refunds(), on: true }),
    editWorkflow(app, ana, id, { on: true }),
    restoreWorkflow(app, ana, id, 1),
    orderWorkflows(app, ana, [id]),
    deleteWorkflow(app, ana, id),
  ]
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
})

test('each save is a version of its own, and restoring one is a save', async () => {
  const app = createFakeApp()
  const { id } = await create(app)
  await editWorkflow(app, { ...admin, name: 'Ada' }, id, { name: 'Returns', ...doing(tag('return')) })
  await editWorkflow(app, admin, id, { on: true })
  const { workflow: restored } = await restoreWorkflow(app, admin, id, 1)
  expect(restored).toMatchObject({ ...refunds(), on: true, version: 4 })
  const { records } = await listWorkflowVersions(app, ana, id, { limit: 25 })
  expect(
    records.map(({ saved, on, content, savedByName }) => [saved, on, content.name, savedByName]),
  ).toEqual([
    [4, true, 'Refunds', undefined],
    [3, true, 'Returns', undefined],
    [2, false, 'Returns', 'Ada'],
    [1, false, 'Refunds', undefined],
  ])
  await expect(restoreWorkflow(app, admin, id, 9)).rejects.toMatchObject({ code: 'not_found' })
})

test('what was edited since is not overwritten, and what was deleted keeps its versions', async () => {
  const app = createFakeApp()
  const { id } = await create(app)
  await editWorkflow(app, admin, id, { name: 'Returns' }, [1])
  const late = editWorkflow(app, admin, id, { name: 'Mine' }, [1])
  await expect(late).rejects.toMatchObject({ code: 'precondition_failed' })
  await deleteWorkflow(app, admin, id, [2])
  expect(await names(app)).toEqual([])
  expect(app.all('workflow_version').map(({ content }) => content.name)).toEqual(['Refunds', 'Returns'])
})

test('they run in the order that was set, new ones last', async () => {
  const app = createFakeApp()
  const { id: first } = await create(app, { name: 'First' })
  app.advance(1_000)
  const { id: second } = await create(app, { name: 'Second' })
  await orderWorkflows(app, admin, [second, first])
  app.advance(1_000)
  await create(app, { name: 'Third' })
  expect(await names(app)).toEqual(['Second', 'First', 'Third'])
  const wrong = orderWorkflows(app, admin, [second, second, 'wfl_nothing'])
  await expect(wrong).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'ids.1' }, { path: 'ids.2' }, { path: 'ids' }] },
  })
  expect(await names(app)).toEqual(['Second', 'First', 'Third'])
})

test('a list can be of one trigger', async () => {
  const app = createFakeApp()
  await create(app)
  await create(app, { name: 'Macro', trigger: { type: 'manual' }, ...doing(tag('vip')) })
  const { records } = await listWorkflows(app, ana, 'manual')
  expect(records.map(({ workflow }) => workflow.name)).toEqual(['Macro'])
})

test('a workspace has a hundred', async () => {
  const app = createFakeApp()
  for (let i = 0; i < 100; i++) await create(app)
  await expect(create(app)).rejects.toMatchObject({ code: 'too_many_workflows' })
  expect(app.all('workflow')).toHaveLength(100)
})

test('the settings say whether any workflow is on', async () => {
  const app = createFakeApp()
  const { id: first } = await create(app)
  const { id: second } = await create(app)
  expect(await workflowsIn(app)).toBeUndefined()
  await editWorkflow(app, admin, first, { on: true })
  await editWorkflow(app, admin, second, { on: true })
  await editWorkflow(app, admin, first, { on: false })
  expect(await workflowsIn(app)).toBe('on')
  await deleteWorkflow(app, admin, second)
  expect(await workflowsIn(app)).toBeUndefined()
  await create(app, { on: true })
  expect(await workflowsIn(app)).toBe('on')
})

test('who switches the last one off while another is switched on, looks again', async () => {
  const app = createFakeApp()
  const { id: first } = await create(app, { on: true })
  const { id: second } = await create(app)
  // The second one is switched on between the first one's reading and its writing.
  let raced = false
  const slow: typeof app.commit = async (...changes) => {
    if (!raced) {
      raced = true
      await editWorkflow(app, admin, second, { on: true })
    }
    await app.commit(...changes)
  }
  await editWorkflow({ ...app, commit: slow }, admin, first, { on: false })
  expect(await workflowsIn(app)).toBe('on')
})

test.each<[string, Partial<WorkflowContent>, { path: string; detail: unknown }[]]>([
  [
    'a fact that the trigger has not',
    { trigger: { type: 'conversation_closed' } },
    [{ path: 'branches.0.when.0.fact', detail: 'This trigger has no message.' }],
  ],
  [
    'an operator that does not fit the fact',
    asking({ fact: 'message.has_media', op: 'contains', value: 'yes' }),
    [{ path: 'branches.0.when.0.op', detail: 'This fact has is, is_not only.' }],
  ],
  [
    'a value that does not fit the fact',
    asking(
      { fact: 'hours.open', op: 'is', value: 'yes' },
      { fact: 'contact.silent_days', op: 'at_least', value: '30' },
      { fact: 'time_of_day', op: 'at_most', value: '24:00' },
      { fact: 'channel', op: 'is', value: 'email' },
      { fact: 'country', op: 'in', value: 'US' },
      { fact: 'conversation.subject', op: 'is_set', value: true },
      { fact: 'conversation.tags', op: 'contains' },
      { fact: 'case.state', op: 'not_in', value: ['open', 'closed'] },
    ),
    [
      { path: 'branches.0.when.0.value', detail: 'This must be true or false.' },
      { path: 'branches.0.when.1.value', detail: 'This must be a number.' },
      { path: 'branches.0.when.2.value', detail: 'This must be a time of the day, such as 17:30.' },
      { path: 'branches.0.when.3.value', detail: 'This must be sms or rcs.' },
      { path: 'branches.0.when.4.value', detail: '"in" takes a list of words.' },
      { path: 'branches.0.when.5.value', detail: '"is_set" takes no value.' },
      { path: 'branches.0.when.6.value', detail: '"contains" takes words.' },
      { path: 'branches.0.when.7.value', detail: 'This must be open or waiting or done.' },
    ],
  ],
  [
    'an action that the trigger cannot have',
    {
      trigger: { type: 'contact_created' },
      branches: [],
      otherwise: [{ action: 'close' }, { action: 'set_attribute', key: 'source', value: 'web' }],
    },
    [{ path: 'otherwise.0.action', detail: 'This trigger has no conversation.' }],
  ],
  [
    'numbers and teams that do not exist, and what could not be an id',
    asking(
      { fact: 'number', op: 'in', value: ['num_main', 'num_other'] },
      { fact: 'conversation.team', op: 'is', value: 'tem_none' },
      { fact: 'conversation.team', op: 'is', value: `tem_${'#'.repeat(400)}` },
    ),
    [
      { path: 'branches.0.when.0.value.1', detail: 'There is no such number.' },
      { path: 'branches.0.when.1.value', detail: 'There is no such team.' },
      { path: 'branches.0.when.2.value', detail: 'There is no such team.' },
    ],
  ],
  [
    'people, teams, templates and endpoints that do not exist',
    doing(
      { action: 'assign_team', teamId: 'tem_none' },
      { action: 'assign_agent', agentId: 'agt_none' },
      { action: 'assign_agent', teamId: 'tem_none', by: 'round_robin', cap: 3 },
      { action: 'notify', agentIds: ['agt_none'] },
      { action: 'reply', templateId: 'tpl_none' },
      { action: 'webhook', webhookEndpointId: 'whk_none' },
    ),
    [
      { path: 'branches.0.then.0.team_id', detail: 'There is no such team.' },
      { path: 'branches.0.then.1.agent_id', detail: 'There is no such active agent.' },
      { path: 'branches.0.then.2.team_id', detail: 'There is no such team.' },
      { path: 'branches.0.then.3.agent_ids.0', detail: 'There is no such active agent.' },
      { path: 'branches.0.then.4.template_id', detail: 'There is no such template.' },
      { path: 'branches.0.then.5.webhook_endpoint_id', detail: 'There is no such endpoint.' },
    ],
  ],
  [
    'more than 20 KB',
    doing(...Array.from({ length: 10 }, () => ({ action: 'note', body: 'm'.repeat(2_000) }) as const)),
    [{ path: 'branches', detail: 'A workflow has at most 20 KB.' }],
  ],
])('a workflow is refused for %s, with the place', async (_, change, expected) => {
  const app = createFakeApp()
  expect(await mistakes(app, change)).toEqual(expected)
  expect(app.all('workflow')).toHaveLength(expected.length === 0 ? 1 : 0)
})

test('a workflow that names what there is, is saved', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, ana, tokenOf('ana'))
  const team = await createTeam(app, admin, { name: 'Support', members: [ana.id] })
  const { id: templateId } = await template(app, {})
  const url = 'https://hooks.example.com/parley'
  const facts = { url, eventTypes: ['message.received'], payload: 'thin' } as const
  const { endpoint } = await createEndpoint(app, admin, { ...facts, eventTypes: [...facts.eventTypes] })
  const all = {
    ...doing(
      { action: 'assign_team', teamId: team.id },
      { action: 'assign_agent', agentId: ana.id },
      { action: 'assign_agent', teamId: team.id, by: 'least_busy', cap: 1 },
      { action: 'notify', agentIds: [ana.id] },
      { action: 'reply', templateId },
      { action: 'webhook', webhookEndpointId: endpoint.id },
    ),
    otherwise: [{ action: 'create_case', type: 'ticket', subject: 'Refund' } as const],
  }
  expect(await mistakes(app, all)).toEqual([])
})

test('templates ask for nothing and are written for workflows; those of macros may be for replies', async () => {
  const app = createFakeApp()
  const time = { name: 'time', label: 'When?', required: true }
  const asks = await template(app, { inputs: [time], body: 'At {{ input.time }}.' })
  const reply = await template(app, { use: 'reply' })
  const gone = await template(app, {})
  await editTemplate(app, admin, gone.id, { archived: true })
  const replies = doing(
    ...[asks, reply, gone].map(({ id: templateId }) => ({ action: 'reply', templateId }) as const),
  )
  const asked = {
    path: 'branches.0.then.0.template_id',
    detail: 'Nobody is there to be asked for its inputs.',
  }
  const archived = { path: 'branches.0.then.2.template_id', detail: 'This template is archived.' }
  expect(await mistakes(app, replies)).toEqual([
    asked,
    { path: 'branches.0.then.1.template_id', detail: 'This template is not one for workflows.' },
    archived,
  ])
  expect(await mistakes(app, { ...replies, trigger: { type: 'manual' } })).toEqual([asked, archived])
})

test('what a workflow names and is gone, is shown; it can be switched off, and not on again', async () => {
  const app = createFakeApp()
  const team = await createTeam(app, admin, { name: 'Support', members: [] })
  const { id } = await create(app, { on: true, ...doing({ action: 'assign_team', teamId: team.id }) })
  const { id: other } = await create(app)
  expect((await readWorkflow(app, ana, id)).problems).toEqual([])
  await deleteTeam(app, admin, team.id)
  const problems = [{ path: 'branches.0.then.0.team_id', detail: 'There is no such team.' }]
  const { records } = await listWorkflows(app, ana)
  expect(records.map((shown) => [shown.workflow.id, shown.problems])).toEqual([
    [id, problems],
    [other, []],
  ])
  expect(await editWorkflow(app, admin, id, { on: false })).toMatchObject({
    problems,
    workflow: { on: false },
  })
  const on = editWorkflow(app, admin, id, { on: true })
  await expect(on).rejects.toMatchObject({ code: 'workflow_invalid', extra: { errors: problems } })
})
