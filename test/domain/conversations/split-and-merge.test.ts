import { expect, test } from 'vitest'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { continueConversation } from '#domain/conversations/edit-conversation.ts'
import { listMessages } from '#domain/conversations/list-messages.ts'
import { loadReadMarks } from '#domain/conversations/load-read-marks.ts'
import { markRead } from '#domain/conversations/mark-read.ts'
import { mergeConversation } from '#domain/conversations/merge-conversation.ts'
import { isUnread } from '#domain/conversations/read-marks.ts'
import { splitConversation } from '#domain/conversations/split-conversation.ts'
import { unmergeConversation } from '#domain/conversations/unmerge-conversation.ts'
import { ConflictError } from '#domain/error.ts'
import type { ConversationId, MessageId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import type { ThreadScope } from '#domain/settings/settings.ts'
import {
  admin,
  ana,
  ben,
  bodiesIn,
  createOffice,
  otherNumber,
  receive,
  refusal,
  stored,
  textNow,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { expectConsistent } from '../../support/invariants.ts'

const sixDays = 6 * 24 * 60 * 60 * 1000

/** Texts of the customer, one after the other, in whichever conversation they go to. */
const receiveAll = async (app: FakeApp, ...bodies: string[]) => {
  const texts: { id: MessageId; conversationId: ConversationId }[] = []
  for (const body of bodies) {
    const { id, conversationId = 'cnv_' } = await receive(app, { body })
    texts.push({ id, conversationId })
  }
  return texts
}

const createTalk = async (...bodies: string[]) => {
  const app = await createOffice()
  const texts = await receiveAll(app, ...bodies)
  const id = texts[0]?.conversationId ?? 'cnv_'
  await claimConversation(app, ana, id)
  const split = (i?: number) => splitConversation(app, admin, id, i === undefined ? i : texts[i]?.id)
  return { app, id, texts, split }
}

/** An old, closed conversation with two texts, and one with two more that the customer began long after it. */
const createTwo = async ({ newerState = 'open' }: { newerState?: Conversation['state'] } = {}) => {
  const app = await createOffice()
  const [first] = await receiveAll(app, 'a', 'b')
  const older = first?.conversationId ?? 'cnv_'
  await closeConversation(app, admin, older)
  app.advance(sixDays)
  const [third] = await receiveAll(app, 'c', 'd')
  const newer = third?.conversationId ?? 'cnv_'
  app.advance(1000)
  if (newerState === 'closed') await closeConversation(app, admin, newer)
  app.advance(1000)
  return { app, older, newer }
}

/** What undoing has to bring back. */
const shown = (app: FakeApp, id: ConversationId) => {
  const { state, closedAt, lastMessage, lastInboundAt, lastOutboundAt, numberId, numberAddress, ...rest } =
    stored(app, id)
  const { waitingSince, firstReplyAt, answered, heldCount, contactName } = rest
  return {
    ...{ state, closedAt, lastMessage, lastInboundAt, lastOutboundAt, numberId, numberAddress },
    ...{ waitingSince, firstReplyAt, answered, heldCount, contactName },
    bodies: bodiesIn(app, id),
  }
}

const notesIn = (app: FakeApp, id: ConversationId) => app.all('note').filter((n) => n.conversationId === id)

test('[S1] splitting moves a message and all that follows into a new conversation, and closes the old one', async () => {
  const { app, id, split } = await createTalk('a', 'b', 'c')
  const next = await split(1)
  expect(shown(app, id)).toMatchObject({ state: 'closed', bodies: ['a'], lastMessage: { preview: 'a' } })
  expect(shown(app, next.id)).toMatchObject({
    state: 'open',
    bodies: ['b', 'c'],
    lastMessage: { preview: 'c' },
  })
  expect(stored(app, next.id)).toMatchObject({
    claimedBy: ana.id,
    threading: { decision: 'split', reason: 'started_new_by_hand' },
  })
  expect(await receiveAll(app, 'd')).toMatchObject([{ conversationId: next.id }])
})

test('[S3] a split leaves a note in both conversations that points to the other', async () => {
  const { app, id, split } = await createTalk('a', 'b')
  const next = await split(1)
  expect(notesIn(app, id)).toMatchObject([{ link: next.id }])
  expect(notesIn(app, next.id)).toMatchObject([{ link: id }])
})

test('notes go along with the messages that they follow', async () => {
  const { app, id, split } = await createTalk('a')
  await addNote(app, ana, id, { body: 'stays' })
  const [text] = await receiveAll(app, 'b')
  await addNote(app, ana, id, { body: 'goes' })
  const next = await splitConversation(app, admin, id, text?.id)
  expect(notesIn(app, id)[0]?.body).toBe('stays')
  expect(notesIn(app, next.id)[0]?.body).toBe('goes')
  expect((await split(0).catch((error) => error)).code).toBe('conversation_closed')
})

test('[S1] after a text reopened a conversation, "start new" is a split from that text', async () => {
  const { app, id, split } = await createTalk('a')
  await closeConversation(app, admin, id)
  await receiveAll(app, 'b', 'c')
  const next = await split()
  expect(bodiesIn(app, id)).toEqual(['a'])
  expect(bodiesIn(app, next.id)).toEqual(['b', 'c'])
})

test('[S1] after a text reopened a conversation, "continue" is stored, and nothing is asked any more', async () => {
  const { app, id, split } = await createTalk('a')
  await closeConversation(app, admin, id)
  await receiveAll(app, 'b')
  await continueConversation(app, admin, id)
  expect(stored(app, id).threading).toMatchObject({ decision: 'continue', reason: 'continued_by_hand' })
  await expect(split()).rejects.toEqual(
    refusal('validation_failed', { errors: [{ path: 'message_id', detail: 'Required here.' }] }),
  )
})

test('a split leaves at least one message, and takes one of this conversation', async () => {
  const { app, id, split } = await createTalk('a', 'b')
  await expect(split(0)).rejects.toEqual(refusal('validation_failed'))
  const elsewhere = await receive(app, { from: '+12065550188' })
  await expect(splitConversation(app, admin, id, elsewhere.id)).rejects.toEqual(refusal('not_found'))
  const next = await split(1)
  await reopenAfter(app, next.id, id)
  await expect(split(1)).rejects.toEqual(refusal('not_found'))
})

const reopenAfter = async (app: FakeApp, open: ConversationId, id: ConversationId) => {
  await closeConversation(app, admin, open)
  await reopenConversation(app, admin, id)
}

test('at most eighty messages are split off or merged', async () => {
  const bodies = Array.from({ length: 82 }, (_, i) => `text ${i}`)
  const { app, id, split } = await createTalk(...bodies)
  await expect(split(1)).rejects.toEqual(refusal('too_many_messages'))
  const next = await split(2)
  expect(bodiesIn(app, next.id)).toEqual(bodies.slice(2))
  await expect(mergeConversation(app, admin, id, next.id)).rejects.toEqual(refusal('too_many_messages'))
})

test('merging takes a split back', async () => {
  const { app, id, split } = await createTalk('a', 'b', 'c')
  await sendMessage(app, ana, id, { body: 'd' })
  const before = shown(app, id)
  const next = await split(1)
  await mergeConversation(app, admin, id, next.id)
  expect(shown(app, id)).toEqual(before)
  expect(stored(app, id)).toMatchObject({ claimedBy: ana.id, threading: { decision: 'merge' } })
  expect(stored(app, next.id)).toMatchObject({ state: 'closed', merged: { into: id } })
  expect(await receiveAll(app, 'e')).toMatchObject([{ conversationId: id }])
})

test('[S3] a merge leaves a note in both conversations that points to the other', async () => {
  const { app, older, newer } = await createTwo()
  await mergeConversation(app, admin, older, newer)
  expect(notesIn(app, older)).toMatchObject([{ link: newer }])
  expect(notesIn(app, newer)).toMatchObject([{ link: older }])
})

test.each([
  ['open', 'older'],
  ['open', 'newer'],
  ['closed', 'older'],
  ['closed', 'newer'],
] as const)(
  'a merge of a closed and an %s conversation into the %s is taken back',
  async (newerState, into) => {
    const { app, older, newer } = await createTwo({ newerState })
    const before = [shown(app, older), shown(app, newer)]
    const [target, source] = into === 'older' ? [older, newer] : [newer, older]
    const union = await mergeConversation(app, admin, target, source)
    expect(union.state).toBe(newerState)
    expect(shown(app, target).bodies).toEqual(['a', 'b', 'c', 'd'])
    expect(shown(app, source)).toMatchObject({ state: 'closed', bodies: [] })
    app.advance(1000)
    await unmergeConversation(app, admin, target, source)
    expect([shown(app, older), shown(app, newer)]).toEqual(before)
    expect(stored(app, source).merged).toBeUndefined()
    expect(notesIn(app, target)).toMatchObject([{ link: source }, { link: source }])
    const [text] = await receiveAll(app, 'e')
    expect(text?.conversationId).toBe(newer)
  },
)

test('what the customer wrote after a merge stays where it is, and open', async () => {
  const { app, older, newer } = await createTwo()
  await mergeConversation(app, admin, older, newer)
  await receiveAll(app, 'e')
  await unmergeConversation(app, admin, older, newer)
  expect(shown(app, older)).toMatchObject({ state: 'open', bodies: ['a', 'b', 'e'] })
  expect(shown(app, newer)).toMatchObject({ state: 'closed', bodies: ['c', 'd'] })
})

test('a merge that was closed since is taken back into two closed conversations', async () => {
  const { app, older, newer } = await createTwo()
  await mergeConversation(app, admin, older, newer)
  const { closedAt } = await closeConversation(app, admin, older)
  app.advance(sixDays)
  await unmergeConversation(app, admin, older, newer)
  expect(shown(app, older)).toMatchObject({ state: 'closed', closedAt })
  expect(shown(app, newer)).toMatchObject({ state: 'closed', closedAt })
})

test('a merge into what was merged itself is taken back from the outside in', async () => {
  const { app, older, newer } = await createTwo({ newerState: 'closed' })
  app.advance(sixDays)
  const [{ conversationId: newest } = { conversationId: older }] = await receiveAll(app, 'e')
  const before = [older, newer, newest].map((id) => shown(app, id))
  await mergeConversation(app, admin, newer, older)
  await mergeConversation(app, admin, newest, newer)
  expect(bodiesIn(app, newest)).toEqual(['a', 'b', 'c', 'd', 'e'])
  const inner = () => unmergeConversation(app, admin, newer, older)
  await expect(inner()).rejects.toEqual(refusal('validation_failed'))
  await unmergeConversation(app, admin, newest, newer)
  await inner()
  expect([older, newer, newest].map((id) => shown(app, id))).toEqual(before)
})

test('a merge can be taken back however long the conversation has become', async () => {
  const app = await createOffice()
  const many = (name: string) => Array.from({ length: 60 }, (_, i) => `${name} ${i}`)
  const [{ conversationId: older } = { conversationId: 'cnv_' as const }] = await receiveAll(
    app,
    ...many('a'),
  )
  await closeConversation(app, admin, older)
  app.advance(sixDays)
  const [{ conversationId: newer } = { conversationId: older }] = await receiveAll(app, ...many('b'))
  await mergeConversation(app, admin, newer, older)
  await receiveAll(app, ...many('c'))
  await unmergeConversation(app, admin, newer, older)
  expect(bodiesIn(app, older)).toEqual(many('a'))
  expect(bodiesIn(app, newer)).toEqual([...many('b'), ...many('c')])
})

test.each([
  ['itself', (one: ConversationId) => one, 'validation_failed'],
  [
    'a conversation that does not exist',
    (one: ConversationId) => `cnv_0000000000${one.slice(14)}`,
    'not_found',
  ],
] as const)('nothing is merged with %s', async (_, other, code) => {
  const { app, newer } = await createTwo()
  const conversationId = other(newer) as ConversationId
  await expect(mergeConversation(app, admin, newer, conversationId)).rejects.toEqual(refusal(code))
})

test('nothing is merged across phones', async () => {
  const { app, newer } = await createTwo()
  const { conversationId = 'cnv_' } = await receive(app, { from: '+12065550188' })
  for (const act of [mergeConversation, unmergeConversation]) {
    await expect(act(app, admin, newer, conversationId)).rejects.toEqual(refusal('validation_failed'))
  }
})

test('what was merged is not merged again, not reopened, and gets no text', async () => {
  const { app, older, newer } = await createTwo({ newerState: 'closed' })
  await mergeConversation(app, admin, older, newer)
  for (const [target, conversationId] of [
    [older, newer],
    [newer, older],
  ] as const) {
    await expect(mergeConversation(app, admin, target, conversationId)).rejects.toEqual(
      refusal('validation_failed'),
    )
  }
  await expect(reopenConversation(app, admin, newer)).rejects.toEqual(refusal('conversation_closed'))
  expect(await receiveAll(app, 'e')).toMatchObject([{ conversationId: older }])
})

test('[S4] who has no part in a claimed conversation neither merges nor splits it', async () => {
  const { app, older, newer } = await createTwo()
  await claimConversation(app, ana, newer)
  for (const [target, conversationId] of [
    [older, newer],
    [newer, older],
  ] as const) {
    await expect(mergeConversation(app, ben, target, conversationId)).rejects.toEqual(refusal('forbidden'))
  }
  await expect(splitConversation(app, ben, newer)).rejects.toEqual(refusal('forbidden'))
})

const seesUnread = async (app: FakeApp, who: typeof ben | typeof admin, id: ConversationId) =>
  isUnread(stored(app, id), await loadReadMarks(app, who))

test('what a merge brings is unread, and nothing is in what it emptied', async () => {
  const { app, older, newer } = await createTwo()
  for (const id of [older, newer]) await markRead(app, admin, id)
  await mergeConversation(app, admin, newer, older)
  expect(await seesUnread(app, admin, newer)).toBe(true)
  expect(await seesUnread(app, ben, older)).toBe(false)
  await markRead(app, admin, newer)
  expect(await seesUnread(app, admin, newer)).toBe(false)
})

test('what an agent has answered stays read through a merge and its undo', async () => {
  const { app, older, newer } = await createTwo()
  for (const id of [older, newer]) {
    await reopenConversation(app, admin, id).catch(() => {})
  }
  await claimConversation(app, ana, newer)
  await sendMessage(app, ana, newer, { body: 'Hello!' })
  await mergeConversation(app, admin, older, newer)
  await unmergeConversation(app, admin, older, newer)
  expect(await seesUnread(app, ben, newer)).toBe(false)
  expect(await seesUnread(app, ben, older)).toBe(true)
})

test('an answer in one conversation answers what was written before it in the one that is merged with it', async () => {
  const { app, older, newer } = await createTwo()
  const [, second] = app.all('message').filter(({ conversationId }) => conversationId === newer)
  await claimConversation(app, ana, newer)
  await sendMessage(app, ana, newer, { body: 'Hello!' })
  const asked = await receiveAll(app, 'One more thing.')
  expect(stored(app, older).waitingSince).toBeDefined()
  const before = [shown(app, older), shown(app, newer)]
  const union = await mergeConversation(app, admin, older, newer)
  expect(second).toBeDefined()
  expect(union.waitingSince).toBe(app.all('message').find(({ id }) => id === asked[0]?.id)?.at)
  await unmergeConversation(app, admin, older, newer)
  expect([shown(app, older), shown(app, newer)]).toEqual(before)
})

test('what waits to be sent is counted where it is, through a split and a merge', async () => {
  const { app, id, split } = await createTalk('a', 'b')
  await sendMessage(app, ana, id, { body: 'later', sendAt: app.now + 60 * 60 * 1000 })
  const counts = () => app.all('conversation').map(({ heldCount }) => heldCount)
  const next = await split(1)
  expect(counts()).toEqual([undefined, 1])
  await mergeConversation(app, admin, id, next.id)
  expect(counts()).toEqual([1, undefined])
  await unmergeConversation(app, admin, id, next.id)
  expect(counts()).toEqual([undefined, 1])
})

test('words that read like an opt-out are decided on where they are', async () => {
  const { app, id, split } = await createTalk('a', 'please do not text me anymore')
  const review = stored(app, id).consentReview
  expect(review).toBeDefined()
  const next = await split(1)
  expect([stored(app, id).consentReview, stored(app, next.id).consentReview]).toEqual([undefined, review])
  await mergeConversation(app, admin, id, next.id)
  expect([stored(app, id).consentReview, stored(app, next.id).consentReview]).toEqual([review, undefined])
  await unmergeConversation(app, admin, id, next.id)
  expect([stored(app, id).consentReview, stored(app, next.id).consentReview]).toEqual([undefined, review])
})

test('all messages of a conversation are listed after each of these', async () => {
  const { app, id, split } = await createTalk('a', 'b', 'c')
  const listed = async (of: ConversationId) => {
    const { records } = await listMessages(app, ana, of, { limit: 100 })
    return records.filter(({ origin }) => origin !== 'welcome').map(({ body }) => body)
  }
  const next = await split(1)
  expect([await listed(id), await listed(next.id)]).toEqual([['a'], ['c', 'b']])
  await mergeConversation(app, admin, id, next.id)
  expect([await listed(id), await listed(next.id)]).toEqual([['c', 'b', 'a'], []])
  await unmergeConversation(app, admin, id, next.id)
  expect([await listed(id), await listed(next.id)]).toEqual([['a'], ['c', 'b']])
})

/** Where each number has its own conversations: one open on each. */
const createTwoNumbers = async () => {
  const app = await createOffice({ settings: { threadScope: 'customer_and_number' } })
  const { conversationId: ours = 'cnv_' } = await receive(app, { body: 'a' })
  const { conversationId: theirs = 'cnv_' } = await receive(app, { body: 'b', to: otherNumber })
  return { app, ours, theirs }
}

test('[S4] a merge of two open conversations with two numbers is taken back into two open ones', async () => {
  const { app, ours, theirs } = await createTwoNumbers()
  const before = [shown(app, ours), shown(app, theirs)]
  await mergeConversation(app, admin, ours, theirs)
  expect(shown(app, ours)).toMatchObject({ state: 'open', bodies: ['a', 'b'], numberId: 'num_other' })
  await unmergeConversation(app, admin, ours, theirs)
  expect([shown(app, ours), shown(app, theirs)]).toEqual(before)
})

test('[S4] taking a merge back opens nothing beside what the number has open by then', async () => {
  const { app, ours, theirs } = await createTwoNumbers()
  await mergeConversation(app, admin, theirs, ours)
  const { conversationId: third } = await receive(app, { body: 'c' })
  await unmergeConversation(app, admin, theirs, ours)
  expect(stored(app, third).state).toBe('open')
  expect(shown(app, ours)).toMatchObject({ state: 'closed', bodies: ['a'] })
})

test('[S4] a text that meets a merge is not put under the number that its conversation has left', async () => {
  const { app, ours, theirs } = await createTwoNumbers()
  let readings = 0
  const meeting: FakeApp = {
    ...app,
    conversations: {
      ...app.conversations,
      get: async (...asked) => {
        readings++
        if (readings === 1) throw new ConflictError([])
        if (readings === 2) await mergeConversation(app, admin, ours, theirs)
        return app.conversations.get(...asked)
      },
    },
  }
  const text = textNow(app)
  await receiveMessage(meeting, text)
  expectConsistent(app, 'customer_and_number')
  const placed = app.all('message').find(({ body }) => body === text.body)
  expect(stored(app, placed?.conversationId)).toMatchObject({ state: 'open', numberId: 'num_main' })
  expect(stored(app, ours)).toMatchObject({ state: 'open', numberId: 'num_other' })
})

const setScope = async (app: FakeApp, threadScope: ThreadScope) => {
  for (const settings of app.all('settings')) await app.commit({ ...settings, threadScope })
}

/** Both numbers have an open conversation; one was written to from the other's number while customers had one for all. */
const createWithOneForAWhile = async () => {
  const { app, ours, theirs } = await createTwoNumbers()
  await setScope(app, 'customer')
  const text = await receive(app)
  expect(text.conversationId).toBe(theirs)
  await setScope(app, 'customer_and_number')
  return { app, ours, theirs, text }
}

test('[S4] a split leaves one open conversation with a number, whatever number was written to before', async () => {
  const { app, theirs, text } = await createWithOneForAWhile()
  await splitConversation(app, admin, theirs, text.id)
  const open = app.all('thread')[0]?.heads.filter(({ closedAt }) => closedAt === undefined)
  expect(open?.map(({ numberId }) => numberId)).toEqual(['num_main', 'num_other'])
})

test('[S4] a conversation that was for all numbers is for its own again with the next text', async () => {
  const { app, ours, theirs } = await createWithOneForAWhile()
  const text = await receive(app, { to: otherNumber })
  expect(text.conversationId).toBe(theirs)
  expect(stored(app, theirs)).toMatchObject({ numberId: 'num_other', numberAddress: otherNumber })
  expect(await receive(app)).toMatchObject({ conversationId: ours })
  expectConsistent(app, 'customer_and_number')
})

test('[S4] a merge that would leave two open conversations with a number is refused', async () => {
  const { app, ours, theirs } = await createTwoNumbers()
  await closeConversation(app, admin, theirs)
  app.advance(sixDays)
  const { conversationId: third } = await receive(app, { body: 'c', to: otherNumber })
  const extra = { conversation_id: third }
  await expect(mergeConversation(app, admin, theirs, ours)).rejects.toEqual(
    refusal('open_conversation_exists', extra),
  )
})
