import type { App } from '../app.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { ContactId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case, ContactCase } from './case.ts'

type Needs = Pick<App, 'cases' | 'clock' | 'commit' | 'contacts'>

/** How many cases are read at once. */
const pageSize = 50

/**
 * Gives the cases of a contact to the one that it was merged into. Safe to repeat, and goes on where it was cut off: each case
 * moves by itself, and leaves the list of the contact that it was of.
 */
export const followMerge = async (app: Needs, workspace: WorkspaceId, id: ContactId): Promise<void> => {
  const target = await findContact(app, workspace, id)
  if (!target || target.id === id) return
  while (true) {
    const page = await app.cases.ofContact(workspace, id, { limit: pageSize }, 'fresh')
    if (page.length === 0) return
    for (const { record } of page) await move(app, record, target.id)
  }
}

/** Nobody asked for it of the case itself. */
const ofContact = ({ by: _, ...one }: Case, contactId: ContactId): Case => ({ ...one, contactId })

const move = (app: Needs, { workspace, contactId: from, caseId }: ContactCase, contactId: ContactId) =>
  retryOnConflict(app, async () => {
    const [entry, one] = await Promise.all([
      app.cases.contactCase({ workspace, contactId: from, id: caseId }),
      app.cases.get(workspace, caseId, 'fresh'),
    ])
    if (!entry) return
    const moved = one ? [{ ...entry, contactId, version: 0 }, ofContact(one, contactId)] : []
    await app.commit({ remove: entry }, ...moved)
  })
