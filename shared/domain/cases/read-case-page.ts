import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import { type CasePage, hasEnded } from './case-page.ts'

/**
 * The page that a code opens. Throws one and the same `not_found` for a code that never was, was revoked or has ended, so that
 * nobody learns which it is.
 */
export const readCasePage = async (
  app: Pick<App, 'casePages' | 'clock'>,
  code: string,
): Promise<CasePage> => {
  const page = isCode(code) ? await app.casePages.get(code) : undefined
  if (!page || hasEnded(page.expiresAt, app.clock.now())) throw notFound('page')
  return page
}

/** Whatever else is asked for is not looked for. */
const isCode = (code: string): boolean => /^[0-9a-hjkmnp-tv-z]{12}$/.test(code)
