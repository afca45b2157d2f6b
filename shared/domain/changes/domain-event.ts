import type { Agent } from '../agents/agent.ts'
import type { Preferences } from '../agents/preferences.ts'
import type { Case, CaseEntry } from '../cases/case.ts'
import type { Cause } from '../cause.ts'
import type { ConsentReview } from '../consents/review.ts'
import type { Contact } from '../contacts/contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { Draft } from '../conversations/draft.ts'
import type { Note } from '../conversations/note.ts'
import type { CreditEntry } from '../credits/credit-account.ts'
import type { Email } from '../emails/email.ts'
import type { AgentId, CaseId, WidgetId, WorkflowId, WorkspaceId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { CapNotice } from '../numbers/cap-notice.ts'
import type { Push } from '../pushes/push.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import type { WebhookEndpoint } from '../webhooks/webhook-endpoint.ts'

/** What other programs may want to know. `id` is the same when the same change is published twice. */
export type DomainEvent = { id: string; workspace: WorkspaceId; at: number; by?: Cause } & EventBody

/** Ids and states only: whoever needs the words asks the API, where access is checked. `changed`: the fields that are not as they were. */
export type EventBody =
  | {
      type: 'message.received' | 'message.created' | 'message.updated'
      data: { messageId: Message['id']; mediaCount?: number; caseId?: CaseId; opens?: true } & Pick<
        Message,
        | 'conversationId'
        | 'numberId'
        | 'direction'
        | 'origin'
        | 'status'
        | 'searchable'
        | 'automated'
        | 'version'
      >
    }
  | {
      type: 'message.filed'
      data: { messageId: Message['id']; caseId?: CaseId } & Pick<
        Message,
        'conversationId' | 'numberId' | 'version'
      >
    }
  | {
      type: 'case.created' | 'case.updated' | 'case.resolved' | 'case.reopened'
      data: { caseId: CaseId; changed?: (keyof Case)[] } & Pick<
        Case,
        'contactId' | 'state' | 'assignee' | 'teamId' | 'version'
      >
    }
  | { type: 'case.commented'; data: { caseId: CaseId; entryId: CaseEntry['id']; public: boolean } }
  | { type: 'case.notice_due'; data: { caseId: CaseId; entryId: CaseEntry['id'] } }
  | { type: 'case.page_due'; data: { caseId: CaseId } }
  | {
      type: 'message.reacted'
      data: { messageId: Message['id']; emoji: string; removed: boolean } & Pick<
        Message,
        'conversationId' | 'numberId' | 'version'
      >
    }
  | {
      type: 'conversation.created' | 'conversation.updated'
      data: { conversationId: Conversation['id']; changed?: (keyof Conversation)[] } & Pick<
        Conversation,
        'numberId' | 'contactId' | 'state' | 'claimedBy' | 'teamId' | 'version'
      >
    }
  | {
      type: 'note.created'
      data: { noteId: Note['id'] } & Pick<Note, 'conversationId' | 'mentions'>
    }
  | {
      type: 'consent.changed'
      data: { consentId: ConsentEvent['id']; widgetId?: WidgetId } & Pick<
        ConsentEvent,
        'contactId' | 'action' | 'scope' | 'source' | 'numberId' | 'system'
      >
    }
  | {
      type: 'contact.created' | 'contact.updated' | 'contact.merged'
      data: { contactId: Contact['id'] } & Pick<Contact, 'mergedInto' | 'version'>
    }
  | {
      type: 'consent.review_due'
      data: { reviewId: ConsentReview['id']; dueAt: string } & Pick<
        ConsentReview,
        'contactId' | 'conversationId' | 'messageId'
      >
    }
  | {
      type: 'credits.low' | 'credits.used_up'
      data: { entryId: CreditEntry['id'] } & Pick<CreditEntry, 'left' | 'messageId'>
    }
  | {
      type: 'daily_cap.low' | 'daily_cap.used_up'
      data: Pick<CapNotice, 'brandId' | 'carrier' | 'numberId' | 'day' | 'segmentsPerDay'>
    }
  | {
      type: 'email.created' | 'email.updated'
      data: { emailId: Email['id'] } & Pick<Email, 'contactId' | 'status' | 'reason' | 'version'>
    }
  | {
      type: 'webhook_endpoint.disabled'
      data: { webhookEndpointId: WebhookEndpoint['id']; reason: 'gone' | 'unreachable'; version: number }
    }
  | {
      type: 'workflow.triggered'
      data: {
        workflowId: WorkflowId
        trigger: string
        conversationId?: Conversation['id']
        contactId?: Contact['id']
        messageId?: Message['id']
        caseId?: CaseId
      }
    }
  | { type: 'record.changed'; data: ChangedRecord }
  | {
      type: 'agent.changed' | 'agent.available' | 'agent.away'
      data: { agentId: AgentId } & Pick<Agent, 'active' | 'version'>
    }
  | { type: 'agent.read'; data: { agentId: AgentId; conversationId: Conversation['id']; unread: boolean } }
  | { type: 'agent.draft_saved'; data: Pick<Draft, 'agentId' | 'conversationId' | 'version'> }
  | { type: 'push.created'; data: { pushId: Push['id']; agentId: AgentId } }
  | { type: 'agent.preferences_changed'; data: Pick<Preferences, 'agentId' | 'version'> }

export type ChangedRecord = {
  kind: 'contact' | 'number' | 'review' | 'settings' | 'team' | 'unreadable' | 'view'
  recordId?: string
  /** Whose it is, where it is one agent's alone. */
  agentId?: AgentId
  version: number
}
