import type { EventBridgeEvent } from 'aws-lambda'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { followMerge } from '#domain/cases/follow-merge.ts'
import type { ContactId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Followed = Extract<ParleyEvent, { type: 'message.received' | 'message.created' | 'record.changed' }>
type Needs = Pick<App, 'cases' | 'clock' | 'commit' | 'contacts' | 'messages' | 'threads'>

/** An event of the bus becomes one use case. Which events come is said in lib/stacks/case-stack.ts. */
export const filingWork = (app: Needs): QueueWork<Followed> => ({
  parse: (body) => (JSON.parse(body) as EventBridgeEvent<string, Followed>).detail,
  about: ({ id, type, data }) => ({
    event: id,
    type,
    ...('message_id' in data && { messageId: data.message_id }),
  }),
  work: async (event) => {
    const workspace = event.workspace as WorkspaceId
    if (event.type === 'record.changed') return followMerge(app, workspace, event.data.record_id as ContactId)
    return followFiling(app, workspace, event.data.message_id as MessageId)
  },
})
