import { createKnown } from '#adapters/known.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { NumberId, WorkspaceId } from '#domain/ids.ts'
import { type Audience, fanOut, readAudience } from '#domain/webhooks/fan-out.ts'
import { times } from '#wiring/times.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'
import { fullData } from './full-data.ts'

type App = Parameters<typeof fanOut>[0] & Parameters<typeof fullData>[0]

/** More workspaces than have events within the time; one that was forgotten is read again. */
const bounds = { keptFor: times.audienceKept, most: 1_000 }

/** Whom a workspace tells of events, read once in some seconds, however many events there are. */
export const createAudiences = (app: App, now?: () => number) => {
  const known = createKnown<Audience>(bounds, now)
  return (workspace: WorkspaceId): Promise<Audience> => known(workspace, () => readAudience(app, workspace))
}

/** An event of the bus becomes one use case. */
export const eventWork = (
  app: App,
  audienceOf: (workspace: WorkspaceId) => Promise<Audience>,
): QueueWork<ParleyEvent> => ({
  parse: busEvent,
  about: ({ id, type }) => ({ event: id, type }),
  work: async (event) => {
    const { id, type, data } = event
    const workspace = event.workspace as WorkspaceId
    const numberId = 'number_id' in data ? (data.number_id as NumberId | undefined) : undefined
    const outgoing = { id, type, at: Date.parse(event.at), workspace, numberId, data }
    return fanOut(app, await audienceOf(workspace), outgoing, () => fullData(app, event))
  },
})
