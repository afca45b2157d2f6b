import type { App } from '#domain/app.ts'
import type { CasePage, PagePicture } from '#domain/cases/case-page.ts'
import { openCasePage, unlockCasePage } from '#domain/cases/unlock-page.ts'
import { DomainError } from '#domain/error.ts'
import { requestBody } from '../../edge/request-body.ts'
import type { PublicAnswer, PublicEvent, Surface } from '../router.ts'
import { digitsForm } from './digits-form.ts'
import { casePageAnswer, type LinkedEntry, noPageAnswer } from './page.ts'
import { passCookie, passIn } from './pass-cookie.ts'
import { wordsFor } from './words.ts'

type Needs = Pick<App, 'casePages' | 'clock' | 'pageLocks'> & {
  files: Pick<App['files'], 'keptFor' | 'link'>
}

/** The page of a case for its customer, `/c/<code>`. */
export const casePageSurfaces = (app: Needs): Surface[] => [
  { method: 'GET', path: '/c/{code}', answer: (event) => show(app, event) },
  { method: 'POST', path: '/c/{code}', answer: (event) => unlock(app, event) },
]

const show = async (app: Needs, event: PublicEvent) => {
  const words = wordsFor(event.headers['accept-language'])
  const page = await openCasePage(app, codeIn(event), passIn(event)).catch(undefinedIfNone)
  if (page === 'locked') return digitsForm(words)
  return page ? casePageAnswer(words, page, await linked(app, page)) : noPageAnswer(words)
}

const unlock = async (app: Needs, event: PublicEvent) => {
  const words = wordsFor(event.headers['accept-language'])
  const code = codeIn(event)
  const unlocked = await unlockCasePage(app, code, digitsIn(event)).catch(undefinedIfNone)
  if (unlocked === undefined) return noPageAnswer(words)
  return typeof unlocked === 'string' ? digitsForm(words, unlocked) : toPage(code, unlocked)
}

/** By a request of its own, so that loading the page again sends no digits. */
const toPage = (code: string, { pass }: { pass?: string }): PublicAnswer => ({
  statusCode: 303,
  headers: { location: `/c/${code}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  ...(pass !== undefined && { cookies: [passCookie(code, pass)] }),
  body: '',
})

/** The field of the form; empty where there is none. */
const digitsIn = (event: PublicEvent): string =>
  new URLSearchParams(requestBody(event)).get('digits')?.trim() ?? ''

const codeIn = ({ pathParameters }: PublicEvent): string => pathParameters?.code ?? ''

const undefinedIfNone = (error: unknown): undefined => {
  if (!(error instanceof DomainError)) throw error
}

const linked = (app: Needs, { entries }: CasePage): Promise<LinkedEntry[]> =>
  Promise.all(
    entries.map(async ({ pictures = [], ...entry }) => ({
      ...entry,
      pictures: await Promise.all(
        pictures.filter((one) => isKept(app, one)).map((picture) => link(app, picture)),
      ),
    })),
  )

/** Pictures go when the deployment says so, without a word to the page. */
const isKept = ({ clock, files: { keptFor } }: Needs, { since }: PagePicture): boolean =>
  keptFor === undefined || clock.now() < since + keptFor

const link = async ({ clock, files }: Needs, { key, width, height }: PagePicture) => {
  const { url } = await files.link(key, clock.now())
  return { url, width, height }
}
