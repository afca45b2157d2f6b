import { createKnown } from '#adapters/known.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Happening } from '#domain/workflows/happening.ts'
import { type RunNeeds, runWorkflows } from '#domain/workflows/run-workflows.ts'
import { endWait, setWaits } from '#domain/workflows/waits.ts'
import type { Workflow } from '#domain/workflows/workflow.ts'
import type { WorkflowWait } from '#domain/workflows/workflow-wait.ts'
import { times } from '#wiring/times.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'
import { happeningOf } from './happening-of.ts'

/** An event of the bus, or a wait whose timer is due. */
type Work = { event: string; type: string; happening?: Happening } | { wait: WorkflowWait }

/** More workspaces than have events within the time; one that was forgotten is read again. */
const bounds = { keptFor: times.workflowsKept, most: 1_000 }

/**
 * The workflows of a workspace that are on, in the order in which they run: half a read unit in five seconds. Whoever edits one sees it
 * work a moment later.
 */
export const workflowsOf = (app: Pick<App, 'clock' | 'workflows'>) => {
  const known = createKnown<Workflow[]>(bounds, app.clock.now)
  return (workspace: WorkspaceId): Promise<Workflow[]> => known(workspace, () => readOn(app, workspace))
}

const readOn = async (app: Pick<App, 'workflows'>, workspace: WorkspaceId): Promise<Workflow[]> =>
  (await app.workflows.list(workspace)).workflows.filter(({ on }) => on)

/** Which events come is said in lib/stacks/workflow-stack.ts. */
export const workflowWork = (
  app: RunNeeds,
  workflows: (workspace: WorkspaceId) => Promise<Workflow[]>,
): QueueWork<Work> => ({
  parse: parseWork,
  about: (work) => ('wait' in work ? { ...work.wait } : { event: work.event, type: work.type }),
  work: async (work) => {
    if ('wait' in work) return endWait(app, work.wait, await workflows(work.wait.workspace))
    const { happening } = work
    if (!happening) return
    const all = await workflows(happening.workspace)
    await setWaits(app, happening, all)
    await runWorkflows(app, happening, all)
  },
})

const parseWork = (body: string): Work => {
  const parsed = JSON.parse(body)
  if ('wait' in parsed) return parsed
  const event = busEvent<ParleyEvent>(body)
  return { event: event.id, type: event.type, happening: happeningOf(event) }
}
