import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { readConversation } from '../conversations/read-conversation.ts'
import { DomainError } from '../error.ts'
import { doneOnce } from '../idempotency/serve-once.ts'
import type { ConversationId, WorkflowId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { actionsOf, decideWorkflows } from './decide-workflows.ts'
import { type ActionNeeds, doAction } from './do-action.ts'
import { doOnce } from './do-once.ts'
import { type FactNeeds, factsFor, factsNamedIn } from './facts-for.ts'
import { loadWorkflow } from './load-workflow.ts'
import type { Occasion } from './occasion.ts'
import { rehearse } from './rehearse.ts'
import type { Action, Workflow, WorkflowContent } from './workflow.ts'
import {
  type Considered,
  type DoneAction,
  type RunPlace,
  runsKeptFor,
  subjectOf,
  type WorkflowRun,
} from './workflow-run.ts'

type Needs = ActionNeeds &
  FactNeeds &
  Pick<App, 'clock' | 'commit' | 'keyedRequests' | 'webhookQueue' | 'workflowRuns' | 'workflows'>

/** `text`: in a rehearsal, what would be sent. */
export type MacroAction = DoneAction & { text?: OutboundMessage }

/** Which branch fitted, and what became of each of its actions. */
export type MacroRun = Omit<Considered, 'actions'> & { actions: MacroAction[] }

/**
 * `dry`: nothing is done; it is said what would be. `requestName`: the same for a request that comes again, so that an action that was
 * done is not done twice.
 */
type MacroRequest = { conversationId: ConversationId; dry: boolean; requestName: string }

/**
 * Runs a macro in a conversation for whoever starts it: with their rights, and in their name. Each action is one transaction
 * with the word that it was done; what is refused says why, and the next ones are still done. It leaves a run, as workflows do that
 * begin by themselves. Throws `workflow_not_manual`,
 * `workflow_off`, `forbidden`, `not_found`.
 */
export const runMacro = async (
  app: Needs,
  principal: Principal,
  id: WorkflowId,
  { conversationId, dry, requestName }: MacroRequest,
): Promise<MacroRun> => {
  requireScope(principal, 'manage')
  const workflow = await loadWorkflow(app, principal, id)
  if (workflow.trigger.type !== 'manual')
    throw new DomainError('workflow_not_manual', 'People start only workflows whose trigger is manual.')
  if (!workflow.on) throw new DomainError('workflow_off', 'The workflow is off: an admin can switch it on.')
  const { contactId } = await readConversation(app, principal, conversationId)
  const at = app.clock.now()
  const occasion: Occasion = {
    ...{ workflow: { id, name: workflow.name }, trigger: 'manual', eventId: requestName, at },
    ...{ conversationId, contactId },
  }
  if (!dry) return runOnce(app, principal, workflow, occasion)
  const considered = await decide(app, principal, workflow, occasion)
  return {
    ...considered,
    actions: await rehearseAll(app, principal, actionsOf(workflow, considered), occasion),
  }
}

const decide = async (
  app: Needs,
  { workspace }: Principal,
  workflow: Workflow,
  { at, conversationId, contactId }: Occasion,
): Promise<Considered> => {
  const facts = await factsFor(app, { workspace, at, conversationId, contactId }, factsNamedIn([workflow]))
  const [considered] = decideWorkflows([workflow], facts, { pace: { runs: [], acted: {} } }, at)
  if (!considered) throw new Error('A workflow is always considered.')
  return considered
}

/** The run is written with its decision before anything is done, as that of an event is, and again with what became of it. */
const runOnce = async (
  app: Needs,
  principal: Principal,
  workflow: Workflow,
  occasion: Occasion,
): Promise<MacroRun> => {
  const run = await writeOnce(app, principal, workflow, occasion)
  const [decided] = run.considered
  if (!decided) throw new Error('The run of a macro has one workflow.')
  const content = await contentAt(app, workflow, decided.workflowVersion)
  const planned = actionsOf(content, decided)
  const considered = {
    ...decided,
    actions: await doAll(app, principal, planned, { ...occasion, at: run.at }),
  }
  // The same request may have come twice at once: both did the same.
  await isWritten(app.commit({ ...run, considered: [considered], doneAt: run.doneAt ?? app.clock.now() }))
  return considered
}

/** The run of a request, as whoever was the first to write it has decided it. */
const writeOnce = async (
  app: Needs,
  principal: Principal,
  workflow: Workflow,
  occasion: Occasion,
): Promise<WorkflowRun> => {
  const { workspace, id } = principal
  const key = `run:${occasion.eventId}:decision`
  const place = await doneOnce(
    app,
    { workspace, principal: id, key, fingerprint: 'workflow' },
    async (gathering) => {
      const run = newRun(principal, occasion, await decide(gathering, principal, workflow, occasion))
      const { eventId, at, about, expiresAt } = run
      await gathering.commit(run, {
        ...{
          kind: 'workflow_use',
          workspace,
          workflowId: workflow.id,
          eventId,
          at,
          about,
          expiresAt,
          version: 0,
        },
      })
      return placeOf(run)
    },
  )
  const run = await app.workflowRuns.get(place)
  if (!run) throw new Error('The run of a macro was forgotten before its request.')
  return run
}

const newRun = (principal: Principal, occasion: Occasion, considered: Considered): WorkflowRun => {
  const { eventId, at, conversationId, contactId } = occasion
  return {
    ...{ kind: 'workflow_run', workspace: principal.workspace, eventId, at, trigger: 'manual' },
    ...{ about: subjectOf(occasion), conversationId, contactId },
    ...{ startedBy: principal.id, startedByName: principal.name, considered: [considered] },
    ...{ expiresAt: at + runsKeptFor, version: 0 },
  }
}

const placeOf = ({ workspace, about, at, eventId }: WorkflowRun): RunPlace => ({
  workspace,
  about,
  at,
  eventId,
})

/** As it was when it was decided, though somebody may have edited it before the request came again. */
const contentAt = async (
  app: Pick<App, 'workflows'>,
  workflow: Workflow,
  version: number,
): Promise<WorkflowContent> => {
  if (workflow.version === version) return workflow
  return (await app.workflows.version(workflow.workspace, workflow.id, version))?.content ?? workflow
}

/** One after the other: what the first does is there for the next. */
const doAll = async (
  app: Needs,
  principal: Principal,
  actions: Action[],
  occasion: Occasion,
): Promise<MacroAction[]> => {
  const done: MacroAction[] = []
  for (const [place, action] of actions.entries()) {
    done.push(await doOnce(app, principal, { action, place, occasion }))
  }
  return done
}

const rehearseAll = async (
  app: Needs,
  principal: Principal,
  actions: Action[],
  occasion: Occasion,
): Promise<MacroAction[]> => {
  const rehearsal = rehearse(app)
  const done: MacroAction[] = []
  for (const action of actions) {
    const { id, ...outcome } = await doAction(rehearsal.app, principal, action, occasion)
    const text = rehearsal.written().find((record) => record.kind === 'message')
    done.push({
      ...outcome,
      // Nobody could ask for what a rehearsal has made, only for the agent whom it has chosen.
      ...(action.action === 'assign_agent' && { id }),
      ...(text?.direction === 'outbound' && { text }),
    })
  }
  return done
}
