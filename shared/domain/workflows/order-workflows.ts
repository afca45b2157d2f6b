import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { WorkflowId } from '../ids.ts'
import type { PageOf } from '../pages.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { inOrder } from './in-order.ts'
import type { NamedRecords } from './named-records.ts'
import { type ShownWorkflow, showWorkflows } from './show-workflows.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'workflows'> & NamedRecords

/**
 * Sets the order in which all workflows run. Throws `validation_failed` where one is missing, is named twice, or does not
 * exist: somebody has added or deleted one meanwhile. `forbidden`.
 */
export const orderWorkflows = async (
  app: Needs,
  principal: Principal,
  ids: WorkflowId[],
): Promise<PageOf<ShownWorkflow>> => {
  requireAdmin(principal)
  const { workspace } = principal
  return retryOnConflict(app, async () => {
    const { workflows, order } = await app.workflows.list(workspace, 'fresh')
    requireAll(
      workflows.map(({ id }) => id),
      ids,
    )
    const records = await showWorkflows(app, inOrder(workflows, { ids }))
    await app.commit({ kind: 'workflow_order', workspace, version: 0, ...order, ids })
    return { records }
  })
}

const requireAll = (all: WorkflowId[], ids: WorkflowId[]): void => {
  const wrong = ids.flatMap((id, i) => {
    if (!all.includes(id)) return [{ path: `ids.${i}`, detail: 'There is no such workflow.' }]
    return ids.indexOf(id) === i ? [] : [{ path: `ids.${i}`, detail: 'It is named twice.' }]
  })
  const missing = all.filter((id) => !ids.includes(id))
  const errors = [
    ...wrong,
    ...(missing.length > 0 ? [{ path: 'ids', detail: `Missing: ${missing.join(', ')}.` }] : []),
  ]
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'These are not all workflows, once each.', { errors })
}
