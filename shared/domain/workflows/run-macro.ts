import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { readConversation } from '../conversations/read-conversation.ts'
import { DomainError } from '../error.ts'
import type { ConversationId, WorkflowId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { actionsOf, decideWorkflows } from './decide-workflows.ts'
import { type ActionNeeds, doAction } from './do-action.ts'
import { doOnce } from './do-once.ts'
import { type FactNeeds, factsFor, factsNamedIn } from './facts-for.ts'
import { loadWorkflow } from './load-workflow.ts'
import type { Occasion } from './occasion.ts'
import { rehearse } from './rehearse.ts'
import type { Action } from './workflow.ts'
import type { Considered, DoneAction } from './workflow-run.ts'

type Needs = ActionNeeds & FactNeeds & Pick<App, 'clock' | 'keyedRequests' | 'webhookQueue' | 'workflows'>

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
 * with the word that it was done; what is refused says why, and the next ones are still done. Throws `workflow_not_manual`,
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
  const about = { workspace: principal.workspace, at, conversationId, contactId }
  const facts = await factsFor(app, about, factsNamedIn([workflow]))
  const [considered] = decideWorkflows([workflow], facts, { runs: [], acted: {} }, at)
  if (!considered) throw new Error('A workflow is always considered.')
  const { name } = workflow
  const occasion: Occasion = {
    ...{ workflow: { id, name }, trigger: 'manual', eventId: requestName, at, conversationId, contactId },
  }
  const planned = actionsOf(workflow, considered)
  const actions = dry
    ? await rehearseAll(app, principal, planned, occasion)
    : await doAll(app, principal, planned, occasion)
  return { ...considered, actions }
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
