import type { TriggerType } from '#contract/workflow-facts.ts'
import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { WorkflowId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { NamedRecords } from './named-records.ts'
import { type ShownWorkflow, showWorkflows } from './show-workflows.ts'
import type { Workflow, WorkflowVersion } from './workflow.ts'

/** One workflow, fresh. Throws `not_found`. */
export const loadWorkflow = async (
  app: Pick<App, 'workflows'>,
  { workspace }: Pick<Principal, 'workspace'>,
  id: WorkflowId,
): Promise<Workflow> => {
  const found = await app.workflows.get(workspace, id)
  if (!found) throw notFound('workflow')
  return found
}

/** One workflow with its problems. Throws `not_found`. */
export const readWorkflow = async (
  app: Pick<App, 'workflows'> & NamedRecords,
  principal: Principal,
  id: WorkflowId,
): Promise<ShownWorkflow> => {
  requireScope(principal, 'read')
  const workflow = await loadWorkflow(app, principal, id)
  const [shown] = await showWorkflows(app, [workflow])
  return shown ?? { workflow, problems: [] }
}

/** All workflows in the order in which they run, or those of one trigger. */
export const listWorkflows = async (
  app: Pick<App, 'workflows'> & NamedRecords,
  principal: Principal,
  trigger?: TriggerType,
): Promise<PageOf<ShownWorkflow>> => {
  requireScope(principal, 'read')
  const { workflows } = await app.workflows.list(principal.workspace, 'fresh')
  const listed = workflows.filter((one) => trigger === undefined || one.trigger.type === trigger)
  return { records: await showWorkflows(app, listed) }
}

/** How a workflow was saved, the newest first. Throws `not_found`. */
export const listWorkflowVersions = async (
  app: Pick<App, 'cursors' | 'workflows'>,
  principal: Principal,
  id: WorkflowId,
  { limit, cursor }: PageQuery,
): Promise<PageOf<WorkflowVersion>> => {
  requireScope(principal, 'read')
  await loadWorkflow(app, principal, id)
  const { workspace } = principal
  const from = await openCursor(app, workspace, cursor)
  return pageOf(
    app,
    workspace,
    await app.workflows.versions(workspace, id, { limit: limit + 1, from }),
    limit,
  )
}
