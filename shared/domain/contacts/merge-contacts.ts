import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { causeOf } from '../cause.ts'
import { DomainError } from '../error.ts'
import type { ContactId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Contact } from './contact.ts'
import { contactChanges, findable } from './contact-changes.ts'
import { requireWithinLimits } from './contact-limits.ts'
import { withCopies } from './copies.ts'
import { externalIdChanges } from './external-ids.ts'
import { ledgerOfWords } from './ledger-of-words.ts'
import { loadContact, loadOwnContact } from './load-contact.ts'
import { mergedContact } from './merged-contact.ts'
import { shareRefusals } from './share-refusals.ts'

type Needs = Pick<
  App,
  'clock' | 'commit' | 'contacts' | 'conversations' | 'messages' | 'randomId' | 'settings' | 'threads'
>

/**
 * Makes one contact of two that are the same person. The threads of both stay as they are, now with the target as
 * their contact; conversations may keep the source's id, which stands for the target from now on. Merging again
 * changes nothing. An opt-out of either covers the phones of both. Throws `validation_failed` where together they have too much, `not_found`.
 */
export const mergeContacts = async (
  app: Needs,
  principal: Principal,
  id: ContactId,
  sourceId: ContactId,
): Promise<Contact> => {
  requireScope(principal, 'manage')
  const { workspace } = principal
  if (id === sourceId) throw new DomainError('validation_failed', 'A contact cannot be merged with itself.')
  const settings = await app.settings.get(workspace)
  const { optOutCovers } = settings
  return retryOnConflict(app, async (reading) => {
    const target = await loadOwnContact(app, workspace, id)
    const standsFor = await loadContact(app, workspace, sourceId)
    if (standsFor.id === id) return target
    const source = await loadOwnContact(app, workspace, sourceId)
    const changedBy = causeOf(principal)
    const union = findable({ ...mergedContact(target, source), changedBy }, settings)
    requireWithinLimits(union)
    const { contact: next, threads, events } = await shareRefusals(app, union, { optOutCovers, reading })
    const merged = { ...source, mergedInto: id, changedBy }
    const change = { workspace, before: [target, source], after: [next, merged] }
    const externalIds = await externalIdChanges(app, change, 'fresh')
    await app.commit(
      ...contactChanges(target, next),
      ...contactChanges(source, merged),
      ...externalIds,
      ...(await withCopies(app, next, threads)),
      ...events,
      ...ledgerOfWords(app, principal, target, next),
      ...ledgerOfWords(app, principal, source, { ...next, phones: source.phones }),
    )
    return asStored(next)
  })
}
