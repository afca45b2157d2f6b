import type {
  AgentId,
  CaseEntryId,
  CaseId,
  ContactId,
  ConversationId,
  EmailId,
  MessageId,
  NumberId,
  TeamId,
  TemplateId,
  WorkspaceId,
} from '../ids.ts'
import type { Address } from '../phones/phone.ts'

/** A ticket, an opportunity or a task of a customer, ours or an outside system's. All times are epoch milliseconds. */
export type Case = {
  kind: 'case'
  workspace: WorkspaceId
  id: CaseId
  /** What customers and agents call it: unique in the workspace. */
  number: string
  type: CaseType
  subject: string
  /** In the words of the company, such as "Waiting for parts". */
  status?: string
  state: CaseState
  contactId: ContactId
  /** Where its texts go, and where the customer's come from. */
  phone: Address
  /** The number that its texts leave from. */
  numberId?: NumberId
  assignee?: AgentId
  teamId?: TeamId
  external?: ExternalCase
  /** A task may have a text to the customer that is its step, filled in when it is sent. */
  templateId?: TemplateId
  input?: Record<string, string>
  /** What programs keep with it. */
  fields: Record<string, string>
  dueAt?: number
  openedAt: number
  resolvedAt?: number
  /** The newest of its entries. */
  lastActivityAt: number
  /** The customer's text that opened it again, and what it was before. */
  woken?: { by: MessageId; from: Exclude<CaseState, 'open'>; resolvedAt?: number }
  /** Its texts with pictures or other files, the last twenty, oldest first. */
  attachments?: MessageId[]
  /** By which its customer opens its page. */
  linkCode?: string
  /** Somebody took its page away: only a person, or a program, gives it another one. */
  linkRevoked?: true
  /** Who brought about its last change. */
  by?: CaseCause
  version: number
}

type CaseType = 'ticket' | 'opportunity' | 'task'

/** `waiting`: for the customer, or for something else. */
export type CaseState = 'open' | 'waiting' | 'done'

export type ExternalCase = { system: string; id: string }

type CaseCause = { kind: 'agent' | 'program' | 'workflow' | 'customer'; id?: string }

/** One line of a case's timeline. A text is a pointer: its words stay in its thread. */
export type CaseEntry = CaseEntryFacts & (TextEntry | CommentEntry | ChangeEntry | NoticeEntry)

type CaseEntryFacts = {
  kind: 'case_entry'
  workspace: WorkspaceId
  caseId: CaseId
  id: CaseEntryId
  at: number
  version: number
}

/** `moves`: how people filed it, the last ones, oldest first. `gone`: to another case, or to none. */
export type TextEntry = {
  type: 'text'
  messageId: MessageId
  direction: 'inbound' | 'outbound'
  conversationId?: ConversationId
  moves?: Move[]
  gone?: true
  /** Customers may not see it: somebody has said so. */
  internal?: true
}

/** From a case to a case, or from or to none. */
export type Move = { at: number; by: string; byName?: string; from?: CaseId; to?: CaseId }

/** `public`: customers may see it. */
export type CommentEntry = { type: 'comment'; body: string; public: boolean; by: string; byName?: string }

export type ChangeEntry = { type: 'change'; changes: FieldChange[]; by?: string; byName?: string }

/**
 * What the customer is told of something that happened, as the setting `caseTexts` says. It is written with what happened, and
 * each channel is settled once. `by`: who brought it about.
 */
export type NoticeEntry = {
  type: 'notice'
  event: NoticeEvent
  sms?: Notice<MessageId>
  email?: Notice<EmailId>
  by: string
  byName?: string
}

export type NoticeEvent = 'created' | 'status' | 'done'

export type Channel = 'sms' | 'email'

/** `id`: the text or the e-mail. `code`, `detail`: why it was not sent. */
export type Notice<Id = MessageId | EmailId> = { templateId: TemplateId } & (
  | { state: 'waiting' }
  | { state: 'sent'; id: Id }
  | { state: 'not_sent'; code: string; detail: string }
)

export type FieldChange = { field: string; from?: string; to?: string }

/** Keeps a number for one case. */
export type CaseNumber = {
  kind: 'case_number'
  workspace: WorkspaceId
  number: string
  caseId: CaseId
  version: number
}

/** The last number that Parley gave out itself. */
export type CaseCounter = { kind: 'case_counter'; workspace: WorkspaceId; last: number; version: number }

/** Keeps an id in an outside system for one case. */
export type CaseExternal = {
  kind: 'case_external'
  workspace: WorkspaceId
  system: string
  externalId: string
  caseId: CaseId
  version: number
}

/** Lists the cases of a contact. */
export type ContactCase = {
  kind: 'contact_case'
  workspace: WorkspaceId
  contactId: ContactId
  caseId: CaseId
  phone: Address
  done?: true
  version: number
}

/** Opens the page of a case for its customer: whoever has the code may read it. */
export type CaseLink = {
  kind: 'case_link'
  workspace: WorkspaceId
  code: string
  caseId: CaseId
  version: number
}

export type CaseRecord = Case | CaseEntry | CaseNumber | CaseCounter | CaseExternal | CaseLink | ContactCase

/** One list of cases. `of`: not done, and of that agent, or of nobody. */
export type CaseList = 'done' | { of: AgentId | 'nobody' }

export const isDone = ({ state }: Pick<Case, 'state'>): boolean => state === 'done'
