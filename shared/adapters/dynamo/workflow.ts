import * as z from 'zod/mini'
import {
  attributePrefix,
  operators,
  plainFacts,
  plainTriggers,
  waitingTriggers,
  workflowLimits,
} from '#contract/workflow-facts.ts'
import type { App } from '#domain/app.ts'
import { encodeNumber, type WorkflowId, type WorkspaceId } from '#domain/ids.ts'
import { inOrder } from '#domain/workflows/in-order.ts'
import type { Workflow, WorkflowOrder, WorkflowVersion } from '#domain/workflows/workflow.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, startingWith, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const partition = (workspace: WorkspaceId): string => `${workspace}#workflows`

const workflowKeys = ({ workspace, id }: Pick<Workflow, 'workspace' | 'id'>): Keys => ({
  pk: partition(workspace),
  sk: id,
})

const versionPartition = (workspace: WorkspaceId, id: WorkflowId): string => `${workspace}#workflow#${id}`

const versionKeys = ({
  workspace,
  workflowId,
  saved,
}: Pick<WorkflowVersion, 'workspace' | 'workflowId' | 'saved'>): Keys => ({
  pk: versionPartition(workspace, workflowId),
  sk: encodeNumber(saved, 6),
})

const trigger = () =>
  z.union([
    stored({ type: z.enum(plainTriggers) }),
    stored({ type: z.enum(waitingTriggers), minutes: z.number(), clock: z.enum(['open', 'all']) }),
  ])

export const condition = () =>
  stored({
    fact: z.union([z.enum(plainFacts), startingWith(attributePrefix)]),
    op: z.enum(operators),
    value: z.optional(z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  })

const action = () =>
  z.union([
    stored({ action: z.literal('assign_team'), teamId: ids.team() }),
    stored({ action: z.literal('assign_agent'), agentId: ids.agent() }),
    stored({
      action: z.literal('assign_agent'),
      teamId: ids.team(),
      by: z.enum(['round_robin', 'least_busy']),
      cap: z.number(),
    }),
    stored({ action: z.enum(['unassign']) }),
    stored({ action: z.enum(['tag', 'untag']), tag: z.string() }),
    stored({ action: z.literal('reply'), templateId: ids.template() }),
    stored({ action: z.literal('note'), body: z.string() }),
    stored({ action: z.literal('notify'), agentIds: z.array(ids.agent()) }),
    stored({ action: z.literal('webhook'), webhookEndpointId: ids.webhookEndpoint() }),
    stored({ action: z.literal('close') }),
    stored({ action: z.literal('set_subject'), subject: z.string() }),
    stored({
      action: z.literal('create_case'),
      type: z.enum(['ticket', 'opportunity', 'task']),
      subject: z.string(),
    }),
    stored({ action: z.literal('set_attribute'), key: z.string(), value: z.string() }),
  ])

const content = () => ({
  name: z.string(),
  trigger: trigger(),
  branches: z.array(stored({ when: z.array(condition()), then: z.array(action()) })),
  otherwise: z.array(action()),
  stop: z.boolean(),
  cooldown: z.number(),
})

export const workflowRecord = declareRecord({
  kind: 'workflow',
  place: { pk: '<workspace>#workflows', sk: '<id>' },
  keys: workflowKeys,
  personal: [],
  schema: () =>
    recordOf('workflow', { id: ids.workflow(), ...content(), on: z.boolean(), createdAt: z.number() }),
})

export const workflowVersionRecord = declareRecord({
  kind: 'workflow_version',
  place: { pk: '<workspace>#workflow#<workflowId>', sk: '<saved>' },
  keys: versionKeys,
  personal: ['savedByName'],
  schema: () =>
    recordOf('workflow_version', {
      workflowId: ids.workflow(),
      saved: z.number(),
      content: stored(content()),
      on: z.boolean(),
      savedAt: z.number(),
      savedBy: z.string(),
      savedByName: z.optional(z.string()),
    }),
})

/** Before the workflows, whose ids begin with another letter, so that one query finds both. */
export const workflowOrderRecord = declareRecord({
  kind: 'workflow_order',
  place: { pk: '<workspace>#workflows', sk: 'order' },
  keys: ({ workspace }: Pick<WorkflowOrder, 'workspace'>) => ({ pk: partition(workspace), sk: 'order' }),
  personal: [],
  schema: () => recordOf('workflow_order', { ids: z.array(ids.workflow()) }),
})

export const workflowStore = (table: Table): App['workflows'] => ({
  get: (workspace, id) => getRecord(table, [workflowRecord], workflowKeys({ workspace, id }), 'fresh'),
  list: async (workspace, reading) => {
    const range = { partition: partition(workspace), limit: 2 * workflowLimits.workflows, reading }
    const found = (await queryRecords(table, [workflowRecord, workflowOrderRecord], range)).map(
      ({ record }) => record,
    )
    const order = found.find((record) => record.kind === 'workflow_order')
    return {
      workflows: inOrder(
        found.filter((record) => record.kind === 'workflow'),
        order,
      ),
      order,
    }
  },
  version: (workspace, workflowId, saved) =>
    getRecord(table, [workflowVersionRecord], versionKeys({ workspace, workflowId, saved })),
  versions: (workspace, id, { from, limit }) =>
    queryRecords(table, [workflowVersionRecord], {
      partition: versionPartition(workspace, id),
      to: from,
      limit,
      newestFirst: true,
    }),
})
