import { codeLength, exampleCode } from '#wiring/portal.ts'
import type { App } from '../app.ts'
import type { Case } from './case.ts'
import { endOfPage, hasEnded } from './case-page.ts'

/** Where customers open pages, without a slash at its end. */
export type Portal = { portalUrl: string }

/** Where a code opens its page. */
export const pageAddress = ({ portalUrl }: Portal, code: string): string => `${portalUrl}/c/${code}`

/** A code that nobody can guess. */
export const drawCode = ({ randomId }: Pick<App, 'randomId'>): string => randomId(codeLength)

/** What a text may say of a page that is not there: as long as what it will say. */
export const exampleLinks = (portal: Portal) => ({ case: pageAddress(portal, exampleCode) })

type Paged = Pick<Partial<Case>, 'linkCode' | 'linkRevoked' | 'state' | 'resolvedAt'>

/**
 * The code that a text of the case may say: that of its page, or one that `draw` makes for a page which is still to be written.
 * Undefined where somebody took the page away, since nobody expects a text to bring it back, and where it has ended.
 */
export const codeForText = (
  { linkCode, linkRevoked, state = 'open', resolvedAt }: Paged,
  now: number,
  draw: () => string,
): string | undefined =>
  linkRevoked || hasEnded(endOfPage({ state, resolvedAt }), now) ? undefined : (linkCode ?? draw())

/** What a text would say of the page: an example while there is none. Nothing is written. */
export const previewedLinks = (app: Portal & Pick<App, 'clock'>, one: Paged) => {
  const code = codeForText(one, app.clock.now(), () => exampleCode)
  return code === undefined ? {} : { case: pageAddress(app, code) }
}
