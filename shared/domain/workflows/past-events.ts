import type { TriggerType } from '#contract/workflow-facts.ts'
import { parley } from '../agents/parley.ts'
import type { Case } from '../cases/case.ts'
import { listCases } from '../cases/list-cases.ts'
import type { Contact } from '../contacts/contact.ts'
import { findContacts } from '../contacts/find-contacts.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { findMessages, type MessageFilter } from '../conversations/find-messages.ts'
import { type InboxQuery, listConversations } from '../conversations/list-conversations.ts'
import type { WorkspaceId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { PageOf, PageQuery } from '../pages.ts'
import { opensConversation } from '../threads/decide-thread.ts'
import type { Subject } from './facts-for.ts'

export type PastNeeds = Parameters<typeof findMessages>[0] &
  Parameters<typeof listConversations>[0] &
  Parameters<typeof listCases>[0] &
  Parameters<typeof findContacts>[0]

/**
 * The last so many events with which workflows of a trigger would have begun, the newest first, as far as what is kept still
 * tells of them. A wait is no event yet: there it is what waits at present, as if its time were up.
 */
export const pastEvents = async (
  app: PastNeeds,
  workspace: WorkspaceId,
  trigger: TriggerType,
  last: number,
): Promise<Subject[]> => {
  const found = await finders[trigger](listsFor(app, workspace, last))
  return found.toSorted((a, b) => b.at - a.at).slice(0, last)
}

/** When something happened to a record, epoch milliseconds; undefined where it did not. */
type TimeOf<T> = (record: T) => number | undefined

/** What lists of the workspace still tell of, newest first. */
type Lists = {
  now: number
  messages(filter: MessageFilter, timeOf: TimeOf<Message>): Promise<Subject[]>
  conversations(tab: InboxQuery['tab'], timeOf: TimeOf<Conversation>): Promise<Subject[]>
  contacts(timeOf: TimeOf<Contact>): Promise<Subject[]>
  cases(list: 'open' | 'done', timeOf: TimeOf<Case>): Promise<Subject[]>
}

const listsFor = (app: PastNeeds, workspace: WorkspaceId, last: number): Lists => {
  // Parley reads everything, and has nothing of its own that lists would put first.
  const reader = parley(workspace)
  return {
    now: app.clock.now(),
    messages: (filter, timeOf) =>
      collect(
        last,
        (page) => findMessages(app, reader, { ...filter, ...page }),
        ({ id, conversationId }) => conversationId && { workspace, messageId: id, conversationId },
        timeOf,
      ),
    conversations: (tab, timeOf) =>
      collect(
        last,
        (page) => listConversations(app, reader, { tab, ...page }),
        ({ id }) => ({ workspace, conversationId: id }),
        timeOf,
      ),
    contacts: (timeOf) =>
      collect(
        last,
        (page) => findContacts(app, reader, page),
        ({ id, mergedInto }) => (mergedInto ? undefined : { workspace, contactId: id }),
        timeOf,
      ),
    cases: (list, timeOf) =>
      collect(
        last,
        (page) => listCases(app, reader, { list, ...page }),
        ({ id, contactId }) => ({ workspace, caseId: id, contactId }),
        timeOf,
      ),
  }
}

/** So many pages are looked at where few of a list fit. */
const mostPages = 10

const collect = async <T>(
  last: number,
  read: (page: PageQuery) => Promise<PageOf<T>>,
  subjectOf: (record: T) => Omit<Subject, 'at'> | undefined,
  timeOf: TimeOf<T>,
): Promise<Subject[]> => {
  const found: Subject[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages && found.length < last; pages++) {
    const { records, nextCursor } = await read({ limit: last, ...(cursor && { cursor }) })
    for (const record of records) {
      const [subject, at] = [subjectOf(record), timeOf(record)]
      if (subject && at !== undefined) found.push({ ...subject, at })
    }
    if (!nextCursor) break
    cursor = nextCursor
  }
  return found
}

const both = async (...lists: Promise<Subject[]>[]): Promise<Subject[]> => (await Promise.all(lists)).flat()

/** Open conversations, whether somebody has claimed them or not. */
const open = (lists: Lists, timeOf: TimeOf<Conversation>): Promise<Subject[]> =>
  both(lists.conversations('active', timeOf), lists.conversations('team', timeOf))

const anyCase = (lists: Lists, timeOf: TimeOf<Case>): Promise<Subject[]> =>
  both(lists.cases('open', timeOf), lists.cases('done', timeOf))

const finders: Record<TriggerType, (lists: Lists) => Promise<Subject[]>> = {
  customer_message: ({ messages }) => messages({ direction: 'inbound' }, ({ at }) => at),
  customer_first_message: ({ messages }) =>
    messages({ direction: 'inbound' }, (text) =>
      text.direction === 'inbound' && opensConversation(text.threading.decision) ? text.at : undefined,
    ),
  agent_message: ({ messages }) =>
    messages({ direction: 'outbound' }, ({ at, origin }) => (origin === 'agent' ? at : undefined)),
  message_failed: ({ messages }) =>
    both(
      messages({ status: 'failed' }, ({ at }) => at),
      messages({ status: 'undelivered' }, ({ at }) => at),
    ),
  conversation_closed: ({ conversations }) => conversations('closed', ({ closedAt }) => closedAt),
  conversation_reopened: (lists) =>
    open(lists, ({ threading: { decision, at } }) => (decision === 'reopen' ? at : undefined)),
  conversation_claimed: ({ conversations }) => conversations('team', ({ claimedAt }) => claimedAt),
  // Who gave a claim up stays a participant.
  conversation_released: ({ conversations }) =>
    conversations('active', ({ participants, lastActivityAt }) =>
      participants.length > 0 ? lastActivityAt : undefined,
    ),
  no_answer: (lists) => open(lists, ({ waitingSince }) => waitingSince && lists.now),
  no_reply: (lists) =>
    open(lists, ({ lastOutboundAt = 0, lastInboundAt = 0 }) =>
      lastOutboundAt > lastInboundAt ? lists.now : undefined,
    ),
  unclaimed: (lists) => lists.conversations('active', () => lists.now),
  manual: (lists) => open(lists, ({ lastActivityAt }) => lastActivityAt),
  opted_out: ({ contacts }) => contacts(refusedAt),
  contact_created: ({ contacts }) => contacts(({ createdAt }) => createdAt),
  case_created: (lists) => anyCase(lists, ({ openedAt }) => openedAt),
  case_updated: (lists) => anyCase(lists, ({ lastActivityAt }) => lastActivityAt),
  case_state: (lists) => anyCase(lists, ({ lastActivityAt }) => lastActivityAt),
  agent_available: async () => [],
}

const refusedAt = ({ phones }: Contact): number | undefined => {
  const said = phones.flatMap(({ consents = {} }) => Object.values(consents))
  return said.find((one) => one?.state === 'opted_out')?.at
}
