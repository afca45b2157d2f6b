import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { CaseEntryId, CaseId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { CaseEntry } from './case.ts'
import { unfit } from './case-facts.ts'
import { entryIdOf } from './follow-filing.ts'
import { loadCase } from './load-case.ts'
import { readableIn, readCase, type ShownEntry, withText } from './read-case.ts'

type Needs = Pick<App, 'cases' | 'clock' | 'conversations' | 'messages'>

/** The texts of a case that came or went with pictures and other files, newest first, the last twenty. Throws `not_found`. */
export const readAttachments = async (
  app: Needs,
  principal: Principal,
  id: CaseId,
): Promise<ShownEntry[]> => {
  const one = await readCase(app, principal, id)
  const { workspace, attachments = [] } = one
  const entries = await Promise.all(
    attachments.toReversed().map((text) => app.cases.entry(workspace, id, entryIdOf(text))),
  )
  const here = entries.filter((entry) => entry?.type === 'text' && !entry.gone) as CaseEntry[]
  const shown = await Promise.all(here.map((entry) => withText(app, entry)))
  return readableIn(app, principal, one, shown)
}

/**
 * Says whether the customer may see an entry of their case. Texts and their files may be seen unless somebody takes that away.
 * Throws `not_found`, and `validation_failed` where no text or comment has the id.
 */
export const showEntry = async (
  app: Needs & Pick<App, 'commit'>,
  principal: Principal,
  id: CaseId,
  entryId: CaseEntryId,
  isPublic: boolean,
): Promise<ShownEntry> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const one = await loadCase(app, principal, id)
    const entry = await app.cases.entry(principal.workspace, id, entryId)
    if (entry?.type !== 'text' && entry?.type !== 'comment') throw noEntry()
    const [shown] = await readableIn(app, principal, one, [await withText(app, entry)])
    if (!shown) throw noEntry()
    const next = shownEntry(entry, isPublic)
    // The page of the customer follows the case.
    await app.commit(next, ...(one.linkCode ? [one] : []))
    return { ...shown, entry: asStored(next) }
  })
}

const noEntry = () => unfit('entry_id', 'No text or comment of this case has this id.')

const shownEntry = (entry: CaseEntry, isPublic: boolean): CaseEntry => {
  if (entry.type === 'comment') return { ...entry, public: isPublic }
  if (entry.type !== 'text') return entry
  const { internal: _, ...shown } = entry
  return isPublic ? shown : { ...shown, internal: true }
}
