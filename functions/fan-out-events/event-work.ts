import type { ParleyEvent } from '#contract/events/events.ts'
import type { NumberId, WorkspaceId } from '#domain/ids.ts'
import { type Audience, fanOut, readAudience } from '#domain/webhooks/fan-out.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'
import { fullData } from './full-data.ts'

type App = Parameters<typeof fanOut>[0] & Parameters<typeof fullData>[0]

/** Reads whom a workspace tells of events, once for all that come together. */
export const audiencesOf = (app: App) => {
  const read = new Map<WorkspaceId, Promise<Audience>>()
  return (workspace: WorkspaceId): Promise<Audience> => {
    const audience = read.get(workspace) ?? readAudience(app, workspace)
    read.set(workspace, audience)
    return audience
  }
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
