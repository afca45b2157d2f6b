import type { App } from '../app.ts'
import type { Job, Taken } from '../jobs/job.ts'
import { conversationPage } from './conversation-page.ts'
import { contactRows, suppressionRows, withNamesOf } from './export-rows.ts'
import { messagePage } from './message-page.ts'

/** `next`: where the page after it begins. `names`: the columns so far that only contacts have. */
export type ExportPage = { rows: string[][]; names: string[]; next?: string }

type Needs = Pick<
  App,
  'agents' | 'clock' | 'contacts' | 'conversations' | 'messages' | 'numbers' | 'reports' | 'teams'
>

const contactsOfPage = 500

/** The rows of the page of an export that begins at its position. */
export const readExportPage = async (app: Needs, { workspace }: Job, taken: Taken): Promise<ExportPage> => {
  const { what, names, days, from } = taken
  if (!days) return contactPage(app, workspace, taken)
  const page = what === 'messages' ? messagePage : conversationPage
  return { names, ...(await page(app, workspace, days, from)) }
}

const contactPage = async (app: Needs, workspace: Job['workspace'], taken: Taken): Promise<ExportPage> => {
  const { what, names: known, from } = taken
  const found = await app.contacts.list(workspace, { limit: contactsOfPage + 1, from })
  const contacts = found.slice(0, contactsOfPage).map(({ record }) => record)
  const next = found[contactsOfPage]?.order
  const now = app.clock.now()
  if (what === 'contacts') {
    const names = withNamesOf(known, contacts)
    return { names, next, rows: contacts.flatMap((contact) => contactRows(contact, names, now)) }
  }
  const numbers = await app.numbers.list(workspace)
  return { names: known, next, rows: contacts.flatMap((contact) => suppressionRows(contact, numbers, now)) }
}
