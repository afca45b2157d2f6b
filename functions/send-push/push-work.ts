import type { ParleyEvent } from '#contract/events/events.ts'
import type { PushId, WorkspaceId } from '#domain/ids.ts'
import { sendPush } from '#domain/pushes/send-push.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type PushCreated = Extract<ParleyEvent, { type: 'push.created' }>

/** An event of the bus that tells of a new push becomes one use case. */
export const pushWork = (app: Parameters<typeof sendPush>[0]): QueueWork<PushCreated> => ({
  parse: busEvent<PushCreated>,
  about: ({ id, data }) => ({ event: id, pushId: data.push_id }),
  work: ({ workspace, data }) => sendPush(app, workspace as WorkspaceId, data.push_id as PushId),
})
