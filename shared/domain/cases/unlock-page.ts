import type { App } from '../app.ts'
import type { CasePage } from './case-page.ts'
import { areDigits, passFor, tryLimits } from './page-lock.ts'
import { readCasePage } from './read-case-page.ts'

type Needs = Pick<App, 'casePages' | 'clock' | 'pageLocks'>

/** The page, or that its digits have to be said first. `pass`: what the browser has of it. Throws `not_found`. */
export const openCasePage = async (
  app: Needs,
  code: string,
  pass: string | undefined,
): Promise<CasePage | 'locked'> => {
  const page = await readCasePage(app, code)
  const isOpen =
    !page.lock || (pass !== undefined && app.pageLocks.isPass(code, page.lock, pass, app.clock.now()))
  return isOpen ? page : 'locked'
}

/** `pass`: what the browser shows from now on; none where the page asks for nothing. */
type Unlocked = { pass?: string } | 'wrong' | 'too_many'

/**
 * Takes the last four digits of the customer's phone. Every try counts, right ones too, and before anybody looks at it: once there
 * were too many, right and wrong ones are answered alike. What is no four digits tells nothing and counts as none. Throws `not_found`.
 */
export const unlockCasePage = async (app: Needs, code: string, said: string): Promise<Unlocked> => {
  const { lock } = await readCasePage(app, code)
  if (!lock) return {}
  if (!areDigits(said)) return 'wrong'
  const now = app.clock.now()
  if (!(await mayTry(app, code, now))) return 'too_many'
  return app.pageLocks.fits(code, lock, said)
    ? { pass: app.pageLocks.pass(code, lock, now + passFor) }
    : 'wrong'
}

const mayTry = async ({ casePages }: Needs, code: string, now: number): Promise<boolean> => {
  for (const limit of tryLimits) if (!(await casePages.countTry(code, limit, now))) return false
  return true
}
