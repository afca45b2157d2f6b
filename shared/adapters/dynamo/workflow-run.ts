import * as z from 'zod/mini'
import { plainTriggers, waitingTriggers } from '#contract/workflow-facts.ts'
import type { App } from '#domain/app.ts'
import type { WorkflowId, WorkspaceId } from '#domain/ids.ts'
import type {
  RunPlace,
  RunSubject,
  WorkflowPace,
  WorkflowRun,
  WorkflowUse,
} from '#domain/workflows/workflow-run.ts'
import { declareRecord, getRecord, getRecords, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'
import { condition } from './workflow.ts'

const partition = (workspace: WorkspaceId, about: RunSubject): string => `${workspace}#workflow_runs#${about}`

/** The milliseconds of a time have thirteen digits until the year 2286, and so their letters sort as they do. */
const order = ({ at, eventId }: Pick<WorkflowRun, 'at' | 'eventId'>): string => `${at}#${eventId}`

const runKeys = (run: RunPlace): Keys => ({ pk: partition(run.workspace, run.about), sk: order(run) })

const usePartition = (workspace: WorkspaceId, id: WorkflowId): string => `${workspace}#workflow#${id}#runs`

const paceKeys = ({ workspace, about }: Pick<WorkflowPace, 'workspace' | 'about'>): Keys => ({
  pk: `${workspace}#workflow_pace#${about}`,
  sk: 'workflow_pace',
})

const about = () => z.union([ids.conversation(), ids.contact(), z.literal('workspace')])

const factValue = () => z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

const considered = () =>
  stored({
    workflowId: ids.workflow(),
    workflowVersion: z.number(),
    outcome: z.enum([
      'branch',
      'otherwise',
      'nothing',
      'cooling_down',
      'stopped',
      'too_many_runs',
      'caused_by_workflow',
    ]),
    causedBy: z.optional(ids.workflow()),
    branch: z.optional(z.number()),
    failed: z.array(
      stored({
        branch: z.number(),
        index: z.number(),
        condition: condition(),
        found: z.optional(factValue()),
      }),
    ),
    actions: z.array(
      stored({
        action: z.string(),
        outcome: z.enum(['waiting', 'done', 'unchanged', 'refused', 'queued']),
        code: z.optional(z.string()),
        detail: z.optional(z.string()),
        id: z.optional(z.string()),
        overrides: z.optional(ids.workflow()),
      }),
    ),
  })

export const workflowRunRecord = declareRecord({
  kind: 'workflow_run',
  place: { pk: '<workspace>#workflow_runs#<about>', sk: '<at>#<eventId>' },
  keys: runKeys,
  personal: ['startedByName', 'considered.*.failed.*.condition.value', 'considered.*.failed.*.found'],
  keptFor: '90 days',
  schema: () =>
    recordOf('workflow_run', {
      eventId: z.string(),
      at: z.number(),
      trigger: z.enum([...plainTriggers, ...waitingTriggers]),
      about: about(),
      conversationId: z.optional(ids.conversation()),
      contactId: z.optional(ids.contact()),
      startedBy: z.optional(z.string()),
      startedByName: z.optional(z.string()),
      considered: z.array(considered()),
      doneAt: z.optional(z.number()),
      expiresAt: z.number(),
    }),
})

export const workflowUseRecord = declareRecord({
  kind: 'workflow_use',
  place: { pk: '<workspace>#workflow#<workflowId>#runs', sk: '<at>#<eventId>' },
  keys: (use: WorkflowUse) => ({ pk: usePartition(use.workspace, use.workflowId), sk: order(use) }),
  personal: [],
  keptFor: '90 days',
  schema: () =>
    recordOf('workflow_use', {
      workflowId: ids.workflow(),
      eventId: z.string(),
      at: z.number(),
      about: about(),
      expiresAt: z.number(),
    }),
})

export const workflowPaceRecord = declareRecord({
  kind: 'workflow_pace',
  place: { pk: '<workspace>#workflow_pace#<about>', sk: 'workflow_pace' },
  keys: paceKeys,
  personal: [],
  keptFor: '8 days',
  schema: () =>
    recordOf('workflow_pace', {
      about: about(),
      runs: z.array(z.number()),
      acted: z.record(z.string(), z.number()),
      expiresAt: z.number(),
    }),
})

export const workflowRunStore = (table: Table): App['workflowRuns'] => {
  const newest = { newestFirst: true } as const
  return {
    get: (run) => getRecord(table, [workflowRunRecord], runKeys(run), 'fresh'),
    many: (places) => getRecords(table, [workflowRunRecord], places.map(runKeys)),
    list: (workspace, subject, { from: to, limit }) =>
      queryRecords(table, [workflowRunRecord], {
        partition: partition(workspace, subject),
        ...{ to, limit, ...newest },
      }),
    uses: (workspace, id, { from: to, limit }) =>
      queryRecords(table, [workflowUseRecord], {
        partition: usePartition(workspace, id),
        ...{ to, limit, ...newest },
      }),
    pace: (workspace, subject, reading) =>
      getRecord(table, [workflowPaceRecord], paceKeys({ workspace, about: subject }), reading),
  }
}
