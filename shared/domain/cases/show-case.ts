import type { App } from '../app.ts'
import type { CaseId, NumberId, WorkspaceId } from '../ids.ts'
import { isSame } from '../is-same.ts'
import type { Message } from '../messages/message.ts'
import { isTextable } from '../numbers/number.ts'
import type { Address } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import type { Case } from './case.ts'
import {
  type CasePage,
  type EntryWithText,
  endOfPage,
  hasEnded,
  isPublic,
  pageEntriesOf,
} from './case-page.ts'
import { chooseCaseNumber } from './choose-case-number.ts'
import { lastDigits, type PageLock } from './page-lock.ts'

/** What a page is made from. */
export type PageNeeds = Pick<App, 'cases' | 'messages' | 'numbers' | 'pageLocks' | 'settings' | 'threads'>
type Needs = PageNeeds & Pick<App, 'casePages' | 'clock' | 'commit'>

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
    const next = await pageOf(app, { ...one, linkCode: code }, known?.lock)
    if (known && isSame({ ...known, version: 0 }, next)) return
    // With the link: where that is taken away at this moment, so is the page.
    await app.commit({ ...next, version: known?.version ?? 0 }, link)
  })

type Linked = Case & { linkCode: string }

/** The page as the case is now. `known`: the lock that it has. */
export const pageOf = async (app: PageNeeds, one: Linked, known?: PageLock): Promise<CasePage> => {
  const [entries, settings] = await Promise.all([entriesOf(app, one), app.settings.get(one.workspace)])
  const { workspace, id: caseId, number, subject, status, state, linkCode: code } = one
  const textTo = await numberFor(app, one, entries, settings)
  const expiresAt = endOfPage(one)
  const lock = settings.casePageAsksDigits === 'on' && lockOf(app, one, known)
  return {
    ...{ kind: 'case_page', workspace, code, caseId, company: settings.companyName },
    zone: settings.reportZone,
    ...{ number, subject, ...(status !== undefined && { status }), state },
    ...(textTo && { textTo }),
    ...(lock && { lock }),
    entries: pageEntriesOf(entries),
    ...(expiresAt !== undefined && { expiresAt }),
    version: 0,
  }
}

/** The same one while the phone is the same: a new one ends the passes that there are. */
const lockOf = ({ pageLocks }: PageNeeds, { linkCode: code, phone }: Linked, known?: PageLock): PageLock => {
  const digits = lastDigits(phone)
  return known && pageLocks.fits(code, known, digits) ? known : pageLocks.make(code, digits)
}

const entriesOf = async (app: PageNeeds, { workspace, id }: Case): Promise<EntryWithText[]> => {
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

/** The number of the case; else the one by which its newest text went; else one that the customer would be texted from. */
const numberFor = async (
  app: PageNeeds,
  one: Case,
  entries: EntryWithText[],
  settings: Settings,
): Promise<Address | undefined> => {
  const own = one.numberId && (await app.numbers.get(one.workspace, one.numberId))
  if (own) return own.address
  const newest = entries.find(({ message }) => message)?.message
  return newest ? ourSide(newest) : usualNumber(app, one, settings)
}

/** The number of the customer's newest conversation, one of those for cases, or the first one; none that takes no texts. */
const usualNumber = async (app: PageNeeds, one: Case, settings: Settings): Promise<Address | undefined> => {
  const [thread, all] = await Promise.all([
    app.threads.byPhone(one.workspace, one.phone, 'fresh'),
    app.numbers.list(one.workspace),
  ])
  const last = thread?.heads.at(-1)?.numberId ?? thread?.writtenTo.at(-1)
  const forCase = thread && (await chooseCaseNumber(app, settings, thread, one))?.numberId
  const textable = all.filter(isTextable)
  const byId = (id: NumberId | undefined) => textable.find((number) => number.id === id)
  return (byId(last) ?? byId(forCase) ?? textable[0])?.address
}

const ourSide = ({ direction, from, to }: Message): Address => (direction === 'inbound' ? to : from)
