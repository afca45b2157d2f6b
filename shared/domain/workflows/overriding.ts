import type { WorkflowId } from '../ids.ts'
import { folded } from '../text/folded.ts'
import type { Action } from './workflow.ts'
import type { DoneAction } from './workflow-run.ts'

type Override = { done: DoneAction; action: Action; by: WorkflowId }

/**
 * Says of each action of a run whether it changed what another workflow of the same run had just done: facts are read once for all of
 * them, so two may undo each other, and the second should say so.
 */
export const createOverriding = () => {
  const last = new Map<string, WorkflowId>()
  return ({ done, action, by }: Override): DoneAction => {
    const touched = touchedBy(action)
    if (!touched || (done.outcome !== 'done' && done.outcome !== 'queued')) return done
    const overrides = last.get(touched)
    last.set(touched, by)
    return overrides && overrides !== by ? { ...done, overrides } : done
  }
}

/** What of a conversation or contact has one value, which an action sets; undefined for what only adds something. */
const touchedBy = (action: Action): string | undefined => {
  switch (action.action) {
    case 'assign_team':
      return 'team'
    case 'assign_agent':
    case 'unassign':
      return 'claim'
    case 'tag':
    case 'untag':
      return `tag ${folded(action.tag)}`
    case 'set_subject':
      return 'subject'
    case 'set_attribute':
      return `attribute ${action.key}`
    default:
      return undefined
  }
}
