import { workflowLimits } from '#contract/workflow-facts.ts'
import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError, notFound } from '../error.ts'
import { sortableId, type WorkflowId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { Settings } from '../settings/settings.ts'
import { requireValidWorkflow } from './check-workflow.ts'
import { loadWorkflow } from './load-workflow.ts'
import { type NamedRecords, namedIn, unfitIn } from './named-records.ts'
import type { ShownWorkflow } from './show-workflows.ts'
import {
  contentOf,
  type Workflow,
  type WorkflowContent,
  type WorkflowMistake,
  type WorkflowVersion,
} from './workflow.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'settings' | 'workflows'>
type SaveNeeds = Needs & NamedRecords

type Written = WorkflowContent & Pick<Workflow, 'on'>

/** Adds a workflow, which runs after the others. Throws `workflow_invalid`, `too_many_workflows`, `forbidden`. */
export const createWorkflow = async (
  app: SaveNeeds & Pick<App, 'randomId'>,
  principal: Principal,
  written: Written,
): Promise<ShownWorkflow> => {
  requireAdmin(principal)
  const { workspace } = principal
  const createdAt = app.clock.now()
  const id = sortableId('wfl', createdAt, app.randomId)
  const workflow: Workflow = { kind: 'workflow', workspace, id, ...written, createdAt, version: 0 }
  await requireValidWorkflow(app, workspace, workflow)
  return retryOnConflict(app, async () => {
    const { workflows } = await app.workflows.list(workspace, 'fresh')
    if (workflows.length >= workflowLimits.workflows)
      throw new DomainError(
        'too_many_workflows',
        `A workspace has ${workflowLimits.workflows} workflows at most.`,
      )
    return { workflow: await save(app, principal, workflow), problems: [] }
  })
}

/**
 * Changes a workflow; conditions and actions that are named replace those before. What is checked is the workflow as it
 * becomes. Throws `workflow_invalid`, `precondition_failed`, `not_found`, `forbidden`.
 */
export const editWorkflow = async (
  app: SaveNeeds,
  principal: Principal,
  id: WorkflowId,
  patch: Patch<Written>,
  seen?: SeenVersions,
): Promise<ShownWorkflow> => {
  requireAdmin(principal)
  return retryOnConflict(app, async () => {
    const before = await loadWorkflow(app, principal, id)
    requireSeen(before, seen)
    const after = patched(before, patch)
    const problems = await problemsOf(app, after, changesContent(patch))
    return { workflow: await save(app, principal, after, before), problems }
  })
}

/** One that names something that was deleted meanwhile can still be switched off. */
const problemsOf = async (
  app: NamedRecords,
  workflow: Workflow,
  isChanged: boolean,
): Promise<WorkflowMistake[]> => {
  if (!isChanged && !workflow.on) return unfitIn(app, workflow.workspace, namedIn(workflow))
  await requireValidWorkflow(app, workflow.workspace, workflow)
  return []
}

const changesContent = ({ on: _, ...content }: Patch<Written>): boolean =>
  Object.values(content).some((value) => value !== undefined)

/**
 * Makes a workflow what it was in an earlier version; whether it is on stays. That is a save like any other. Throws
 * `workflow_invalid` where something is gone that it named, `not_found`, `forbidden`.
 */
export const restoreWorkflow = async (
  app: SaveNeeds,
  principal: Principal,
  id: WorkflowId,
  saved: number,
): Promise<ShownWorkflow> => {
  requireAdmin(principal)
  const version = await app.workflows.version(principal.workspace, id, saved)
  if (!version) throw notFound('version of the workflow')
  return editWorkflow(app, principal, id, version.content)
}

/** Forgets a workflow. Its versions stay, for its runs name them. Throws `precondition_failed`, `not_found`, `forbidden`. */
export const deleteWorkflow = async (
  app: Needs,
  principal: Principal,
  id: WorkflowId,
  seen?: SeenVersions,
): Promise<void> => {
  requireAdmin(principal)
  await retryOnConflict(app, async () => {
    const workflow = await loadWorkflow(app, principal, id)
    requireSeen(workflow, seen)
    const settings = workflow.on ? [await settingsWith(app, { ...workflow, on: false })] : []
    await app.commit({ remove: workflow }, ...settings)
  })
}

/** Writes a workflow with the version that it becomes and, where it is switched, with the settings. */
const save = async (
  app: Needs,
  principal: Principal,
  after: Workflow,
  before?: Workflow,
): Promise<Workflow> => {
  const { name: savedByName, id: savedBy, workspace } = principal
  const version: WorkflowVersion = {
    kind: 'workflow_version',
    workspace,
    workflowId: after.id,
    saved: after.version + 1,
    content: contentOf(after),
    on: after.on,
    savedAt: app.clock.now(),
    savedBy,
    ...(savedByName && { savedByName }),
    version: 0,
  }
  const isSwitched = after.on !== (before?.on ?? false)
  const settings = isSwitched ? [await settingsWith(app, after)] : []
  await app.commit(after, version, ...settings)
  return asStored(after)
}

/**
 * The settings, which say whether any workflow is on, as they are with this one. They are written even where they stay the
 * same: of two admins, one who switches the last one off and one who switches another one on, one has to look again.
 */
const settingsWith = async (app: Needs, { workspace, id, on }: Workflow): Promise<Settings> => {
  const [{ workflows: _, ...settings }, { workflows }] = await Promise.all([
    app.settings.get(workspace, 'fresh'),
    app.workflows.list(workspace, 'fresh'),
  ])
  const isAnyOn = on || workflows.some((other) => other.id !== id && other.on)
  return { ...settings, ...(isAnyOn && { workflows: 'on' }) }
}
