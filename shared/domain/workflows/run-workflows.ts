import type { ProgramPrincipal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { isWritten, retryOnConflict } from '../retry-on-conflict.ts'
import { hour } from '../time.ts'
import { actionsOf, decideWorkflows } from './decide-workflows.ts'
import type { ActionNeeds } from './do-action.ts'
import { doOnce } from './do-once.ts'
import { type FactNeeds, factsFor, factsNamedIn } from './facts-for.ts'
import type { Happening } from './happening.ts'
import { markChanges } from './mark-changes.ts'
import type { Occasion } from './occasion.ts'
import { createOverriding } from './overriding.ts'
import type { Workflow, WorkflowContent } from './workflow.ts'
import {
  type Considered,
  type DoneAction,
  newPace,
  paceAfter,
  runsKeptFor,
  subjectOf,
  type WorkflowRun,
  type WorkflowUse,
} from './workflow-run.ts'

export type RunNeeds = ActionNeeds &
  FactNeeds &
  Pick<App, 'clock' | 'commit' | 'keyedRequests' | 'workflowRuns' | 'workflows'>

/**
 * Runs the workflows of what happened, in their order: what each of them does is decided and written first, and then done,
 * every action in one transaction with the word that it was. So an event that comes again, or a worker that dies at any line, does
 * nothing twice and leaves nothing out. What a workflow has done starts none: there is a run only where another would have acted on it,
 * to say so. `workflows`: those that are on.
 */
export const runWorkflows = async (
  app: RunNeeds,
  happening: Happening,
  workflows: readonly Workflow[],
): Promise<void> => {
  const concerned = workflows.filter(({ trigger }) => happening.triggers.includes(trigger.type))
  const trigger = happening.triggers.find((type) => concerned.some((one) => one.trigger.type === type))
  if (!trigger) return
  const run = await decideOnce(app, { ...happening, trigger }, concerned)
  if (!run || run.doneAt !== undefined) return
  const considered = await doAll(app, { run, happening, workflows: concerned })
  // Another delivery of the event may have been faster: it did the same.
  await isWritten(app.commit({ ...run, considered, doneAt: app.clock.now() }))
}

/** The decision on an event, as whoever was the first to write it has made it; none where there is nothing to say. */
const decideOnce = (
  app: RunNeeds,
  happening: Happening & Pick<WorkflowRun, 'trigger'>,
  workflows: readonly Workflow[],
): Promise<WorkflowRun | undefined> =>
  retryOnConflict(app, async (reading) => {
    const { workspace, eventId, at, trigger, conversationId, contactId, causedBy } = happening
    const about = subjectOf(happening)
    const key = { workspace, about, at, eventId }
    const known = reading === 'fresh' ? await app.workflowRuns.get(key) : undefined
    if (known) return known
    const [facts, found] = await Promise.all([
      factsFor(app, happening, factsNamedIn(workflows)),
      causedBy ? undefined : app.workflowRuns.pace(workspace, about, reading),
    ])
    const now = app.clock.now()
    const pace = found ?? newPace({ workspace, about })
    const considered = decideWorkflows(workflows, facts, { pace, causedBy }, now)
    if (causedBy && !considered.some((one) => one.causedBy)) return undefined
    const acting = considered.filter(isActing).map(({ workflowId }) => workflowId)
    const expiresAt = now + runsKeptFor
    const isDone = acting.length === 0 && { doneAt: now }
    const run: WorkflowRun = {
      kind: 'workflow_run',
      ...key,
      conversationId,
      contactId,
      trigger,
      considered,
      ...isDone,
      expiresAt,
      version: 0,
    }
    const uses = acting.map(
      (workflowId): WorkflowUse => ({
        ...{ kind: 'workflow_use', workspace, workflowId, eventId, at, about, expiresAt, version: 0 },
      }),
    )
    await app.commit(run, ...uses, ...(acting.length > 0 ? [paceAfter(pace, acting, now)] : []))
    return asStored(run)
  })

const isActing = ({ actions }: Considered): boolean => actions.length > 0

type Doing = { run: WorkflowRun; happening: Happening; workflows: readonly Workflow[] }

/** One after the other: what the first does is there for the next. */
const doAll = async (app: RunNeeds, doing: Doing): Promise<Considered[]> => {
  const done: Considered[] = []
  const overriding = createOverriding()
  for (const one of doing.run.considered) {
    done.push(isActing(one) ? { ...one, actions: await doActions(app, { ...doing, overriding }, one) } : one)
  }
  return done
}

const doActions = async (
  app: RunNeeds,
  { run, happening, workflows, overriding }: Doing & { overriding: ReturnType<typeof createOverriding> },
  one: Considered,
): Promise<DoneAction[]> => {
  const content = await contentOf(app, run, one, workflows)
  if (!content || isTooLate(run, app.clock.now())) return one.actions.map(cutShort)
  const { workspace, eventId, at, trigger } = run
  const { workflowId: id } = one
  const { conversationId, contactId, messageId, caseId } = happening
  const about = { conversationId, contactId, messageId, caseId }
  const occasion: Occasion = { workflow: { id, name: content.name }, trigger, eventId, at, ...about }
  const principal: ProgramPrincipal = {
    ...{ kind: 'program', workspace, id, name: content.name, scopes: ['read', 'send', 'manage'] },
  }
  const marking = markChanges(app, id)
  const done: DoneAction[] = []
  for (const [place, action] of actionsOf(content, one).entries()) {
    const outcome = await doOnce(marking, principal, { action, place, occasion })
    done.push(overriding({ done: outcome, action, by: id }))
  }
  return done
}

/** The workflow as it was when it was decided, though somebody may have edited or deleted it since. */
const contentOf = async (
  app: Pick<App, 'workflows'>,
  { workspace }: WorkflowRun,
  { workflowId, workflowVersion }: Considered,
  workflows: readonly Workflow[],
): Promise<WorkflowContent | undefined> => {
  const known = workflows.find(({ id, version }) => id === workflowId && version === workflowVersion)
  return known ?? (await app.workflows.version(workspace, workflowId, workflowVersion))?.content
}

/** What was done is known for a day: whatever comes back later, from the dead letters say, is not begun any more. */
const isTooLate = ({ expiresAt }: WorkflowRun, now: number): boolean =>
  now > expiresAt - runsKeptFor + 22 * hour

const cutShort = ({ action }: DoneAction): DoneAction => ({
  ...{ action, outcome: 'refused', code: 'too_late' },
  detail: 'The run was cut short and taken up too late: what it had not done by then was left out.',
})
