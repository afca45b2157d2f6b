import type { ParleyEvent } from '#contract/events/events.ts'
import { drainTeams } from '#domain/assignment/drain-teams.ts'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

/**
 * An event by which an agent may have room for a conversation becomes one use case, which looks at everything itself: events
 * may come twice and in any order.
 */
export const assignmentWork = (app: Parameters<typeof drainTeams>[0]): QueueWork<ParleyEvent> => ({
  parse: busEvent<ParleyEvent>,
  about: ({ id, type }) => ({ event: id, type }),
  work: ({ workspace, data }) =>
    drainTeams(
      app,
      workspace as WorkspaceId,
      'conversation_id' in data ? (data.conversation_id as ConversationId) : undefined,
    ),
})
