import type { EventBridgeEvent } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import { announceMedia, fetchMedia, type MediaJob, type MediaPorts } from '#domain/media/fetch-media.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Received = EventBridgeEvent<string, Extract<ParleyEvent, { type: 'message.received' }>>

/**
 * The queue has texts with files, as the bus tells of them, and one job for each file, which the first work on a text puts
 * there: each file has its own retries and its own end.
 */
export const mediaWork = (app: BaseApp & MediaPorts): QueueWork<Received | MediaJob> => ({
  parse: (body) => JSON.parse(body),
  about: (work) => {
    if (!('detail' in work)) return { ...work }
    const { id, data } = work.detail
    return { event: id, messageId: data.message_id }
  },
  work: (work, { attributes }) => {
    if (!('detail' in work)) return fetchMedia(app, work, Number(attributes.ApproximateReceiveCount))
    const { workspace, at, data } = work.detail
    const text = {
      workspace: workspace as WorkspaceId,
      messageId: data.message_id as MessageId,
      since: Date.parse(at),
    }
    return announceMedia(app, text, data.media_count ?? 0)
  },
})
