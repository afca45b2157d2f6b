import { once } from '#contract/once.ts'
import type { FactName, PlainFactName } from '#contract/workflow-facts.ts'
import { attributePrefix } from '#contract/workflow-facts.ts'
import type { App } from '../app.ts'
import type { Case } from '../cases/case.ts'
import type { Contact } from '../contacts/contact.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { type BusinessHours, isOpen } from '../hours/business-hours.ts'
import { stretchAt } from '../hours/local-time.ts'
import {
  type CaseId,
  type ContactId,
  type ConversationId,
  type MessageId,
  orderOf,
  threadRefOf,
  type WorkspaceId,
} from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { hoursOf } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import { countryOf } from '../phones/phone.ts'
import { countingAt, isOptedOut } from '../threads/consent.ts'
import { day } from '../time.ts'
import type { Facts } from './decide-workflows.ts'
import { conditionsIn, type FactValue, type WorkflowContent } from './workflow.ts'

export type FactNeeds = Pick<
  App,
  'cases' | 'contacts' | 'conversations' | 'hours' | 'messages' | 'numbers' | 'settings' | 'teams' | 'threads'
>

/** What an event is about, and when it happened (epoch milliseconds). */
export type Subject = {
  workspace: WorkspaceId
  at: number
  conversationId?: ConversationId
  messageId?: MessageId
  contactId?: ContactId
  caseId?: CaseId
}

/** The facts that any of the workflows asks for. */
export const factsNamedIn = (workflows: readonly Pick<WorkflowContent, 'branches'>[]): FactName[] => [
  ...new Set(workflows.flatMap((one) => conditionsIn(one).map(({ condition }) => condition.fact))),
]

/**
 * The facts of these names, as they are now; open hours and the time of the day are those of the event. Only what they need
 * is read, each record once: nothing at all where no condition asks.
 */
export const factsFor = async (
  app: FactNeeds,
  subject: Subject,
  names: readonly FactName[],
): Promise<Facts> => {
  const sources = sourcesOf(app, subject)
  const found = await Promise.all(names.map(async (name) => [name, await read(sources, name)] as const))
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

/** The records behind the facts; each is read at its first use. */
type Sources = {
  app: FactNeeds
  subject: Subject
  conversation(): Promise<Conversation | undefined>
  message(): Promise<Message | undefined>
  contact(): Promise<Contact | undefined>
  case(): Promise<Case | undefined>
  number(): Promise<BusinessNumber | undefined>
  hours(): Promise<BusinessHours | undefined>
}

const sourcesOf = (app: FactNeeds, subject: Subject): Sources => {
  const { workspace, conversationId, messageId } = subject
  const conversation = once(async () =>
    conversationId ? app.conversations.get(workspace, conversationId, 'fresh') : undefined,
  )
  const number = once(async () => {
    const { numberId } = (await conversation()) ?? {}
    return numberId && app.numbers.get(workspace, numberId)
  })
  return {
    app,
    subject,
    conversation,
    message: once(async () => (messageId ? app.messages.get(workspace, messageId, 'fresh') : undefined)),
    contact: once(async () => {
      const id = subject.contactId ?? (await conversation())?.contactId
      return id && findContact(app, workspace, id)
    }),
    case: once(async () => {
      const id = subject.caseId ?? (await conversation())?.case?.id
      return id && app.cases.get(workspace, id, 'fresh')
    }),
    number,
    hours: once(async () => {
      const found = await number()
      return found && hoursOf(app, found)
    }),
  }
}

type Read = (sources: Sources) => Promise<FactValue | undefined>

const read = async (sources: Sources, name: FactName): Promise<FactValue | undefined> => {
  if (!name.startsWith(attributePrefix)) return readers[name as PlainFactName](sources)
  const { attributes = {} } = (await sources.contact()) ?? {}
  const key = name.slice(attributePrefix.length)
  return Object.hasOwn(attributes, key) ? attributes[key] : undefined
}

const readers: Record<PlainFactName, Read> = {
  channel: async ({ number }) => {
    const found = await number()
    return found && (found.type === 'rcs' ? 'rcs' : 'sms')
  },
  number: async ({ conversation }) => (await conversation())?.numberId,
  country: async (sources) => {
    const phone = await phoneOf(sources)
    return phone && countryOf(phone)
  },
  // A number without hours is never closed.
  'hours.open': async ({ number, hours, subject }) => {
    if (!(await number())) return undefined
    const found = await hours()
    return found ? isOpen(found, subject.at) : true
  },
  time_of_day: async ({ hours, subject: { at } }) => {
    const found = await hours()
    if (!found) return undefined
    return new Date(at + stretchAt(found.zone, at).offset).toISOString().slice(11, 16)
  },
  'message.body': async ({ message }) => (await message())?.body,
  'message.has_media': async ({ message }) => {
    const found = await message()
    return found && (found.media ?? []).length > 0
  },
  'conversation.claimed': async ({ conversation }) => {
    const found = await conversation()
    return found && found.claimedBy !== undefined
  },
  'conversation.team': async ({ conversation }) => (await conversation())?.teamId,
  'conversation.tags': async ({ conversation }) => (await conversation())?.tags,
  'conversation.subject': async ({ conversation }) => (await conversation())?.subject,
  'contact.first_time': (sources) => isFirstTime(sources),
  'contact.silent_days': (sources) => silentDays(sources),
  'contact.enrolled': async ({ contact }) => (await contact())?.enrolled,
  'contact.opted_out': (sources) => isRefused(sources),
  'case.type': async (sources) => (await sources.case())?.type,
  'case.state': async (sources) => (await sources.case())?.state,
  'case.status': async (sources) => (await sources.case())?.status,
  'case.team': async (sources) => (await sources.case())?.teamId,
}

/** Of the conversation, else of the case, else the contact's mobile or first one. */
const phoneOf = async (sources: Sources): Promise<string | undefined> => {
  const { conversationId, caseId } = sources.subject
  if (conversationId) return (await sources.conversation())?.phone
  if (caseId) return (await sources.case())?.phone
  const { phones = [] } = (await sources.contact()) ?? {}
  return (phones.find(({ type }) => type === 'mobile') ?? phones[0])?.phone
}

/** In a conversation by its phone for its number, else by any phone of the contact for any of our numbers. */
const isRefused = async ({ app, subject, conversation, contact }: Sources): Promise<boolean | undefined> => {
  const { workspace, conversationId, at } = subject
  if (!conversationId) {
    const said = (await contact())?.phones.flatMap(({ consents = {} }) => Object.values(consents))
    return said?.some((one) => one && countingAt(one, at)?.state === 'opted_out')
  }
  const own = await conversation()
  if (!own) return undefined
  const [thread, { optOutScope }] = await Promise.all([
    app.threads.byPhone(workspace, own.phone, 'fresh'),
    app.settings.get(workspace),
  ])
  return thread !== undefined && isOptedOut(thread.consents, own.numberId, optOutScope, at)
}

/** Whether there was no conversation before this one, on any phone of the contact. */
const isFirstTime = async (sources: Sources): Promise<boolean | undefined> => {
  const { app, subject, conversation, contact } = sources
  const [own, customer] = await Promise.all([conversation(), contact()])
  if (!own) return undefined
  const { workspace } = subject
  const [, before] = await app.conversations.ofThread(workspace, threadRefOf(own.id), {
    limit: 2,
    from: orderOf(own.id),
  })
  if (before) return false
  const others = (customer?.phones ?? []).filter(({ phone }) => !isSamePhone(phone, own.phone))
  const found = await Promise.all(
    others.map(async ({ phone }) => {
      const thread = await app.threads.byPhone(workspace, phone)
      return thread
        ? app.conversations.ofThread(workspace, thread.ref, { limit: 1, from: orderOf(own.id) })
        : []
    }),
  )
  return found.flat().length === 0
}

/** Whole days since the customer's text before; not known where there is none. */
const silentDays = async (sources: Sources): Promise<number | undefined> => {
  const [own, message] = await Promise.all([sources.conversation(), sources.message()])
  if (!own) return undefined
  const at = message?.at ?? sources.subject.at
  const before = message?.direction === 'inbound' ? undefined : own.lastInboundAt
  const last = before ?? (await lastInbound(sources, own, message))
  return last === undefined ? undefined : Math.max(0, Math.floor((at - last) / day))
}

/** A few texts are one block of 4 KB, and nearly always enough; then as many as one answer should hold. */
const firstRead = 4
const nextRead = 50

/** When the customer wrote last before a text, or at all, in the thread of the conversation. */
const lastInbound = async (
  { app, subject: { workspace } }: Sources,
  { id }: Conversation,
  before: Message | undefined,
): Promise<number | undefined> => {
  let to = before && orderOf(before.id)
  for (let limit = firstRead; ; limit = nextRead) {
    const entries = await app.messages.entries(workspace, threadRefOf(id), { to, limit })
    const found = entries
      .filter((entry) => entry.kind === 'message')
      .find(({ direction, id: found }) => direction === 'inbound' && found !== before?.id)
    if (found) return found.at
    const last = entries.at(-1)
    if (!last || entries.length < limit) return undefined
    to = orderOf(last.id)
  }
}
