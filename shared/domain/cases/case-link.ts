import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CaseId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case } from './case.ts'
import { loadCase, requireCaseWorker } from './load-case.ts'
import { drawCode } from './page-address.ts'
import { withPage } from './page-for-text.ts'
import { showCase } from './show-case.ts'

type Needs = Pick<App, 'casePages' | 'cases' | 'clock' | 'commit'>

/**
 * The code by which the customer opens the page of the case: the one there is, or a new one. The page is there then. Throws
 * `not_found`, `forbidden`.
 */
export const createCaseLink = async (
  app: Needs & Pick<App, 'randomId'> & Parameters<typeof showCase>[0],
  principal: Principal,
  id: CaseId,
): Promise<string> => {
  requireScope(principal, 'manage')
  const code = await codeOf(app, principal, id)
  await showCase(app, principal.workspace, id)
  return code
}

const codeOf = (
  app: Needs & Pick<App, 'randomId'> & Parameters<typeof showCase>[0],
  principal: Principal,
  id: CaseId,
): Promise<string> =>
  retryOnConflict(app, async () => {
    const read = await loadOwn(app, principal, id)
    if (read.linkCode) return read.linkCode
    const code = drawCode(app)
    // One transaction: of two who ask at once, one is overtaken and gets the other's code.
    const { one, records } = await withPage(app, read, code)
    await app.commit(one, ...records)
    return code
  })

/** Takes the page away: its code never opens it again, and no text makes another one. May be repeated. Throws `not_found`, `forbidden`. */
export const revokeCaseLink = async (app: Needs, principal: Principal, id: CaseId): Promise<void> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const { linkCode, ...one } = await loadOwn(app, principal, id)
    if (!linkCode) return
    const open = await Promise.all([app.cases.link(linkCode), app.casePages.get(linkCode)])
    await app.commit(
      { ...one, linkRevoked: true },
      ...open.flatMap((record) => (record ? [{ remove: record }] : [])),
    )
  })
}

/** Fresh: whether there is a code may have been decided a moment ago. */
const loadOwn = async (app: Needs, principal: Principal, id: CaseId): Promise<Case> => {
  const one = await loadCase(app, principal, id)
  requireCaseWorker(principal, one)
  return one
}
