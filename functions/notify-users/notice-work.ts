import type { ParleyEvent } from '#contract/events/events.ts'
import type { ConversationId, MessageId, NumberId, WorkspaceId } from '#domain/ids.ts'
import { notifyUsers } from '#domain/notices/notify-users.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Received = Extract<ParleyEvent, { type: 'message.received' }>

/** An event of the bus that tells of a customer's text becomes one use case. */
export const noticeWork = (app: Parameters<typeof notifyUsers>[0]): QueueWork<Received> => ({
  parse: busEvent<Received>,
  about: ({ id, data }) => ({ event: id, messageId: data.message_id }),
  work: async ({ workspace, data }) => {
    if (!data.conversation_id) return
    await notifyUsers(app, workspace as WorkspaceId, {
      numberId: data.number_id as NumberId,
      conversationId: data.conversation_id as ConversationId,
      messageId: data.message_id as MessageId,
    })
  },
})
