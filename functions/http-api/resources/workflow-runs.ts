import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/workflow-runs.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { listRuns } from '#domain/workflows/list-runs.ts'
import type { WorkflowRun } from '#domain/workflows/workflow-run.ts'
import type { Routes } from '../edge/route.ts'
import { optionalTime, presentPage, time } from './present.ts'
import { presentFailed } from './present-workflow.ts'

type Operations = typeof contract.workflowRunOperations
type Presented = Shape<Operations['listWorkflowRuns']['response']>['data'][number]

export const workflowRunRoutes: Routes<Operations> = {
  listWorkflowRuns: async ({ app, principal, query }) => {
    const { conversation_id: conversationId, contact_id: contactId, workflow_id: workflowId, ...page } = query
    const found = await listRuns(app, principal, { conversationId, contactId, workflowId }, page)
    return presentPage(found, presentRun(found.names))
  },
}

const presentRun =
  (names: Map<WorkflowId, string>) =>
  (run: WorkflowRun): Presented => ({
    event_id: run.eventId,
    at: time(run.at),
    trigger: run.trigger,
    conversation_id: run.conversationId,
    contact_id: run.contactId,
    started_by: run.startedBy,
    started_by_name: run.startedByName,
    considered: run.considered.map(({ workflowId, workflowVersion, failed, causedBy, ...one }) => ({
      workflow_id: workflowId,
      workflow_name: names.get(workflowId),
      workflow_version: workflowVersion,
      ...one,
      caused_by: causedBy,
      caused_by_name: causedBy && names.get(causedBy),
      failed: failed.map(presentFailed),
    })),
    done_at: optionalTime(run.doneAt),
  })
