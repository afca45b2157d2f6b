import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { UnreadableId } from '../ids.ts'
import type { Unreadable } from './unreadable.ts'

/**
 * Takes up what could not be read, as if the carrier had delivered it now, and forgets it. Doing so twice changes nothing:
 * texts and receipts are known by the carrier's ids. `take` throws `still_unreadable` where it fails as before. Throws
 * `not_found`, `forbidden`.
 */
export const retryUnreadable = async (
  app: Pick<App, 'commit' | 'unreadable'>,
  principal: Principal,
  id: UnreadableId,
  take: (unreadable: Unreadable) => Promise<void>,
): Promise<void> => {
  requireAdmin(principal)
  const unreadable = await app.unreadable.get(principal.workspace, id, 'fresh')
  if (!unreadable) throw notFound('unreadable payload')
  if (unreadable.cut) throw new DomainError('still_unreadable', 'It was too long to be kept whole.')
  await take(unreadable)
  await app.commit({ remove: unreadable })
}
