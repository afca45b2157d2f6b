import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { causeOf } from '../cause.ts'
import type { CaseId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { CaseEntry, CommentEntry } from './case.ts'
import { loadCase } from './load-case.ts'
import { newComment } from './new-entry.ts'

/** Writes a comment into a case, whoever's it is and whatever its state: it is never sent. Throws `not_found`. */
export const addComment = async (
  app: Pick<App, 'cases' | 'clock' | 'commit' | 'randomId'>,
  principal: Principal,
  id: CaseId,
  comment: Pick<CommentEntry, 'body' | 'public'>,
): Promise<CaseEntry & CommentEntry> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const one = await loadCase(app, principal, id)
    const entry = newComment(app, principal, one, comment)
    await app.commit({ ...one, lastActivityAt: entry.at, by: causeOf(principal) }, entry)
    return asStored(entry)
  })
}
