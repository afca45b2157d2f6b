import type { App, StoredRecord } from '../app.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case } from './case.ts'
import { loadCase } from './load-case.ts'
import { codeForText, drawCode } from './page-address.ts'
import { type PageNeeds, pageOf } from './show-case.ts'

/** The case with a new page, and what is written with it: in one transaction, so that no code leads nowhere. */
export const withPage = async (
  app: PageNeeds,
  { linkRevoked: _, ...one }: Case,
  code: string,
): Promise<{ one: Case; records: StoredRecord[] }> => {
  const linked = { ...one, linkCode: code }
  const link = { kind: 'case_link' as const, workspace: one.workspace, code, caseId: one.id, version: 0 }
  return { one: linked, records: [link, await pageOf(app, linked)] }
}

/** Gives the case a page where it has none and nobody took it away, before a text that says its address. May be repeated. */
export const makePage = async (
  app: PageNeeds & Pick<App, 'clock' | 'commit' | 'randomId'>,
  { workspace, id }: Pick<Case, 'workspace' | 'id'>,
): Promise<void> =>
  retryOnConflict(app, async () => {
    const read = await loadCase(app, { workspace }, id)
    const code = codeForText(read, app.clock.now(), () => drawCode(app))
    if (code === undefined || code === read.linkCode) return
    const { one, records } = await withPage(app, read, code)
    await app.commit(one, ...records)
  })
