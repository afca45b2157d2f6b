import type { ParleyEvent } from '#contract/events/events.ts'
import type { AgentId, ConversationId, MessageId, NoteId, NumberId, WorkspaceId } from '#domain/ids.ts'
import { callMentioned } from '#domain/notices/call-mentioned.ts'
import { notifyUsers } from '#domain/notices/notify-users.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Told = Extract<ParleyEvent, { type: 'message.received' | 'note.created' }>
type Needs = Parameters<typeof notifyUsers>[0] & Parameters<typeof callMentioned>[0]

/** An event of the bus that tells of a customer's text, or of a note, becomes one use case. */
export const noticeWork = (app: Needs): QueueWork<Told> => ({
  parse: busEvent<Told>,
  about: ({ id, type }) => ({ event: id, type }),
  work: async (event) => {
    const workspace = event.workspace as WorkspaceId
    if (event.type === 'note.created') return callMentioned(app, workspace, mentionIn(event))
    const { number_id, conversation_id, message_id } = event.data
    if (!conversation_id) return
    await notifyUsers(app, workspace, {
      numberId: number_id as NumberId,
      conversationId: conversation_id as ConversationId,
      messageId: message_id as MessageId,
    })
  },
})

const mentionIn = ({ data, by }: Extract<Told, { type: 'note.created' }>) => ({
  id: data.note_id as NoteId,
  conversationId: data.conversation_id as ConversationId,
  mentions: (data.mentions ?? []) as AgentId[],
  ...(by && 'id' in by && { by: by.id }),
})
