import type { ParleyEvent } from '#contract/events/events.ts'
import type { TriggerType } from '#contract/workflow-facts.ts'
import type { CaseId, ContactId, ConversationId, MessageId, WorkflowId, WorkspaceId } from '#domain/ids.ts'
import type { Happening } from '#domain/workflows/happening.ts'

type Meaning = Partial<Pick<Happening, 'triggers' | 'waits'>>

/**
 * What an event is to workflows, told by the event alone; undefined where it is nothing to them. What a workflow did names it: it starts no other
 * and no wait, and nor does what became of its texts.
 */
export const happeningOf = (event: ParleyEvent): Happening | undefined => {
  const causedBy = event.by?.kind === 'workflow' ? (event.by.id as WorkflowId) : undefined
  const { triggers = [], waits: begun = [] } = meaningOf(event)
  const waits = causedBy ? [] : begun
  if (triggers.length === 0 && waits.length === 0) return undefined
  const data: Partial<Record<string, unknown>> = event.data
  return {
    ...{
      workspace: event.workspace as WorkspaceId,
      eventId: event.id,
      at: Date.parse(event.at),
      triggers,
      waits,
      causedBy,
    },
    conversationId: data.conversation_id as ConversationId | undefined,
    messageId: data.message_id as MessageId | undefined,
    contactId: data.contact_id as ContactId | undefined,
    caseId: event.type.startsWith('case.') ? (data.case_id as CaseId | undefined) : undefined,
  }
}

const meaningOf = (event: ParleyEvent): Meaning => {
  switch (event.type) {
    case 'message.received':
      if (!event.data.conversation_id) return {}
      return {
        triggers: [...(event.data.opens ? (['customer_first_message'] as const) : []), 'customer_message'],
        waits: ['no_answer'],
      }
    case 'message.created':
    case 'message.updated':
      return meaningOfText(event)
    case 'conversation.created':
      return { waits: ['unclaimed'] }
    case 'conversation.updated':
      return meaningOfConversation(event.data)
    case 'consent.changed':
      return event.data.action === 'opt_out' ? { triggers: ['opted_out'] } : {}
    case 'contact.created':
      return { triggers: ['contact_created'] }
    case 'case.created':
      return { triggers: ['case_created'] }
    case 'case.updated':
    case 'case.resolved':
    case 'case.reopened': {
      const isState = event.data.changed?.includes('state') === true
      return { triggers: [...(isState ? (['case_state'] as const) : []), 'case_updated'] }
    }
    case 'agent.available':
      return { triggers: ['agent_available'] }
    default:
      return {}
  }
}

type TextEvent = Extract<ParleyEvent, { type: 'message.created' | 'message.updated' }>

/** Those by people and programs: Parley's own and those of workflows are nobody's. */
const written = ['agent', 'api', 'campaign', 'case']
const lost = ['failed', 'undelivered']

/** A text that was held is a wait from when it leaves; and where one is lost, its customer waits again. */
const meaningOfText = ({ type, by, data }: TextEvent): Meaning => {
  const { conversation_id, direction, origin, status } = data
  if (!conversation_id || direction !== 'outbound' || origin === 'workflow') return {}
  if (by?.kind === 'carrier')
    return lost.includes(status) ? { triggers: ['message_failed'], waits: ['no_answer'] } : {}
  const waits: Happening['waits'] = written.includes(origin) && status === 'queued' ? ['no_reply'] : []
  const triggers: TriggerType[] = type === 'message.created' && origin === 'agent' ? ['agent_message'] : []
  return { triggers, waits }
}

type ConversationData = Extract<ParleyEvent, { type: 'conversation.updated' }>['data']

const meaningOfConversation = ({ changed = [], state, claimed_by }: ConversationData): Meaning => {
  const [isState, isClaim] = [changed.includes('state'), changed.includes('claimed_by')]
  if (isState && state === 'closed') return { triggers: ['conversation_closed'] }
  const isFree: Meaning = claimed_by ? {} : { waits: ['unclaimed'] }
  if (isState) return { triggers: ['conversation_reopened'], ...isFree }
  if (isClaim && state === 'open')
    return { triggers: [claimed_by ? 'conversation_claimed' : 'conversation_released'], ...isFree }
  return {}
}
