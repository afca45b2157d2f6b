import * as z from 'zod/mini'
import {
  attributePrefix,
  operators,
  plainFacts,
  plainTriggers,
  type TriggerType,
  waitingTriggers,
  workflowLimits,
} from '../workflow-facts.ts'
import { gate } from './messages.ts'
import type { Operation } from './operation.ts'
import {
  agentId,
  body,
  caseId,
  contactId,
  conversationId,
  messageId,
  named,
  page,
  pageQuery,
  teamId,
  templateId,
  timestamp,
  webhookEndpointId,
  words,
  workflowId,
} from './shapes.ts'

export const triggerType = named('WorkflowTriggerType', () =>
  z.enum([...plainTriggers, ...waitingTriggers] as [TriggerType, ...TriggerType[]]),
)

const trigger = named('WorkflowTrigger', () =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.enum(plainTriggers) }),
    z.strictObject({
      type: z.enum(waitingTriggers),
      minutes: z.int().check(z.gte(1), z.lte(workflowLimits.wait)),
      clock: z.enum(['open', 'all']),
    }),
  ]),
)

const condition = named('WorkflowCondition', () =>
  z.strictObject({
    fact: z.union([
      z.enum(plainFacts),
      z.templateLiteral([attributePrefix, z.string().check(z.minLength(1), z.maxLength(60))]),
    ]),
    op: z.enum(operators),
    value: z.optional(
      z.union([
        words(500),
        z.number(),
        z.boolean(),
        z.array(words(500)).check(z.minLength(1), z.maxLength(50)),
      ]),
    ),
  }),
)

/** To one agent, or to one of a team. */
const assignment = () =>
  z
    .strictObject({
      action: z.literal('assign_agent'),
      agent_id: z.optional(agentId),
      team_id: z.optional(teamId),
      by: z.optional(z.enum(['round_robin', 'least_busy'])),
      cap: z.optional(z.int().check(z.gte(1), z.lte(1_000))),
    })
    .check(
      z.refine(({ agent_id, team_id }) => (agent_id === undefined) !== (team_id === undefined), {
        path: ['agent_id'],
        error: 'Send an agent_id, or a team_id with by and cap.',
      }),
      z.refine(({ team_id, by }) => (team_id === undefined) === (by === undefined), {
        path: ['by'],
        error: 'A team_id goes with by and cap.',
      }),
      z.refine(({ team_id, cap }) => (team_id === undefined) === (cap === undefined), {
        path: ['cap'],
        error: 'A team_id goes with by and cap.',
      }),
    )

const tag = () => words(50)

const action = named('WorkflowAction', () =>
  z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('assign_team'), team_id: teamId }),
    assignment(),
    z.strictObject({ action: z.literal('unassign') }),
    z.strictObject({ action: z.literal('tag'), tag: tag() }),
    z.strictObject({ action: z.literal('untag'), tag: tag() }),
    z.strictObject({ action: z.literal('reply'), template_id: templateId }),
    z.strictObject({ action: z.literal('note'), body: body.check(z.maxLength(2_000)) }),
    z.strictObject({
      action: z.literal('notify'),
      agent_ids: z.array(agentId).check(z.minLength(1), z.maxLength(20)),
    }),
    z.strictObject({ action: z.literal('webhook'), webhook_endpoint_id: webhookEndpointId }),
    z.strictObject({ action: z.literal('close') }),
    z.strictObject({ action: z.literal('set_subject'), subject: words(200) }),
    z.strictObject({
      action: z.literal('create_case'),
      type: z.enum(['ticket', 'opportunity', 'task']),
      subject: words(200),
    }),
    z.strictObject({
      action: z.literal('set_attribute'),
      key: words(60),
      value: z.string().check(z.maxLength(500)),
    }),
  ]),
)

const actions = () => z.array(action()).check(z.maxLength(workflowLimits.actions))

const branch = named('WorkflowBranch', () =>
  z.strictObject({
    when: z.array(condition()).check(z.maxLength(workflowLimits.conditions)),
    then: actions(),
  }),
)

const branches = () => z.array(branch()).check(z.maxLength(workflowLimits.branches))
/** Seconds, up to a week. */
const cooldown = () => z.int().check(z.gte(0), z.lte(604_800))

/** What is written of a workflow. */
const content = () => ({
  name: words(100),
  trigger: trigger(),
  branches: branches(),
  otherwise: z._default(actions(), []),
  stop: z._default(z.boolean(), false),
  cooldown: z.optional(cooldown()),
})

const shownContent = () => ({
  name: z.string(),
  trigger: trigger(),
  branches: branches(),
  otherwise: actions(),
  stop: z.boolean(),
  cooldown: z.int(),
})

const workflow = named('Workflow', () =>
  z.object({
    id: workflowId,
    on: z.boolean(),
    ...shownContent(),
    problems: z.array(named('WorkflowMistake', () => z.object({ path: z.string(), detail: z.string() }))()),
    created_at: timestamp,
    version: z.int(),
  }),
)

const version = named('WorkflowVersion', () =>
  z.object({
    version: z.int(),
    on: z.boolean(),
    ...shownContent(),
    saved_at: timestamp,
    saved_by: z.string(),
    saved_by_name: z.optional(z.string()),
  }),
)

export const workflowOutcome = named('WorkflowOutcome', () =>
  z.enum([
    'branch',
    'otherwise',
    'nothing',
    'cooling_down',
    'stopped',
    'too_many_runs',
    'caused_by_workflow',
  ]),
)

/** Why a branch did not fit. */
export const failedCondition = named('WorkflowFailedCondition', () =>
  z.object({
    branch: z.int(),
    index: z.int(),
    condition: condition(),
    found: z.optional(z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  }),
)

const trial = named('WorkflowTrial', () =>
  z.object({
    at: timestamp,
    conversation_id: z.optional(conversationId),
    message_id: z.optional(messageId),
    contact_id: z.optional(contactId),
    case_id: z.optional(caseId),
    outcome: workflowOutcome(),
    branch: z.optional(z.int()),
    failed: z.array(failedCondition()),
    actions: actions(),
  }),
)

const trials = named('WorkflowTrials', () =>
  z.object({
    data: z.array(trial()),
    counts: z.object({
      branch: z.int(),
      otherwise: z.int(),
      nothing: z.int(),
      cooling_down: z.int(),
      too_many_runs: z.int(),
    }),
  }),
)

/** What became of an action. `code`, `detail`: why it was refused, or is held. `id`: what it made. */
export const doneFacts = () => ({
  action: z.string(),
  outcome: z.enum(['waiting', 'done', 'unchanged', 'refused', 'queued']),
  code: z.optional(z.string()),
  detail: z.optional(z.string()),
  id: z.optional(z.string()),
})

const macroRun = named('MacroRun', () =>
  z.object({
    outcome: workflowOutcome(),
    branch: z.optional(z.int()),
    failed: z.array(failedCondition()),
    actions: z.array(
      z.object({
        ...doneFacts(),
        preview: z.optional(z.object({ body: z.string(), segments: z.int(), gate: gate() })),
      }),
    ),
  }),
)

const one = () => z.object({ id: workflowId })
const read = { scope: 'read' } as const
const manage = { scope: 'manage', role: 'admin' } as const

export const workflowOperations = {
  createWorkflow: {
    method: 'POST',
    path: '/v1/workflows',
    summary: 'Add a workflow: what is done when something happens',
    ...manage,
    body: () => z.strictObject({ on: z._default(z.boolean(), false), ...content() }),
    response: workflow,
    status: 201,
  },
  listWorkflows: {
    method: 'GET',
    path: '/v1/workflows',
    summary: 'The workflows in the order in which they run',
    ...read,
    query: () => z.object({ trigger: z.optional(triggerType()) }),
    response: page(workflow),
    status: 200,
  },
  orderWorkflows: {
    method: 'POST',
    path: '/v1/workflow_order',
    summary: 'Set the order in which all workflows run',
    ...manage,
    body: () => z.strictObject({ ids: z.array(workflowId).check(z.maxLength(200)) }),
    response: page(workflow),
    status: 200,
  },
  getWorkflow: {
    method: 'GET',
    path: '/v1/workflows/{id}',
    summary: 'One workflow',
    ...read,
    params: one,
    response: workflow,
    status: 200,
  },
  editWorkflow: {
    method: 'PATCH',
    path: '/v1/workflows/{id}',
    summary: 'Edit a workflow, or switch it on or off',
    ...manage,
    params: one,
    body: () =>
      z.strictObject({
        on: z.optional(z.boolean()),
        name: z.optional(words(100)),
        trigger: z.optional(trigger()),
        branches: z.optional(branches()),
        otherwise: z.optional(actions()),
        stop: z.optional(z.boolean()),
        cooldown: z.optional(cooldown()),
      }),
    ifMatch: 'required',
    response: workflow,
    status: 200,
  },
  deleteWorkflow: {
    method: 'DELETE',
    path: '/v1/workflows/{id}',
    summary: 'Delete a workflow',
    ...manage,
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
  listWorkflowVersions: {
    method: 'GET',
    path: '/v1/workflows/{id}/versions',
    summary: 'How a workflow was saved, the newest first',
    ...read,
    params: one,
    query: () => z.object(pageQuery),
    response: page(version),
    status: 200,
  },
  restoreWorkflow: {
    method: 'POST',
    path: '/v1/workflows/{id}/restore',
    summary: 'Make a workflow what it was in an earlier version',
    ...manage,
    params: one,
    body: () => z.strictObject({ version: z.int().check(z.gte(1), z.lte(1_000_000)) }),
    response: workflow,
    status: 200,
  },
  tryWorkflow: {
    method: 'POST',
    path: '/v1/workflows/{id}/try',
    summary: 'What a workflow would have done about the last events of its trigger',
    ...manage,
    params: one,
    body: () =>
      z.strictObject({
        last: z._default(z.int().check(z.gte(1), z.lte(100)), 100),
        draft: z.optional(z.strictObject(content())),
      }),
    response: trials,
    status: 200,
  },
  runWorkflow: {
    method: 'POST',
    path: '/v1/workflows/{id}/run',
    summary: 'Run a macro in a conversation, or say what it would do',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ conversation_id: conversationId, dry: z._default(z.boolean(), false) }),
    response: macroRun,
    status: 200,
  },
} as const satisfies Record<string, Operation>
