import type { Account, Agent, Profile } from './agents/agent.ts'
import type { Preferences } from './agents/preferences.ts'
import type { Program } from './agents/program.ts'
import type { QueueEntry } from './assignment/queue-entry.ts'
import type { Workload } from './assignment/workload.ts'
import type { CarrierAccount } from './carrier-accounts/carrier-account.ts'
import type { Carrier, CarrierAccountId, CarrierSecret } from './carriers/carrier.ts'
import type {
  Case,
  CaseCounter,
  CaseEntry,
  CaseExternal,
  CaseLink,
  CaseList,
  CaseNumber,
  CaseRecord,
  ContactCase,
  ExternalCase,
} from './cases/case.ts'
import type { CasePage } from './cases/case-page.ts'
import type { PageLocks, TryLimit } from './cases/page-lock.ts'
import type { DomainEvent } from './changes/domain-event.ts'
import type { ConsentReview } from './consents/review.ts'
import type { Contact } from './contacts/contact.ts'
import type { ContactExternalId, ContactIndexEntry, ContactTerm } from './contacts/contact-index.ts'
import type { Conversation } from './conversations/conversation.ts'
import type { Draft } from './conversations/draft.ts'
import type { Leave } from './conversations/leave.ts'
import type { LostClaim } from './conversations/lost-claim.ts'
import type { Note } from './conversations/note.ts'
import type { ReadMarks } from './conversations/read-marks.ts'
import type { CreditAccount, CreditEntry } from './credits/credit-account.ts'
import type { Email, EmailSuppression } from './emails/email.ts'
import type { EventPlace, LoggedEvent, MovedEvent } from './event-log/logged-event.ts'
import type { NamedHours } from './hours/named-hours.ts'
import type { KeyedRequest } from './idempotency/keyed-request.ts'
import type {
  AgentId,
  CaseEntryId,
  CaseId,
  ContactId,
  ConversationId,
  EmailId,
  EntryOrder,
  HoursId,
  ImportId,
  JobId,
  MediaId,
  MessageId,
  NumberId,
  PushId,
  PushSubscriptionId,
  RandomId,
  ReviewId,
  TeamId,
  TemplateId,
  ThreadRef,
  UnreadableId,
  ViewId,
  WebhookEndpointId,
  WidgetId,
  WorkflowId,
  WorkspaceId,
} from './ids.ts'
import type { Import } from './imports/import.ts'
import type { ReceivedText } from './inbound/received-text.ts'
import type { Job, JobRef } from './jobs/job.ts'
import type { ListedMessage } from './messages/listed-message.ts'
import type { Message, OutboundMessage, UnsuccessfulStatus } from './messages/message.ts'
import type { Notice } from './notices/notice.ts'
import type { NoticePace } from './notices/notice-pace.ts'
import type { CapNotice } from './numbers/cap-notice.ts'
import type { ConnectedNumber } from './numbers/connected-number.ts'
import type { DailyCap } from './numbers/daily-cap.ts'
import type { BusinessNumber } from './numbers/number.ts'
import type { NumberAddress } from './numbers/number-address.ts'
import type { NumberOf, SweepMark } from './outbound/sweep-mark.ts'
import type { Address } from './phones/phone.ts'
import type { Push } from './pushes/push.ts'
import type { PushSubscription } from './pushes/push-subscription.ts'
import type { Fact, FactFile, FactMark, OpenState } from './reports/fact.ts'
import type { ReportDay, ReportPlace, ReportRow } from './reports/report-row.ts'
import type { Opening, OpeningRun } from './scheduled/opening.ts'
import type { ContactRecheck, Recheck } from './scheduled/recheck.ts'
import type { WordEntry } from './search/word-entry.ts'
import type { Settings } from './settings/settings.ts'
import type { Team } from './teams/team.ts'
import type { Template } from './templates/template.ts'
import type { TemplateShortcut } from './templates/template-shortcut.ts'
import type { FilledText, TemplateFacts, TemplateMistake, TemplateTree } from './templates/template-tree.ts'
import type { ConsentEvent } from './threads/consent-event.ts'
import type { Thread } from './threads/thread.ts'
import type { Timer } from './timers/timer.ts'
import type { Unreadable } from './unreadable/unreadable.ts'
import type { Upload, UploadJob } from './uploads/upload.ts'
import type { SavedView } from './views/saved-view.ts'
import type { WebhookDelivery, WebhookJob } from './webhooks/webhook-delivery.ts'
import type { WebhookEndpoint } from './webhooks/webhook-endpoint.ts'
import type { PublicWidget } from './widgets/public-widget.ts'
import type { TurnstileSecretName, TurnstileToken, TurnstileVerdict } from './widgets/turnstile-token.ts'
import type { FormKeyOwner, Widget, WidgetUse, WidgetWording } from './widgets/widget.ts'
import type { WidgetCap, WidgetOnce } from './widgets/widget-job.ts'
import type { Workflow, WorkflowOrder, WorkflowVersion } from './workflows/workflow.ts'
import type {
  RunPlace,
  RunSubject,
  WorkflowPace,
  WorkflowRun,
  WorkflowUse,
} from './workflows/workflow-run.ts'
import type { WorkflowWait } from './workflows/workflow-wait.ts'

/** Every side effect that Parley has. Use cases take only the pieces that they use. */
export interface App {
  clock: {
    /** Epoch milliseconds. */
    now(): number
    /** Waits a random time of at most so many milliseconds, so that writers that collided do not collide in step. */
    pause(atMost: number): Promise<void>
  }
  randomId: RandomId
  log: Log
  /** Tells what became of a text at one step of its way: a line in the log, from which the metrics are counted. */
  report(outcome: TextOutcome): void
  /**
   * Writes records in one transaction, each only where nobody wrote it since it was read: `version` 0 means it may
   * not exist yet. Throws ConflictError with the kinds that were overtaken; then nothing was written.
   */
  commit(...changes: (StoredRecord | Removal)[]): Promise<void>
  settings: { get(workspace: WorkspaceId, reading?: Reading): Promise<Settings> }
  numbers: {
    get(workspace: WorkspaceId, id: NumberId, reading?: Reading): Promise<BusinessNumber | undefined>
    /** Those that exist, in any order. */
    many(workspace: WorkspaceId, ids: NumberId[]): Promise<BusinessNumber[]>
    /** The number with this address, in whichever workspace has it. */
    byAddress(address: Address): Promise<BusinessNumber | undefined>
    list(workspace: WorkspaceId): Promise<BusinessNumber[]>
    /** Oldest first, from the order `from` on. */
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<BusinessNumber>[]>
    /** Those of every workspace, in any order, for the sweep. */
    everywhere(page: Page): Promise<Ordered<NumberOf>[]>
  }
  agents: {
    get(workspace: WorkspaceId, id: AgentId, reading?: Reading): Promise<Agent | undefined>
    /** Those that exist, in any order. */
    many(workspace: WorkspaceId, ids: AgentId[]): Promise<Agent[]>
    list(workspace: WorkspaceId, reading?: Reading): Promise<Agent[]>
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Agent>[]>
  }
  /** How the people of a workspace sign in. Each call is safe to repeat. */
  accounts: {
    /** Opens an account and mails the invitation, unless there is one. */
    open(person: { email: string; name: string }): Promise<Account>
    /**
     * The same for somebody without a password, who gets a code by e-mail or to the phone (E.164) each time they sign in.
     * Nothing is mailed.
     */
    openForCodes(person: { email: string; name: string; phone?: string }): Promise<Account>
    /** Where the account gets its codes by text from now on; nowhere without a phone. */
    setCodePhone(id: AgentId, phone: string | undefined): Promise<void>
    /** Gives the agent the role, or lets nobody in with their account; false where there is none. */
    update(agent: Pick<Agent, 'workspace' | 'id' | 'role' | 'active'>): Promise<boolean>
    /** Mails the invitation once more. */
    inviteAgain(id: AgentId): Promise<'invited' | 'joined' | 'no account'>
  }
  /** What the sign-in service says of the person behind an access token. */
  profiles: { of(accessToken: string): Promise<Profile> }
  programs: {
    get(workspace: WorkspaceId, id: string, reading?: Reading): Promise<Program | undefined>
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Program>[]>
  }
  teams: {
    get(workspace: WorkspaceId, id: TeamId, reading?: Reading): Promise<Team | undefined>
    /** Oldest first. */
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Team>[]>
  }
  templates: {
    get(workspace: WorkspaceId, id: TemplateId, reading?: Reading): Promise<Template | undefined>
    /** Oldest first, from the id `from` on. */
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Template>[]>
    /** Fresh: which template is found by a shortcut. */
    byShortcut(workspace: WorkspaceId, shortcut: string): Promise<TemplateShortcut | undefined>
  }
  /** The language of templates: Liquid. */
  renderer: {
    /** What a template says of its variables, or why it cannot be read. */
    read(body: string): Promise<{ tree: TemplateTree } | { mistake: TemplateMistake }>
    /** The text with the facts filled in, or why that goes beyond what a text can be. */
    fill(body: string, facts: TemplateFacts): Promise<{ filled: FilledText } | { mistake: TemplateMistake }>
  }
  hours: {
    get(workspace: WorkspaceId, id: HoursId, reading?: Reading): Promise<NamedHours | undefined>
    /** Oldest first. */
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<NamedHours>[]>
  }
  /** Lists: oldest first. */
  savedViews: {
    get(workspace: WorkspaceId, id: ViewId, reading?: Reading): Promise<SavedView | undefined>
    shared(workspace: WorkspaceId, page: Page): Promise<Ordered<SavedView>[]>
    /** Those that the owner keeps for themselves. */
    own(workspace: WorkspaceId, owner: string, page: Page): Promise<Ordered<SavedView>[]>
  }
  contacts: {
    get(workspace: WorkspaceId, id: ContactId, reading?: Reading): Promise<Contact | undefined>
    /** Those that exist, in any order. */
    many(workspace: WorkspaceId, ids: ContactId[]): Promise<Contact[]>
    /** Newest first. */
    list(workspace: WorkspaceId, page: Page): Promise<Ordered<Contact>[]>
    /** What begins with `prefix`, in its order. */
    terms(workspace: WorkspaceId, prefix: string, page: Page): Promise<Ordered<ContactTerm>[]>
    /** Whose phone ends so: the digits are given, and compared, from the last one on. */
    phonesEnding(
      workspace: WorkspaceId,
      digits: string,
      page: Page,
    ): Promise<Ordered<{ contactId: ContactId; digits: string }>[]>
    /** Whose the id in an outside system is. Several only where they had it before ids were unique. */
    byExternalId(
      workspace: WorkspaceId,
      externalId: { system: string; id: string },
      reading?: Reading,
    ): Promise<ContactExternalId[]>
  }
  cases: {
    get(workspace: WorkspaceId, id: CaseId, reading?: Reading): Promise<Case | undefined>
    /** Those that exist, in any order. */
    many(workspace: WorkspaceId, ids: CaseId[]): Promise<Case[]>
    /** Newest activity first, from the order `from` down. */
    list(workspace: WorkspaceId, list: CaseList, page: Page): Promise<Ordered<Case>[]>
    /** Those of a contact, the newest first. */
    ofContact(
      workspace: WorkspaceId,
      contact: ContactId,
      page: Page,
      reading?: Reading,
    ): Promise<Ordered<ContactCase>[]>
    /** Fresh, as are the next five. */
    contactCase(one: Pick<Case, 'workspace' | 'contactId' | 'id'>): Promise<ContactCase | undefined>
    byNumber(workspace: WorkspaceId, number: string): Promise<CaseNumber | undefined>
    byExternal(workspace: WorkspaceId, external: ExternalCase): Promise<CaseExternal | undefined>
    counter(workspace: WorkspaceId): Promise<CaseCounter | undefined>
    /** In whichever workspace it is; fresh. */
    link(code: string): Promise<CaseLink | undefined>
    entry(workspace: WorkspaceId, id: CaseId, entry: CaseEntryId): Promise<CaseEntry | undefined>
    /** Newest first, from the order `from` down. */
    entries(
      workspace: WorkspaceId,
      id: CaseId,
      page: Page & { reading?: Reading },
    ): Promise<Ordered<CaseEntry>[]>
  }
  casePages: {
    /** What the customer may see of the case behind a code, in whichever workspace it is; fresh. */
    get(code: string): Promise<CasePage | undefined>
    /** Counts a try of the page's digits, unless there were as many as may be; says whether it may be made. */
    countTry(code: string, limit: TryLimit, now: number): Promise<boolean>
  }
  pageLocks: PageLocks
  consents: {
    /** The ledger of a phone in one of its writings, newest first, from the id `from` down. */
    list(workspace: WorkspaceId, phone: Address, page: Page): Promise<Ordered<ConsentEvent>[]>
  }
  threads: {
    /** The thread of a phone, in whichever of its national writings it is kept. */
    byPhone(workspace: WorkspaceId, phone: Address, reading?: Reading): Promise<Thread | undefined>
  }
  consentReviews: {
    get(workspace: WorkspaceId, id: ReviewId, reading?: Reading): Promise<ConsentReview | undefined>
    /** By when they are due, soonest first, up to a time (epoch milliseconds). */
    list(
      workspace: WorkspaceId,
      which: 'open' | 'decided',
      page: Page & { until?: number },
    ): Promise<Ordered<ConsentReview>[]>
    /** Those of every workspace for which something is to be done up to a time (epoch milliseconds). */
    due(until: number, page: Page): Promise<Ordered<Pick<ConsentReview, 'workspace' | 'id'>>[]>
  }
  conversations: {
    get(workspace: WorkspaceId, id: ConversationId, reading?: Reading): Promise<Conversation | undefined>
    /** Newest activity first, from the order `from` down. */
    inbox(workspace: WorkspaceId, list: InboxList, page: Page): Promise<Ordered<Conversation>[]>
    /** Those of a thread, the newest begun first, from the order `from` down. */
    ofThread(workspace: WorkspaceId, ref: ThreadRef, page: Page): Promise<Ordered<Conversation>[]>
    /** Keeps an agent's copy of a conversation for their lists; an older version never replaces a newer one. */
    showTo(agent: AgentId, conversation: Conversation): Promise<void>
    hideFrom(agent: AgentId, conversation: Conversation): Promise<void>
  }
  readMarks: {
    get(workspace: WorkspaceId, agent: AgentId, reading?: Reading): Promise<ReadMarks | undefined>
  }
  preferences: {
    get(workspace: WorkspaceId, agent: AgentId, reading?: Reading): Promise<Preferences | undefined>
  }
  /** Fresh: the agent may have written it on another device a moment ago. */
  drafts: {
    get(of: Pick<Draft, 'workspace' | 'agentId' | 'conversationId'>): Promise<Draft | undefined>
  }
  /** What waits for agents of teams. */
  teamQueues: {
    /** Fresh. */
    get(
      of: Pick<QueueEntry, 'workspace' | 'teamId' | 'since' | 'conversationId'>,
    ): Promise<QueueEntry | undefined>
    /** Of one team, longest waiting first, or of all, team by team; from the order `from` on. Fresh unless told otherwise. */
    list(
      workspace: WorkspaceId,
      page: Page & { teamId?: TeamId; reading?: Reading },
    ): Promise<Ordered<QueueEntry>[]>
  }
  workloads: {
    /** Fresh: what an agent was given. */
    get(workspace: WorkspaceId, agent: AgentId): Promise<Workload | undefined>
  }
  messages: {
    get(workspace: WorkspaceId, id: MessageId, reading?: Reading): Promise<Message | undefined>
    /** The outbound ones among those that exist, in any order. */
    many(workspace: WorkspaceId, ids: MessageId[]): Promise<OutboundMessage[]>
    /** The entries of a thread between two orders (inclusive), newest first. */
    entries(workspace: WorkspaceId, ref: ThreadRef, range: EntryRange): Promise<(Message | Note)[]>
    /** All messages of a number, newest first by when they were stored, between two orders (inclusive). */
    newest(workspace: WorkspaceId, number: NumberId, range: ListRange): Promise<Ordered<ListedMessage>[]>
    /** The same, oldest first. */
    oldest(workspace: WorkspaceId, number: NumberId, range: ListRange): Promise<Ordered<ListedMessage>[]>
    /** Those of a number with a status, newest first, between two orders (inclusive). */
    unsuccessful(
      workspace: WorkspaceId,
      number: NumberId,
      status: UnsuccessfulStatus,
      range: ListRange,
    ): Promise<Ordered<OutboundMessage>[]>
    /** What is held of a number, soonest first, between two orders of release (inclusive). */
    held(workspace: WorkspaceId, number: NumberId, range: EntryRange): Promise<Ordered<OutboundMessage>[]>
    /** Those on their way that have a `checkAt`, soonest first, between two times (storedAt). */
    watched(workspace: WorkspaceId, number: NumberId, range: ListRange): Promise<Ordered<OutboundMessage>[]>
  }
  /** By which texts are found, newest first, between two ids of messages (inclusive). */
  wordEntries: {
    list(workspace: WorkspaceId, word: string, range: ListRange): Promise<Ordered<WordEntry>[]>
  }
  sweepMarks: { get(number: NumberOf): Promise<SweepMark | undefined> }
  notices: {
    /** Fresh: what the users of a number were told of a conversation. */
    get(workspace: WorkspaceId, number: NumberId, conversation: ConversationId): Promise<Notice | undefined>
    /** Fresh: how often a phone was told of late. */
    pace(workspace: WorkspaceId, phone: string): Promise<NoticePace | undefined>
    /** Those of all phones that were told of late: there are few. */
    paces(workspace: WorkspaceId): Promise<Ordered<NoticePace>[]>
  }
  timers: {
    /** Those of one partition that are due by then (epoch milliseconds), longest due first. */
    due(shard: number, until: number, page: Page): Promise<Ordered<Timer>[]>
  }
  emails: {
    get(workspace: WorkspaceId, id: EmailId, reading?: Reading): Promise<Email | undefined>
    /** Whether an address (addressKey) gets no e-mails any more. */
    suppression(
      workspace: WorkspaceId,
      address: string,
      reading?: Reading,
    ): Promise<EmailSuppression | undefined>
    /** By their addresses, from the address `from` on. */
    suppressions(workspace: WorkspaceId, page: Page): Promise<Ordered<EmailSuppression>[]>
  }
  /** The browsers of agents that take pushes. Fresh. */
  pushSubscriptions: {
    get(workspace: WorkspaceId, agent: AgentId, id: PushSubscriptionId): Promise<PushSubscription | undefined>
    /** All of an agent's, some ten at most, in any order. */
    list(workspace: WorkspaceId, agent: AgentId): Promise<PushSubscription[]>
  }
  pushes: {
    /** Fresh. */
    get(workspace: WorkspaceId, id: PushId): Promise<Push | undefined>
  }
  /** Where pushes may go: to the push services of browsers. */
  pushServices: { isKnown(endpoint: string): boolean }
  webhookEndpoints: {
    get(workspace: WorkspaceId, id: WebhookEndpointId): Promise<WebhookEndpoint | undefined>
    /** All of them, at most twenty, oldest first. */
    list(workspace: WorkspaceId, reading?: Reading): Promise<WebhookEndpoint[]>
  }
  /** What happened, for programs outside. Fresh. */
  eventLog: {
    /**
     * Writes an event, and a pointer to it, in one transaction, each only where nothing is. What is not written by
     * `times.eventWrite` is given up, and throws. Throws ConflictError where somebody was faster.
     */
    keep(...records: (LoggedEvent | MovedEvent)[]): Promise<void>
    /** The event that belongs to a place, wherever it was moved to. */
    at(workspace: WorkspaceId, place: EventPlace): Promise<LoggedEvent | undefined>
    /** Oldest first, between two places (inclusive). */
    list(workspace: WorkspaceId, range: ListRange): Promise<Ordered<LoggedEvent>[]>
  }
  webhookDeliveries: {
    /** Fresh. */
    get(of: Pick<WebhookDelivery, 'workspace' | 'endpointId' | 'place'>): Promise<WebhookDelivery | undefined>
    /** Newest event first, from the place `from` down. */
    page(workspace: WorkspaceId, id: WebhookEndpointId, page: Page): Promise<Ordered<WebhookDelivery>[]>
  }
  /** With which deliveries are signed: kept outside the table, and shown once. */
  webhookSecrets: Secrets<Pick<WebhookEndpoint, 'workspace' | 'id'>>
  webhookQueue: { send(jobs: WebhookJob[]): Promise<void> }
  /** Where events may go: public addresses, by https. */
  webhookAddresses: { isAllowed(url: string): boolean }
  widgets: {
    /** Fresh. */
    get(workspace: WorkspaceId, id: WidgetId): Promise<Widget | undefined>
    /** Oldest first. */
    list(workspace: WorkspaceId, reading?: Reading): Promise<Widget[]>
    wording(workspace: WorkspaceId, id: WidgetId, number: number): Promise<WidgetWording | undefined>
    /** Fresh. */
    use(workspace: WorkspaceId, id: WidgetId): Promise<WidgetUse | undefined>
    uses(workspace: WorkspaceId): Promise<WidgetUse[]>
    /** Fresh: what was done once. */
    once(workspace: WorkspaceId, id: WidgetId, name: string): Promise<WidgetOnce | undefined>
    /** Fresh. */
    cap(workspace: WorkspaceId, name: string): Promise<WidgetCap | undefined>
    /** Fresh: what pages outside may know, whichever workspace has it. */
    published(id: WidgetId): Promise<PublicWidget | undefined>
  }
  /** Cloudflare Turnstile. Throws where it does not answer: whoever asks comes again. */
  turnstile: { verify(token: TurnstileToken): Promise<TurnstileVerdict> }
  /** The secrets of Turnstile: written by admins, and read by whoever verifies alone. */
  turnstileSecrets: Pick<Secrets<TurnstileSecretName>, 'put' | 'remove'>
  /** The keys of forms on websites: kept outside the table. */
  widgetSecrets: Secrets<FormKeyOwner> & { has(name: FormKeyOwner): Promise<boolean> }
  workflows: {
    /** Fresh. */
    get(workspace: WorkspaceId, id: WorkflowId): Promise<Workflow | undefined>
    /** All of them, at most a hundred, in the order in which they run; and that order as it was last set. */
    list(workspace: WorkspaceId, reading?: Reading): Promise<{ workflows: Workflow[]; order?: WorkflowOrder }>
    /** As it was saved then. */
    version(workspace: WorkspaceId, id: WorkflowId, saved: number): Promise<WorkflowVersion | undefined>
    /** Newest first, from the order `from` down. */
    versions(workspace: WorkspaceId, id: WorkflowId, page: Page): Promise<Ordered<WorkflowVersion>[]>
  }
  workflowRuns: {
    /** Fresh. */
    get(of: RunPlace): Promise<WorkflowRun | undefined>
    /** Those that exist, in any order. */
    many(places: RunPlace[]): Promise<WorkflowRun[]>
    /** Newest first, from the order `from` down. */
    list(workspace: WorkspaceId, about: RunSubject, page: Page): Promise<Ordered<WorkflowRun>[]>
    /** Those in which the workflow acted, newest first, from the order `from` down. */
    uses(workspace: WorkspaceId, id: WorkflowId, page: Page): Promise<Ordered<WorkflowUse>[]>
    pace(workspace: WorkspaceId, about: RunSubject, reading?: Reading): Promise<WorkflowPace | undefined>
  }
  workflowQueue: { send(wait: WorkflowWait): Promise<void> }
  uploads: {
    /** Fresh. */
    get(workspace: WorkspaceId, id: MediaId): Promise<Upload | undefined>
  }
  receivedTexts: {
    /** The record of a carrier's message, fresh. */
    get(
      text: Pick<ReceivedText, 'workspace' | 'carrier' | 'carrierMessageId'>,
    ): Promise<ReceivedText | undefined>
  }
  unreadable: {
    get(workspace: WorkspaceId, id: UnreadableId, reading?: Reading): Promise<Unreadable | undefined>
    /** Newest first, from the id `from` down. */
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Unreadable>[]>
  }
  openings: {
    get(of: Omit<OpeningRun, 'run'>, reading?: Reading): Promise<Opening | undefined>
    /** Those of every workspace up to a time (epoch milliseconds), oldest first. */
    due(until: number, page: Page): Promise<Ordered<Opening>[]>
  }
  credits: {
    account(workspace: WorkspaceId, reading?: Reading): Promise<CreditAccount | undefined>
    /** The ledger, newest first, from the id `from` down. */
    entries(workspace: WorkspaceId, page: Page): Promise<Ordered<CreditEntry>[]>
  }
  keyedRequests: {
    get(
      request: Pick<KeyedRequest, 'workspace' | 'principal' | 'key'>,
      reading?: Reading,
    ): Promise<KeyedRequest | undefined>
  }
  /** Fresh; lists newest first. */
  imports: {
    get(workspace: WorkspaceId, id: ImportId): Promise<Import | undefined>
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Import>[]>
  }
  /** Fresh; lists newest first. */
  jobs: {
    get(workspace: WorkspaceId, id: JobId): Promise<Job | undefined>
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<Job>[]>
  }
  /** Has a job go on. */
  jobQueue: { run(job: JobRef): Promise<void> }
  /** Files that people import, the rows of them that were rejected, and files that they take along. */
  importFiles: {
    /** So many bytes from an offset on; fewer at the end, and none where there is no file. */
    read(key: string, offset: number, bytes: number): Promise<Uint8Array>
    /** A file of ours, whole. */
    readWhole(key: string): Promise<string>
    /** `name`: what the file is saved as. */
    write(key: string, text: string, name: string): Promise<void>
  }
  /** Pictures and other files of texts. */
  files: {
    /** How long they are kept, milliseconds; without end where it is missing. */
    keptFor?: number
    /** An address under which whoever has it can read the file for ten minutes. */
    link(key: string, now: number): Promise<{ url: string; expiresAt: number }>
    /** Where a file of exactly this type and length can be put, for ten minutes. */
    place(
      key: string,
      file: { contentType: string; bytes: number },
      now: number,
    ): Promise<{ url: string; headers: Record<string, string>; expiresAt: number }>
    copy(from: string, to: string): Promise<void>
    /** Has an uploaded picture looked at. */
    look(job: UploadJob): Promise<void>
  }
  /** What reports are counted from: files of facts outside the table, by the day in UTC on which they happened. */
  facts: {
    /** Keeps a file, and marks its day; the same again writes the same. */
    write(file: FactFile): Promise<void>
    /** Which days have facts that are not counted yet. */
    marks(): Promise<FactMark[]>
    /** Has a day counted again. */
    mark(mark: FactMark): Promise<void>
    unmark(mark: FactMark): Promise<void>
    /** Marks all days of a workspace. */
    markAll(workspace: WorkspaceId): Promise<void>
    /** The facts of a day, file by file. */
    read(workspace: WorkspaceId, day: string): AsyncIterable<Fact[]>
    /** What was open when a day ended of which that was kept. */
    openOn(workspace: WorkspaceId, day: string): Promise<OpenState[]>
    /** Which days these are, in their order. */
    openDays(workspace: WorkspaceId): Promise<string[]>
    keepOpen(workspace: WorkspaceId, day: string, open: OpenState[]): Promise<void>
  }
  reports: {
    /** Writes a row whole, unless one is there that was counted later. */
    put(row: ReportRow): Promise<void>
    /** The rows of a group, day by day, both days included. */
    days(
      workspace: WorkspaceId,
      place: ReportPlace,
      range: { from: string; to: string },
    ): Promise<ReportRow[]>
    /** The last row of a group before a day. */
    lastBefore(workspace: WorkspaceId, place: ReportPlace, day: string): Promise<ReportRow | undefined>
  }
  /** Positions in lists, sealed for one workspace so that nobody makes up their own; `open` gives undefined for those. */
  cursors: {
    seal(workspace: WorkspaceId, position: string): Promise<string>
    open(workspace: WorkspaceId, cursor: string): Promise<string | undefined>
  }
  pacing: {
    /**
     * Reserves the number's next slot for so many segments and says when it begins: `now` where the number is idle.
     */
    reserve(number: BusinessNumber, segments: number, now: number): Promise<number>
    /** The same for what comes behind all others: only where the number is idle, and undefined where it is not. */
    reserveIdle(number: BusinessNumber, segments: number, now: number): Promise<number | undefined>
  }
  /** How much of daily caps is used. */
  dailyUse: {
    /** Adds segments where the cap has so many left, and gives how many are used then; undefined where it has not. */
    add(cap: DailyCap, segments: number, now: number): Promise<number | undefined>
    used(cap: DailyCap): Promise<number>
  }
  queue: { send(parts: QueuedPart[]): Promise<void> }
  releases: {
    /** Begins the run of an opening at its minute, unless it was begun before; says whether it has come to its end. */
    start(run: OpeningRun): Promise<'running' | 'ended'>
    /** Begins to look again at what is held, once for each change and run. */
    recheck(recheck: Recheck): Promise<void>
    /** The same for what the phones of a contact are sent. */
    recheckContact(recheck: ContactRecheck): Promise<void>
    /** Begins to take a deactivated agent out of their conversations, once for each change and run. */
    leave(leave: Leave): Promise<void>
  }
  carrier: Carrier
  carrierAccounts: {
    get(workspace: WorkspaceId, id: CarrierAccountId, reading?: Reading): Promise<CarrierAccount | undefined>
    /** Oldest first. */
    page(workspace: WorkspaceId, page: Page): Promise<Ordered<CarrierAccount>[]>
  }
  /** What accounts at carriers are used with: kept outside the table, and never shown. */
  carrierSecrets: Secrets<AccountName>
  /** Addresses of this deployment for the webhooks of an account. */
  carrierWebhooks: {
    /** Where they come in, without the path behind it. */
    base(account: AccountName & Pick<CarrierAccount, 'carrier'>): string
    /** What people paste at the carrier. */
    messages(account: AccountName & Pick<CarrierAccount, 'carrier'>, secret: CarrierSecret): string
  }
  carrierNumbers: {
    /**
     * Has the carrier bring a number's texts here, and says what it knows of the number; undefined where people tell the
     * carrier themselves. Safe to repeat. Throws `carrier_number_not_found`, `carrier_number_in_pool`, `carrier_refused`,
     * `carrier_unavailable`.
     */
    connect(number: BusinessNumber): Promise<ConnectedNumber | undefined>
  }
  events: { publish(events: DomainEvent[]): Promise<void> }
}

/** Kept outside the table, by the names of what they belong to. */
export type Secrets<Name> = {
  /** Those of this moment. Throws where there are none. */
  get(name: Name): Promise<CarrierSecret>
  /** In place of those before, which stay known for a while. */
  put(name: Name, secret: CarrierSecret): Promise<void>
  /** Safe to repeat. */
  remove(name: Name): Promise<void>
}

/** Which account at a carrier. */
export type AccountName = Pick<CarrierAccount, 'workspace' | 'id'>

/** Takes a record away, where nobody wrote it since it was read. */
export type Removal = { remove: StoredRecord }

/** One write to the table, as its stream tells it. `id` is the stream's own and the same at every delivery. */
export type Change = { id: string; at: number; before?: StoredRecord; after?: StoredRecord }

export type StoredRecord =
  | Agent
  | BusinessNumber
  | CapNotice
  | CarrierAccount
  | CasePage
  | CaseRecord
  | ConsentEvent
  | ConsentReview
  | Contact
  | ContactIndexEntry
  | Conversation
  | CreditAccount
  | CreditEntry
  | CursorKey
  | Draft
  | Email
  | EmailSuppression
  | Import
  | Job
  | KeyedRequest
  | LoggedEvent
  | LostClaim
  | Message
  | MovedEvent
  | NamedHours
  | Note
  | Notice
  | NoticePace
  | NumberAddress
  | Opening
  | Preferences
  | Program
  | PublicWidget
  | Push
  | PushSubscription
  | QueueEntry
  | ReadMarks
  | ReceivedText
  | ReportDay
  | SavedView
  | Settings
  | SweepMark
  | Team
  | Template
  | TemplateShortcut
  | Thread
  | Timer
  | Unreadable
  | Upload
  | WebhookDelivery
  | WebhookEndpoint
  | Widget
  | WidgetCap
  | WidgetOnce
  | WidgetUse
  | WidgetWording
  | WordEntry
  | Workflow
  | WorkflowOrder
  | WorkflowPace
  | WorkflowRun
  | WorkflowUse
  | WorkflowVersion
  | Workload

/** The workspace's own key for sealing cursors, made at the first need. */
export type CursorKey = { kind: 'cursor_key'; workspace: WorkspaceId; key: string; version: number }

/** `fresh` costs twice as much and sees every finished write. Default: may be a moment behind. */
export type Reading = 'fresh' | 'cached'

/** `participating`, `closed_of`: open conversations where the agent participates, closed ones they had a part in. */
export type InboxList =
  | { tab: 'unclaimed' | 'closed' }
  | { tab: 'claimed' | 'participating' | 'closed_of'; by: AgentId }
export type Page = { limit: number; from?: string }
export type Ordered<T> = { record: T; order: string }
/** Inclusive, by the orders of the list. */
export type ListRange = { from?: string; to?: string; limit: number }
export type EntryRange = { from?: EntryOrder; to?: EntryOrder; limit: number; reading?: Reading }

/** A part on its way to the carrier. One group (thread) keeps its order. */
export type OutboundPart = { workspace: WorkspaceId; messageId: MessageId; index: number }

/** `version`: of its message when it became ready. A part that was held in between is ready a second time. */
export type QueuedPart = OutboundPart & { version: number }

/** One step of a text's way and how it ended. Free of bodies and phone numbers. */
export type TextOutcome = {
  /** `in`: from a customer. `out`: to a customer. */
  way: 'in' | 'out'
  outcome: TextOutcomeName
  workspace?: WorkspaceId
  messageId?: MessageId
  conversationId?: ConversationId
  numberId?: NumberId
  /** The index of the part, where it is about one. */
  part?: number
  /** The carrier's name, where it had a say. */
  carrier?: string
  /** Why: the gate's reason, the carrier's error code. */
  reason?: string
  /** How long the carrier took to answer, milliseconds. */
  carrierMs?: number
  /** How long the part had been in the queue when the carrier answered, milliseconds. */
  queuedMs?: number
}

/**
 * In: `received`; `repeated` was stored before; `unrouted` is to a number that no workspace has, and was kept like what is unreadable. Either way: `unreadable` was kept for a
 * person to look at; `file_lost`: the carrier could not hand over a customer's file; `recovered`: its webhook was lost, and
 * the carrier was asked for it; `ignored` is an event that means nothing to Parley (`reason` names its kind).
 * Out, by the send gate: `queued`, `held`, `blocked`. By the carrier: `taken`, `throttled` (asked to come again, or never
 * reached), `unauthorized` (it refuses the account's secrets), `refused`, `unknown` (no answer, or no last word). Of a part: `waiting` for its slot, `given_back` (nothing left to send). `late`: it waited
 * in the queue for too long and was put there again. By a
 * receipt: `delivered`, `undelivered`. Of a daily cap: `cap_low`, `cap_used_up`, once a day each.
 */
export type TextOutcomeName =
  | 'received'
  | 'repeated'
  | 'unrouted'
  | 'unreadable'
  | 'file_lost'
  | 'recovered'
  | 'ignored'
  | 'queued'
  | 'held'
  | 'blocked'
  | 'waiting'
  | 'taken'
  | 'throttled'
  | 'refused'
  | 'unauthorized'
  | 'unknown'
  | 'given_back'
  | 'late'
  | 'delivered'
  | 'undelivered'
  | 'cap_low'
  | 'cap_used_up'

/** Structured and free of bodies and full phone numbers. */
export type Log = {
  info(what: string, facts?: Record<string, unknown>): void
  warn(what: string, facts?: Record<string, unknown>): void
  error(what: string, facts?: Record<string, unknown>): void
}
