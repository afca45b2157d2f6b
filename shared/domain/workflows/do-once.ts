import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { doneOnce } from '../idempotency/serve-once.ts'
import { type ActionNeeds, attemptAction, refusalOf } from './do-action.ts'
import type { Occasion } from './occasion.ts'
import type { Action } from './workflow.ts'
import type { DoneAction } from './workflow-run.ts'

type Needs = ActionNeeds & Pick<App, 'clock' | 'keyedRequests'>

/** `place`: of the action in what is done, from 0 on. */
type Once = { action: Action; place: number; occasion: Occasion }

/**
 * Does an action of a workflow for whoever runs it, once for its event and place, however often it is asked for: what it writes and
 * the word of it are one transaction. What is refused says why, and may be tried again.
 */
export const doOnce = async (
  app: Needs,
  principal: Principal,
  { action, place, occasion }: Once,
): Promise<DoneAction> => {
  const { workspace, id } = principal
  const key = `run:${occasion.eventId}:${place}`
  const request = { workspace, principal: id, key, fingerprint: 'workflow' }
  try {
    return await doneOnce(app, request, (gathering) => attemptAction(gathering, principal, action, occasion))
  } catch (error) {
    return refusalOf(action, error)
  }
}
