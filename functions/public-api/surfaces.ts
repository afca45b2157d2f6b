import type { App } from '#domain/app.ts'
import { casePageSurfaces } from './case-page/surface.ts'
import { type FormApp, widgetForms } from './request-widget.ts'
import type { Surface } from './router.ts'
import { widgetViews } from './show-widget.ts'
import { widgetFiles } from './widget-files.ts'

/** What it may use: a table of which it sees what is open, addresses of thumbnails, and the queue of forms. */
export type PublicApp = Pick<App, 'casePages' | 'clock' | 'pageLocks' | 'widgets'> &
  Pick<FormApp, 'keyOf' | 'enqueue'> & { files: Pick<App['files'], 'keptFor' | 'link'> }

/** What is open to everybody, each in a file or folder of its own. lib/stacks/public-stack.ts has a route for the path of each. */
export const surfacesOf = (app: PublicApp): Surface[] => [
  ...casePageSurfaces(app),
  widgetFiles(),
  ...widgetViews(app),
  ...widgetForms(app),
]
