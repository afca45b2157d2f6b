import { expect } from 'vitest'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { isUnread, type ReadMarks } from '#domain/conversations/read-marks.ts'
import { isAnswer } from '#domain/conversations/with-message.ts'
import { orderOf } from '#domain/ids.ts'
import type { Message } from '#domain/messages/message.ts'
import type { ThreadScope } from '#domain/settings/settings.ts'
import { headsInScope, type Thread } from '#domain/threads/thread.ts'
import type { FakeApp } from './fake-app.ts'

/** What holds after every single write, whoever wrote at the same time. */
export const expectConsistent = (app: FakeApp, scope: ThreadScope = 'customer') => {
  const conversations = new Map(app.all('conversation').map((c) => [c.id, c]))
  const messages = Map.groupBy(app.all('message'), ({ conversationId }) => conversationId)
  const threads = app.all('thread')
  for (const thread of threads) expectTrueHeads(thread, scope, conversations)
  for (const conversation of conversations.values()) {
    const heads = threads.flatMap(({ heads }) => heads).filter((h) => h.conversationId === conversation.id)
    expect(heads.length, 'an open conversation is a head').toBeGreaterThanOrEqual(
      isOpen(conversation) ? 1 : 0,
    )
    expectTrueFacts(conversation, messages.get(conversation.id) ?? [])
  }
  for (const id of messages.keys()) {
    expect(!id || conversations.get(id)?.merged === undefined, 'messages are where they are seen').toBe(true)
    expect(!id || conversations.has(id), 'a message is in a conversation that exists').toBe(true)
  }
  expectTrueCases(app, threads)
  for (const marks of app.all('read_marks')) expectNothingHidden(marks, [...conversations.values()])
  const kept = threads.flatMap(({ unanswered }) => unanswered.map(({ messageId }) => messageId))
  const alone = (messages.get(undefined) ?? []).map(({ id }) => id)
  expect(alone, 'what waits for its first reply is in no conversation').toEqual(expect.arrayContaining(kept))
}

/** Each case is known to its thread and its contact as it is, and a text is filed to a case of its own customer. */
const expectTrueCases = (app: FakeApp, threads: Thread[]) => {
  const cases = new Map(app.all('case').map((one) => [one.id, one]))
  for (const { contactId, phone, cases: known = [] } of threads) {
    expect(known.length, 'a thread knows five cases at most').toBeLessThanOrEqual(5)
    for (const { id, done = false } of known) {
      const one = cases.get(id)
      expect(one?.phone, 'a thread knows cases of its phone').toBe(phone)
      expect(done, 'a thread knows what is done').toBe(one?.state === 'done')
    }
    const open = [...cases.values()].filter((one) => one.phone === phone && one.state !== 'done')
    const openHere = known.filter(({ done }) => !done).length
    expect(openHere, 'a thread knows every open case, or five').toBe(Math.min(open.length, 5))
    const filed = app.all('message').filter(({ from, to }) => from === phone || to === phone)
    for (const { case: filing } of filed)
      if (filing?.id)
        expect(cases.get(filing.id)?.contactId, 'a text stays with its customer').toBe(contactId)
  }
  for (const { caseId, done = false } of app.all('contact_case'))
    expect(done, 'a contact knows what is done').toBe(cases.get(caseId)?.state === 'done')
  const filed = new Map(app.all('message').map((message) => [message.id, message.case?.id]))
  for (const entry of app.all('case_entry'))
    if (entry.type === 'text' && !entry.gone)
      expect(filed.get(entry.messageId), 'a timeline has what is filed to its case').toBe(entry.caseId)
}

/** A look never reaches further than what was there: whatever the customer writes next will be unread. */
const expectNothingHidden = (marks: ReadMarks, conversations: Conversation[]) => {
  for (const conversation of conversations.filter(({ merged }) => !merged)) {
    const next = { ...conversation, unreadFrom: conversation.version + 1 }
    expect(isUnread(next, marks), 'a look hides nothing that comes later').toBe(true)
  }
}

const isOpen = ({ state }: Conversation) => state === 'open'

const expectTrueHeads = (
  thread: Thread,
  scope: ThreadScope,
  conversations: Map<Conversation['id'], Conversation>,
) => {
  for (const { conversationId, closedAt, numberId } of thread.heads) {
    const conversation = conversations.get(conversationId)
    expect(conversation?.phone, 'a head is a conversation of its phone').toBe(thread.phone)
    expect(conversation?.merged, 'a head was not merged').toBeUndefined()
    expect(closedAt, 'a head is closed as its conversation is').toBe(conversation?.closedAt)
    if (scope === 'customer_and_number')
      expect(numberId, 'a head is under the number of its conversation').toBe(conversation?.numberId)
    const open = headsInScope(thread, scope, numberId).filter((head) => head.closedAt === undefined)
    expect(open.length, 'at most one conversation is open').toBeLessThanOrEqual(1)
  }
}

const expectTrueFacts = (conversation: Conversation, messages: Message[]) => {
  const { state, closedAt, claimedBy, participants, merged, span } = conversation
  expect(closedAt === undefined, 'what is closed says since when').toBe(state === 'open')
  expect(participants, 'the claimer is no participant').not.toContain(claimedBy)
  expect(merged && state, 'what was merged is closed').toBe(merged && 'closed')
  const orders = messages.map(({ id }) => orderOf(id)).toSorted()
  expect((orders[0] ?? span.first) >= span.first && (orders.at(-1) ?? span.last) <= span.last).toBe(true)
  const said = messages.filter((message) => !isAnswer(message)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(conversation.lastMessage?.id, 'the last message is shown').toBe(said.at(-1)?.id)
  if (merged) return
  const newest = (direction: Message['direction']) => said.findLast((m) => m.direction === direction)?.at
  expect(conversation.lastInboundAt).toBe(newest('inbound'))
  expect(conversation.lastOutboundAt).toBe(newest('outbound'))
  const filed = messages.filter((message) => message.case?.id).toSorted((a, b) => b.at - a.at)
  expect(conversation.case?.id, 'the case of the newest text that has one is shown').toBe(filed[0]?.case?.id)
  const held = messages.filter(({ status }) => status === 'held').length
  expect(conversation.heldCount ?? 0, 'what waits to be sent is counted').toBe(held)
  const answeredAt = newest('outbound') ?? 0
  const waiting = said.find((m) => m.direction === 'inbound' && m.at > answeredAt)
  expect(conversation.waitingSince, 'the customer waits since the first text without an answer').toBe(
    waiting?.at,
  )
}
