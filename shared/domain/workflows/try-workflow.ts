import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { WorkflowId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import { requireValidWorkflow } from './check-workflow.ts'
import { actionsOf, decideWorkflows, type Pace } from './decide-workflows.ts'
import { type FactNeeds, factsFor, factsNamedIn, type Subject } from './facts-for.ts'
import { loadWorkflow } from './load-workflow.ts'
import type { NamedRecords } from './named-records.ts'
import { type PastNeeds, pastEvents } from './past-events.ts'
import type { Action, Workflow, WorkflowContent } from './workflow.ts'
import type { Considered } from './workflow-run.ts'

type Needs = Parameters<typeof loadWorkflow>[0] & NamedRecords & FactNeeds & PastNeeds

/** What a workflow would have done about one past event. */
export type Trial = { subject: Subject; considered: Considered; actions: Action[] }

/** So many events are looked at at once. */
const atOnce = 10

/**
 * What a workflow, or what somebody is writing of it, would have done about the last so many events of its trigger, the newest
 * first: as if it were alone, and with what is known today, but for open hours and the time of the day. Nothing is written.
 * Throws `workflow_invalid`, `not_found`, `forbidden`.
 */
export const tryWorkflow = async (
  app: Needs,
  principal: Principal,
  id: WorkflowId,
  { last, draft }: { last: number; draft?: WorkflowContent },
): Promise<Trial[]> => {
  requireAdmin(principal)
  const { workspace } = principal
  const workflow: Workflow = { ...(await loadWorkflow(app, principal, id)), ...draft }
  if (draft) await requireValidWorkflow(app, workspace, draft)
  const subjects = await pastEvents(app, workspace, workflow.trigger.type, last)
  const names = factsNamedIn([workflow])
  const facts = await inParallel(subjects, atOnce, (subject) => factsFor(app, subject, names))
  const trials: Trial[] = []
  const paces = new Map<string, Pace>()
  // From the oldest on, so that one that has just acted cools down as it would have.
  for (const [i, subject] of [...subjects.entries()].reverse()) {
    const about = subject.conversationId ?? subject.contactId ?? ''
    const pace = paces.get(about) ?? { runs: [], acted: {} }
    const [considered] = decideWorkflows([workflow], facts[i] ?? {}, { pace }, subject.at)
    if (!considered) continue
    const actions = actionsOf(workflow, considered)
    if (actions.length > 0)
      paces.set(about, { runs: [...pace.runs, subject.at], acted: { [id]: subject.at } })
    trials.push({ subject, considered, actions })
  }
  return trials.reverse()
}
