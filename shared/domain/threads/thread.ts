import type { Charge } from '../credits/credit-account.ts'
import type {
  CaseId,
  ContactId,
  ConversationId,
  MessageId,
  NumberId,
  TemplateId,
  ThreadRef,
  WidgetId,
  WorkspaceId,
} from '../ids.ts'
import type { Address } from '../phones/phone.ts'
import type { ThreadScope } from '../settings/settings.ts'
import { day } from '../time.ts'
import type { CountedAnswer } from './answers.ts'
import { type ConsentScope, type Consents, newestConsents } from './consent.ts'

/** Everything between one customer phone and the workspace. It never ends; conversations are stretches of it. */
export type Thread = {
  kind: 'thread'
  workspace: WorkspaceId
  /** What a text to the customer goes to, or the short code or name that theirs come from. */
  phone: Address
  ref: ThreadRef
  contactId: ContactId
  /** The newest conversation of this phone, or of each number where the scope is customer_and_number. */
  heads: Head[]
  /** Outbound texts that belong to no conversation and have had no reply, oldest first. */
  unanswered: UnansweredOutbound[]
  /** Copied from the contact, so that the send gate reads one record. */
  flags: ContactFlags
  /** The last words of this phone on whether it may be texted. */
  consents: Consents
  /** It was imported, and nobody said how its owner consented: no campaign goes there until somebody does. */
  consentUnknown?: true
  /** The double opt-in question that waits for its YES; epoch milliseconds. */
  optInAsked?: { scope: ConsentScope; at: number; widget?: AskedByWidget }
  /** An opt-out waits for the request that is under way: until then (epoch milliseconds) no other one begins. */
  stopRequestedUntil?: number
  /** The text that reads like a refusal and waits for somebody to decide: automated texts wait, too. `dueAt`: until when (epoch milliseconds). */
  review?: { messageId: MessageId; dueAt: number }
  /** The numbers that this customer has written to: who writes for the first time is welcomed. */
  writtenTo: NumberId[]
  /** The closed period of each number (closedPeriodStart) in which this customer was last told that it is closed. */
  closedAnswered?: { [Id in NumberId]?: number }
  /** Its owner is a user of these numbers, who was last told then that a customer waits (epoch milliseconds). */
  notices?: { [Id in NumberId]?: number }
  /** Automatic answers of the last day, so that two machines end their talk; at most ten. */
  answers?: CountedAnswer[]
  /** Campaigns of the last day, where the recipient's place has a cap on them. */
  campaignTexts?: CampaignText[]
  /** The newest cases of this phone, at most five: among them a customer's text finds its own. Newest first. */
  cases?: ThreadCase[]
  /** The customer was asked which of these cases a text is about. Kept afterwards, for it is asked once in a day. */
  caseQuestion?: CaseQuestion
  /** The part whose request to the carrier may be under way: nothing else is sent, and no opt-out is stored, until it is settled. */
  sending?: { token: string; messageId: MessageId; part: number; until: number }
  /**
   * The slot in the number's rate that the next part waits for, and when it was taken. `dayIsFull`: it is none; a daily cap
   * lets the part ask for one from then on.
   */
  slot?: { messageId: MessageId; part: number; at: number; reservedAt?: number; dayIsFull?: true }
  /** The part that was counted last under a daily cap, and the day (`YYYY-MM-DD`) that it counts for. */
  counted?: { messageId: MessageId; part: number; day: string }
  /**
   * The text that was last taken to the carrier, where it was made from a template: when (epoch milliseconds), and from which
   * number. Reports count an opt-out that follows for its template.
   */
  lastTemplate?: { id: TemplateId; numberId: NumberId; at: number }
  /** The credits of the part that was tried last, until its fate is known. */
  charged?: Charge
  version: number
}

/** The question that a widget's form asked, and the page that it was on. */
export type AskedByWidget = { id: WidgetId; page: string; messageId: MessageId }

export type Head = {
  conversationId: ConversationId
  numberId: NumberId
  closedAt?: number
}

/** `caseId`: it is a text of that case. */
export type UnansweredOutbound = { messageId: MessageId; numberId: NumberId; at: number; caseId?: CaseId }

/**
 * What is known of a case where its customer's texts come in. `numberId`: what its texts leave from, once one has;
 * `lastTextId`, `lastTextAt`: which of them was accepted or released last, and when, epoch milliseconds. `subject` is cut. A case that is `done` gets a text only
 * where that names it.
 */
export type ThreadCase = {
  id: CaseId
  number: string
  subject: string
  numberId?: NumberId
  lastTextId?: MessageId
  lastTextAt?: number
  done?: true
}

/** `at`: epoch milliseconds; `caseIds`: the choices, in their order; `messageId`: the text that was asked about. */
export type CaseQuestion = { at: number; caseIds: CaseId[]; messageId: MessageId; answered?: true }

/** `at`: when it was accepted or, later, taken to the carrier, epoch milliseconds. */
export type CampaignText = { messageId: MessageId; at: number }

/**
 * `noMobile`: where no phone of the contact is a mobile, the type of its phone. Before there was this field, `smsEnabled`
 * was false for such contacts. `zone`: IANA, where it is known. `name`: for the conversations, cut to what a list shows. */
export type ContactFlags = {
  smsEnabled: boolean
  doNotContact: boolean
  enrolled: boolean
  noMobile?: 'work' | 'home' | 'other' | 'several'
  zone?: string
  name?: string
}

/** How many unanswered texts outside conversations a reply can still be matched with. */
const unansweredKept = 5

export const newThread = (facts: Pick<Thread, 'workspace' | 'phone' | 'ref' | 'contactId'>): Thread => ({
  kind: 'thread',
  heads: [],
  unanswered: [],
  flags: { smsEnabled: true, doNotContact: false, enrolled: false },
  consents: {},
  writtenTo: [],
  version: 0,
  ...facts,
})

/**
 * One of the records of a phone in its national writings: the first. Older versions kept one for each writing, so what was
 * said on consent in any of them counts.
 */
export const ofOnePhone = ([thread, ...others]: Thread[]): Thread | undefined =>
  thread && {
    ...thread,
    consents: others.reduce((all, { consents }) => newestConsents(all, consents), thread.consents),
  }

/** The heads that a new message to or from this number could continue. */
export const headsInScope = (thread: Thread, scope: ThreadScope, numberId: NumberId): Head[] =>
  scope === 'customer' ? thread.heads : thread.heads.filter((head) => head.numberId === numberId)

export const openHead = (thread: Thread, scope: ThreadScope, numberId: NumberId): Head | undefined =>
  headsInScope(thread, scope, numberId).findLast((head) => head.closedAt === undefined)

export const lastClosedHead = (thread: Thread, scope: ThreadScope, numberId: NumberId): Head | undefined =>
  headsInScope(thread, scope, numberId)
    .filter((head) => head.closedAt !== undefined)
    .reduce<Head | undefined>(
      (last, head) => ((last?.closedAt ?? 0) > (head.closedAt ?? 0) ? last : head),
      undefined,
    )

/**
 * The conversation becomes the newest of its scope: what was closed there is forgotten. What is open there still, as
 * when the scope has just become wider, has its turn again when this one is closed.
 */
export const withOpenHead = (thread: Thread, scope: ThreadScope, head: Head): Thread => {
  const replaced = headsInScope(thread, scope, head.numberId).filter((h) => h.closedAt !== undefined)
  const others = thread.heads.filter((h) => !replaced.includes(h) && h.conversationId !== head.conversationId)
  return { ...thread, heads: [...others, { conversationId: head.conversationId, numberId: head.numberId }] }
}

export const withClosedHead = (thread: Thread, conversationId: ConversationId, closedAt: number): Thread => ({
  ...thread,
  heads: thread.heads.map((head) => (head.conversationId === conversationId ? { ...head, closedAt } : head)),
})

/** Nothing is left to decide. */
export const withoutReviewOf = ({ review: _, ...thread }: Thread): Thread => thread

/** The longest time that a cap looks back, and more texts in it than any cap allows. */
const campaignsKeptFor = day
const campaignsKept = 6

/** The thread with a campaign counted, once however often it is told; what no cap looks at any more is forgotten. */
export const withCampaignText = (thread: Thread, text: CampaignText): Thread => {
  const others = (thread.campaignTexts ?? []).filter(
    ({ messageId, at }) => messageId !== text.messageId && at > text.at - campaignsKeptFor,
  )
  return { ...thread, campaignTexts: [...others, text].slice(-campaignsKept) }
}

/** The thread without campaigns that no cap looks at any more, so that it does not stay larger than it was. */
export const withoutOldCampaigns = (thread: Thread, now: number): Thread => {
  const { campaignTexts, ...rest } = thread
  return campaignTexts?.every(({ at }) => at <= now - campaignsKeptFor) ? rest : thread
}

/** The thread with a text outside conversations that left: it can be answered, and a case was texted. */
export const withLoneText = (thread: Thread, { caseId, ...text }: UnansweredOutbound): Thread =>
  caseId
    ? withCaseText(withUnanswered(thread, { ...text, caseId }), caseId, text)
    : withUnanswered(thread, text)

/** The thread with a text of one of its cases. `at`: when it left, epoch milliseconds. */
export const withCaseText = (
  thread: Thread,
  id: CaseId,
  { messageId, numberId, at }: Omit<UnansweredOutbound, 'caseId'>,
): Thread => {
  const { cases = [] } = thread
  const known = cases.find((each) => each.id === id)
  if (!known) return thread
  const texted = {
    ...known,
    numberId,
    ...((known.lastTextAt ?? 0) <= at && { lastTextId: messageId, lastTextAt: at }),
  }
  return { ...thread, cases: openFirst([texted, ...cases.filter((each) => each !== known)]) }
}

/** Open cases come before those that are done, each in the order that they had. */
export const openFirst = (cases: ThreadCase[]): ThreadCase[] => [
  ...cases.filter(({ done }) => !done),
  ...cases.filter(({ done }) => done),
]

const withUnanswered = (thread: Thread, unanswered: UnansweredOutbound): Thread => ({
  ...thread,
  unanswered: [...withoutUnanswered(thread, unanswered.messageId).unanswered, unanswered].slice(
    -unansweredKept,
  ),
})

export const withoutUnanswered = (thread: Thread, messageId: MessageId): Thread => ({
  ...thread,
  unanswered: thread.unanswered.filter((unanswered) => unanswered.messageId !== messageId),
})
