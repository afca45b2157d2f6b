import type { App } from '../app.ts'
import type { WidgetId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { day } from '../time.ts'
import { withConfirmed } from './watch-form.ts'

/** Longer than an event of the bus may come again. */
const onceKept = 20 * day

/** Counts a YES to the question of a widget, once. `consentId`: its entry in the ledger. */
export const countYes = (
  app: Pick<App, 'clock' | 'commit' | 'widgets'>,
  { workspace, widgetId, consentId: name }: { workspace: WorkspaceId; widgetId: WidgetId; consentId: string },
): Promise<void> =>
  retryOnConflict(app, async () => {
    const [known, use] = await Promise.all([
      app.widgets.once(workspace, widgetId, name),
      app.widgets.use(workspace, widgetId),
    ])
    // A widget that was deleted meanwhile counts nothing.
    if (known || !use) return
    const expiresAt = app.clock.now() + onceKept
    const once = { kind: 'widget_once', workspace, widgetId, name, expiresAt, version: 0 } as const
    await app.commit(once, withConfirmed(use))
  })
