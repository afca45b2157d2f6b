import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { followMerge } from '#domain/cases/follow-merge.ts'
import type { CaseEntryId, CaseId, ContactId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Message } from '#domain/messages/message.ts'
import type { tellCustomer } from '#domain/outbound/tell-customer.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Followed = Extract<
  ParleyEvent,
  { type: 'message.received' | 'message.created' | 'contact.merged' | 'case.notice_due' }
>
type Needs = Pick<App, 'cases' | 'clock' | 'commit' | 'contacts' | 'messages' | 'threads'> &
  Parameters<typeof tellCustomer>[0]

/** An event of the bus becomes one use case. Which events come is said in lib/stacks/case-stack.ts. */
export const filingWork = (app: Needs): QueueWork<Followed> => ({
  parse: busEvent<Followed>,
  about: ({ id, type, data }) => ({
    event: id,
    type,
    ...('message_id' in data && { messageId: data.message_id }),
    ...('entry_id' in data && { entryId: data.entry_id }),
  }),
  work: async (event) => {
    const workspace = event.workspace as WorkspaceId
    if (event.type === 'case.notice_due') {
      const { case_id: caseId, entry_id: entryId } = event.data
      return tell(app, { workspace, caseId: caseId as CaseId, entryId: entryId as CaseEntryId })
    }
    if (event.type === 'contact.merged')
      return followMerge(app, workspace, event.data.contact_id as ContactId)
    const text = await followFiling(app, workspace, event.data.message_id as MessageId)
    if (text && event.type === 'message.received') await question(app, text)
  },
})

/** A guess may be asked about, and an answer settles what was asked. Most texts are neither: what both need is loaded then. */
const question = async (app: Needs, text: Message): Promise<void> => {
  if (text.direction !== 'inbound') return
  if (text.case?.reason === 'guess') return (await import('#domain/outbound/ask-case.ts')).askCase(app, text)
  if (text.case?.reason === 'answers_question')
    return (await import('#domain/cases/settle-question.ts')).settleQuestion(app, text)
}

/** Few workspaces tell customers by themselves: what sends a text is loaded at the first one. */
const tell: typeof tellCustomer = async (...notice) =>
  (await import('#domain/outbound/tell-customer.ts')).tellCustomer(...notice)
