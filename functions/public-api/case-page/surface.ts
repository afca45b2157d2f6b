import type { App } from '#domain/app.ts'
import type { CasePage, PagePicture } from '#domain/cases/case-page.ts'
import { readCasePage } from '#domain/cases/read-case-page.ts'
import { DomainError } from '#domain/error.ts'
import type { PublicEvent, Surface } from '../router.ts'
import { casePageAnswer, type LinkedEntry, noPageAnswer } from './page.ts'
import { wordsFor } from './words.ts'

type Needs = Pick<App, 'casePages' | 'clock'> & { files: Pick<App['files'], 'keptFor' | 'link'> }

/** The page of a case for its customer, `/c/<code>`. */
export const casePageSurfaces = (app: Needs): Surface[] => [
  { method: 'GET', path: '/c/{code}', answer: (event) => show(app, event) },
]

const show = async (app: Needs, { pathParameters, headers }: PublicEvent) => {
  const words = wordsFor(headers['accept-language'])
  const page = await readCasePage(app, pathParameters?.code ?? '').catch(undefinedIfNone)
  return page ? casePageAnswer(words, page, await linked(app, page)) : noPageAnswer(words)
}

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
