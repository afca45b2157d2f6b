import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/workflows.ts'
import { listWorkflows, listWorkflowVersions, readWorkflow } from '#domain/workflows/load-workflow.ts'
import { orderWorkflows } from '#domain/workflows/order-workflows.ts'
import {
  createWorkflow,
  deleteWorkflow,
  editWorkflow,
  restoreWorkflow,
} from '#domain/workflows/save-workflow.ts'
import type { ShownWorkflow } from '#domain/workflows/show-workflows.ts'
import { type Trial, tryWorkflow } from '#domain/workflows/try-workflow.ts'
import type { WorkflowVersion } from '#domain/workflows/workflow.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'
import { presentAction, presentContent, presentFailed, writtenOf } from './present-workflow.ts'

type Operations = typeof contract.workflowOperations

export const workflowRoutes: Routes<Operations> = {
  createWorkflow: async ({ app, principal, body }) =>
    presentWorkflow(await createWorkflow(app, principal, writtenOf(body))),
  listWorkflows: async ({ app, principal, query }) =>
    presentPage(await listWorkflows(app, principal, query.trigger), presentWorkflow),
  orderWorkflows: async ({ app, principal, body }) =>
    presentPage(await orderWorkflows(app, principal, body.ids), presentWorkflow),
  getWorkflow: async ({ app, principal, params }) =>
    presentWorkflow(await readWorkflow(app, principal, params.id)),
  editWorkflow: async ({ app, principal, params, body, seen }) =>
    presentWorkflow(await editWorkflow(app, principal, params.id, writtenOf(body), seen)),
  deleteWorkflow: async ({ app, principal, params, seen }) => {
    await deleteWorkflow(app, principal, params.id, seen)
    return undefined
  },
  listWorkflowVersions: async ({ app, principal, params, query }) =>
    presentPage(await listWorkflowVersions(app, principal, params.id, query), presentVersion),
  restoreWorkflow: async ({ app, principal, params, body }) =>
    presentWorkflow(await restoreWorkflow(app, principal, params.id, body.version)),
  tryWorkflow: async ({ app, principal, params, body: { last, draft } }) => {
    const asked = { last, ...(draft && { draft: writtenOf(draft) }) }
    const trials = await tryWorkflow(app, principal, params.id, asked)
    const count = (outcome: Trial['considered']['outcome']) =>
      trials.filter(({ considered }) => considered.outcome === outcome).length
    return {
      data: trials.map(presentTrial),
      counts: {
        branch: count('branch'),
        otherwise: count('otherwise'),
        nothing: count('nothing'),
        cooling_down: count('cooling_down'),
        too_many_runs: count('too_many_runs'),
      },
    }
  },
}

const presentWorkflow = ({
  workflow,
  problems,
}: ShownWorkflow): Shape<Operations['getWorkflow']['response']> => ({
  id: workflow.id,
  on: workflow.on,
  ...presentContent(workflow),
  problems,
  created_at: time(workflow.createdAt),
  version: workflow.version,
})

const presentVersion = (
  version: WorkflowVersion,
): Shape<Operations['listWorkflowVersions']['response']>['data'][number] => ({
  version: version.saved,
  on: version.on,
  ...presentContent(version.content),
  saved_at: time(version.savedAt),
  saved_by: version.savedBy,
  saved_by_name: version.savedByName,
})

const presentTrial = ({
  subject,
  considered: { outcome, branch, failed },
  actions,
}: Trial): Shape<Operations['tryWorkflow']['response']>['data'][number] => ({
  at: time(subject.at),
  conversation_id: subject.conversationId,
  message_id: subject.messageId,
  contact_id: subject.contactId,
  case_id: subject.caseId,
  outcome,
  branch,
  failed: failed.map(presentFailed),
  actions: actions.map(presentAction),
})
