import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { notFound } from '../error.ts'
import type { WidgetId } from '../ids.ts'
import type { PageOf } from '../pages.ts'
import { unused, type Widget, type WidgetUse } from './widget.ts'

type Needs = Pick<App, 'widgets'>

/** A widget and how often its form was used. */
export type UsedWidget = { widget: Widget; use: WidgetUse }

/** One widget, fresh. Throws `forbidden`, `not_found`. */
export const loadWidget = async (app: Needs, principal: Principal, id: WidgetId): Promise<Widget> => {
  requireAdmin(principal)
  const found = await app.widgets.get(principal.workspace, id)
  if (!found) throw notFound('widget')
  return found
}

/** The same with its use. Throws `forbidden`, `not_found`. */
export const readWidget = async (app: Needs, principal: Principal, id: WidgetId): Promise<UsedWidget> =>
  withUse(app, await loadWidget(app, principal, id))

export const withUse = async (app: Needs, widget: Widget): Promise<UsedWidget> => ({
  widget,
  use: (await app.widgets.use(widget.workspace, widget.id)) ?? unused(widget),
})

/** All widgets, oldest first. Throws `forbidden`. */
export const listWidgets = async (app: Needs, principal: Principal): Promise<PageOf<UsedWidget>> => {
  requireAdmin(principal)
  const [widgets, uses] = await Promise.all([
    app.widgets.list(principal.workspace, 'fresh'),
    app.widgets.uses(principal.workspace),
  ])
  const records = widgets.map((widget) => ({
    widget,
    use: uses.find(({ widgetId }) => widgetId === widget.id) ?? unused(widget),
  }))
  return { records }
}
