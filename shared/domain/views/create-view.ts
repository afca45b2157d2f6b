import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { requireNoContradiction } from '../conversations/list-conversations.ts'
import { sortableId } from '../ids.ts'
import type { SavedView } from './saved-view.ts'

export type ViewFacts = Pick<SavedView, 'name' | 'filter' | 'shared'>

/**
 * A view of one's own, for oneself or for everybody. Throws `forbidden` for programs that may not manage, and
 * `validation_failed` for a filter that contradicts itself.
 */
export const createView = async (
  app: Pick<App, 'randomId' | 'clock' | 'commit'>,
  principal: Principal,
  facts: ViewFacts,
): Promise<SavedView> => {
  requireScope(principal, 'manage')
  requireNoContradiction(facts.filter)
  const { workspace, id: owner, name: ownerName } = principal
  const createdAt = app.clock.now()
  const id = sortableId('viw', createdAt, app.randomId)
  const view: SavedView = {
    kind: 'saved_view',
    workspace,
    id,
    owner,
    ...(ownerName && { ownerName }),
    ...facts,
    createdAt,
    version: 0,
  }
  await app.commit(view)
  return asStored(view)
}
