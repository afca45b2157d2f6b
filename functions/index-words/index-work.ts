import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import { indexWords } from '#domain/search/index-words.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type MessageEvent = Extract<ParleyEvent, { type: 'message.received' | 'message.created' | 'message.updated' }>

/** An event of the bus that tells of a text becomes one use case. Which events come is said in lib/stacks/search-stack.ts. */
export const indexWork = (app: Pick<App, 'commit' | 'messages'>): QueueWork<MessageEvent> => ({
  parse: busEvent<MessageEvent>,
  about: ({ id, type, data }) => ({ event: id, type, messageId: data.message_id }),
  work: ({ workspace, data }) => indexWords(app, workspace as WorkspaceId, data.message_id as MessageId),
})
