import type { EventBridgeEvent } from 'aws-lambda'
import type { ParleyEvent } from '#contract/events/events.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type MessageEvent = Extract<ParleyEvent, { type: 'message.received' | 'message.created' }>

/** An event of the bus that tells of a filed text becomes one use case. Which events come is said in lib/stacks/case-stack.ts. */
export const filingWork = (app: Parameters<typeof followFiling>[0]): QueueWork<MessageEvent> => ({
  parse: (body) => (JSON.parse(body) as EventBridgeEvent<string, MessageEvent>).detail,
  about: ({ id, type, data }) => ({ event: id, type, messageId: data.message_id }),
  work: ({ workspace, data }) => followFiling(app, workspace as WorkspaceId, data.message_id as MessageId),
})
