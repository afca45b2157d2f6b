import type { App } from '../app.ts'
import type { CaseId, WorkspaceId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { Address } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case } from './case.ts'
import {
  type CasePage,
  type EntryWithText,
  endOfPage,
  hasEnded,
  isPublic,
  pageEntriesOf,
} from './case-page.ts'

type Needs = Pick<App, 'casePages' | 'cases' | 'clock' | 'commit' | 'messages' | 'numbers' | 'settings'>

/** So many entries are read, newest first. */
const pageLength = 50

/**
 * Writes the page that the customer of a case opens, as the case is now. Nothing where the case has no page, and nothing is written
 * where the page says so already. May be repeated.
 */
export const showCase = async (app: Needs, workspace: WorkspaceId, id: CaseId): Promise<void> =>
  retryOnConflict(app, async () => {
    const code = (await app.cases.get(workspace, id, 'fresh'))?.linkCode
    if (!code) return
    const [link, known] = await Promise.all([app.cases.link(code), app.casePages.get(code)])
    // Read after the page: whoever writes it meanwhile is met as a conflict, so nothing older replaces something newer.
    const one = await app.cases.get(workspace, id, 'fresh')
    if (!link || one?.linkCode !== code || hasEnded(endOfPage(one), app.clock.now())) return
    const next = await pageOf(app, { ...one, linkCode: code })
    if (known && isSame(known, next)) return
    // With the link: where that is taken away at this moment, so is the page.
    await app.commit({ ...next, version: known?.version ?? 0 }, link)
  })

type Linked = Case & { linkCode: string }

const pageOf = async (app: Needs, one: Linked): Promise<CasePage> => {
  const [entries, { companyName }] = await Promise.all([entriesOf(app, one), app.settings.get(one.workspace)])
  const { workspace, id: caseId, number, subject, status, state, linkCode: code } = one
  const textTo = await numberFor(app, one, entries)
  const expiresAt = endOfPage(one)
  return {
    ...{ kind: 'case_page', workspace, code, caseId, company: companyName },
    ...{ number, subject, ...(status !== undefined && { status }), state },
    ...(textTo && { textTo }),
    entries: pageEntriesOf(entries),
    ...(expiresAt !== undefined && { expiresAt }),
    version: 0,
  }
}

const entriesOf = async (app: Needs, { workspace, id }: Case): Promise<EntryWithText[]> => {
  const read = await app.cases.entries(workspace, id, { limit: pageLength, reading: 'fresh' })
  const shown = read.map(({ record }) => record).filter(isPublic)
  return Promise.all(
    shown.map(async (entry) => {
      if (entry.type !== 'text') return { entry }
      const message = await app.messages.get(workspace, entry.messageId, 'fresh')
      return { entry, ...(message && { message }) }
    }),
  )
}

/** The number of the case, or else the one by which its newest text went. */
const numberFor = async (
  app: Needs,
  { workspace, numberId }: Case,
  entries: EntryWithText[],
): Promise<Address | undefined> => {
  const own = numberId && (await app.numbers.get(workspace, numberId))
  if (own) return own.address
  const newest = entries.find(({ message }) => message)?.message
  return newest && ourSide(newest)
}

const ourSide = ({ direction, from, to }: Message): Address => (direction === 'inbound' ? to : from)

const isSame = ({ version: _, ...a }: CasePage, { version: __, ...b }: CasePage): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/** Fields in one order, wherever the record comes from. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, held]) => [name, sorted(held)]),
  )
}
