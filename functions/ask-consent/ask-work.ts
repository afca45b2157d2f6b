import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import type { WidgetId, WorkspaceId } from '#domain/ids.ts'
import { type AskNeeds, askConsent } from '#domain/widgets/ask-consent.ts'
import { countYes } from '#domain/widgets/count-yes.ts'
import type { WidgetJob } from '#domain/widgets/widget-job.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Yes = Extract<ParleyEvent, { type: 'consent.changed' }>
/** What the open edge puts on the queue, or the bus. */
type Told = { job: WidgetJob } | { yes: Yes }

/** A request of a form becomes a question, and a YES is counted. */
export const askWork = (app: AskNeeds & Pick<App, 'log'>): QueueWork<Told> => ({
  parse: (body) => {
    const message = JSON.parse(body)
    return 'detail' in message ? { yes: busEvent<Yes>(body) } : { job: message }
  },
  about: (told) =>
    'yes' in told ? { event: told.yes.id } : { widgetId: told.job.widgetId, job: told.job.id },
  work: async (told) => {
    if ('yes' in told) return count(app, told.yes)
    const { widgetId, id: job } = told.job
    app.log.info('a form asks', { widgetId, job, outcome: await askConsent(app, told.job) })
  },
})

const count = async (app: AskNeeds, { workspace, data: { widget_id, consent_id } }: Yes): Promise<void> => {
  if (!widget_id) return
  const widgetId = widget_id as WidgetId
  await countYes(app, { workspace: workspace as WorkspaceId, widgetId, consentId: consent_id })
}
