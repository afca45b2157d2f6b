import { expect, test } from 'vitest'
import type { NumberId } from '#domain/ids.ts'
import type { ThreadScope } from '#domain/settings/settings.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { decideThread, type InboundFacts, type ThreadingDecision } from '#domain/threads/decide-thread.ts'
import { newThread, type Thread } from '#domain/threads/thread.ts'
import { monday, workspace } from '../../support/fake-app.ts'

const second = 1000
const main: NumberId = 'num_main'
const other: NumberId = 'num_other'

const thread = (change: Partial<Thread>): Thread => ({
  ...newThread({ workspace, phone: '+12065550123', ref: 'ref', contactId: 'con_ada' }),
  ...change,
})
const open = (numberId = main) => ({ conversationId: `cnv_open_${numberId}`, numberId }) as const
const closed = (secondsAgo: number, numberId = main) =>
  ({
    conversationId: `cnv_closed_${numberId}`,
    numberId,
    closedAt: monday - secondsAgo * second,
  }) as const
const unanswered = (name: string, secondsAgo = 60, numberId = main) =>
  ({ messageId: `msg_${name}`, numberId, at: monday - secondsAgo * second }) as const

const append = { decision: 'append', conversationId: 'cnv_open_num_main', reason: 'conversation_open' }
const reopen = { decision: 'reopen', conversationId: 'cnv_closed_num_main', reason: 'closed_recently' }
const startAnew = { decision: 'start', reason: 'closed_too_long_ago' }
const startFirst = { decision: 'start', reason: 'no_conversation_before' }
const from = (name: string, reason: string, closes?: string) => ({
  decision: 'start_from_outbound',
  messageId: `msg_${name}`,
  reason,
  ...(closes && { closes }),
})
const guessed = (name: string, closes?: string) => from(name, 'reply_to_last_outbound', closes)
const named = (name: string, closes?: string) => from(name, 'carrier_names_outbound', closes)

type Row = {
  seed: string
  fact: string
  thread: Partial<Thread>
  inbound?: Partial<InboundFacts>
  scope?: ThreadScope
  expected: object
}

const intercom: Omit<Row, 'seed'>[] = [
  { fact: 'a first text starts a conversation', thread: {}, expected: startFirst },
  { fact: 'a text goes into the open conversation', thread: { heads: [open()] }, expected: append },
  {
    fact: 'a text a moment after closing reopens',
    thread: { heads: [closed(0)] },
    expected: reopen,
  },
  {
    fact: 'a text written before closing, which arrives after it, reopens',
    thread: { heads: [closed(-5)] },
    expected: reopen,
  },
  { fact: 'a text 431,999 s after closing reopens', thread: { heads: [closed(431_999)] }, expected: reopen },
  {
    fact: 'a text 432,000 s after closing starts anew',
    thread: { heads: [closed(432_000)] },
    expected: startAnew,
  },
  {
    fact: 'a text 432,001 s after closing starts anew',
    thread: { heads: [closed(432_001)] },
    expected: startAnew,
  },
  {
    fact: 'the first reply to an outbound of its own starts a conversation from it',
    thread: { unanswered: [unanswered('campaign')] },
    expected: guessed('campaign'),
  },
  {
    fact: 'the first reply closes what is open',
    thread: { heads: [open()], unanswered: [unanswered('campaign')] },
    expected: guessed('campaign', 'cnv_open_num_main'),
  },
  {
    fact: 'the first reply does not reopen what was closed a minute ago',
    thread: { heads: [closed(60)], unanswered: [unanswered('campaign')] },
    expected: guessed('campaign'),
  },
  {
    fact: 'without a word of the carrier the last outbound of its own is answered',
    thread: { unanswered: [unanswered('older', 90), unanswered('newer', 60)] },
    expected: guessed('newer'),
  },
  {
    fact: 'the outbound that the carrier names is answered, though a later one waits',
    thread: { unanswered: [unanswered('older', 90), unanswered('newer', 60)] },
    inbound: { answers: 'msg_older' },
    expected: named('older'),
  },
  {
    fact: 'the outbound that the carrier names is answered, though the conversation went on since',
    thread: { heads: [open()], unanswered: [unanswered('campaign')] },
    inbound: { answers: 'msg_campaign', lastOutboundAt: monday - second },
    expected: named('campaign', 'cnv_open_num_main'),
  },
  {
    fact: 'a reply that the carrier says is to something else goes into the open conversation',
    thread: { heads: [open()], unanswered: [unanswered('campaign')] },
    inbound: { answers: null },
    expected: append,
  },
  {
    fact: 'a text after a later outbound in the open conversation answers that one',
    thread: { heads: [open()], unanswered: [unanswered('campaign')] },
    inbound: { lastOutboundAt: monday - 30 * second },
    expected: append,
  },
  {
    fact: 'a text after a later outbound in the closed conversation reopens it',
    thread: { heads: [closed(10)], unanswered: [unanswered('campaign')] },
    inbound: { lastOutboundAt: monday - 30 * second },
    expected: reopen,
  },
  {
    fact: 'a text that was written before the outbound is no reply to it',
    thread: { heads: [open()], unanswered: [unanswered('campaign', -1)] },
    expected: append,
  },
  {
    fact: 'a text goes on with the customer on whichever number they write to',
    thread: { heads: [open()] },
    inbound: { numberId: other },
    expected: append,
  },
]

const convirza: Omit<Row, 'seed'>[] = [
  {
    fact: 'a text to another number starts a conversation of that number',
    thread: { heads: [open()] },
    inbound: { numberId: other },
    expected: startFirst,
  },
  {
    fact: 'a text goes into the open conversation of its own number',
    thread: { heads: [open(other), open()] },
    expected: append,
  },
  {
    fact: 'a text reopens what was closed on its own number, though another one was closed later',
    thread: { heads: [closed(60), closed(30, other)] },
    expected: reopen,
  },
  {
    fact: 'a text to one number is no reply to an outbound from another one',
    thread: { heads: [open()], unanswered: [unanswered('campaign', 60, other)] },
    expected: append,
  },
]

const rows: Row[] = [
  ...intercom.map((row) => ({ seed: '[S3]', ...row })),
  ...convirza.map((row) => ({ seed: '[S4]', scope: 'customer_and_number' as const, ...row })),
]

test.each(rows)('$seed $fact', ({ thread: facts, inbound, scope = 'customer', expected }) => {
  const settings = { ...defaultSettings(workspace), threadScope: scope }
  const decision: ThreadingDecision = decideThread(
    thread(facts),
    { at: monday, numberId: 'num_main', ...inbound },
    settings,
  )
  expect(decision).toEqual(expected)
})

test('[S3] how long a closed conversation can be reopened is a setting', () => {
  const settings = { threadScope: 'customer', reopenWithinSeconds: 60, caseReplies: 'join_open' } as const
  const decide = (secondsAgo: number) =>
    decideThread(thread({ heads: [closed(secondsAgo)] }), { at: monday, numberId: 'num_main' }, settings)
  expect(decide(59)).toEqual(reopen)
  expect(decide(60)).toEqual(startAnew)
})

test('a reply to a text of a case joins the open conversation, once, unless the setting says otherwise', () => {
  const text = { ...unanswered('printer'), caseId: 'cas_printer' } as const
  const facts = { at: monday, numberId: main }
  const settings = defaultSettings(workspace)
  const talking = thread({ heads: [open()], unanswered: [text] })
  const joining = { ...append, reason: 'reply_to_case_text' }
  expect(decideThread(talking, facts, settings)).toEqual(joining)
  expect(decideThread(talking, { ...facts, answers: text.messageId }, settings)).toEqual(joining)
  expect(decideThread(talking, { ...facts, lastInboundAt: text.at }, settings)).toEqual(append)
  expect(decideThread(talking, { ...facts, lastOutboundAt: text.at }, settings)).toEqual(append)
  const startNew = { ...settings, caseReplies: 'start_new' } as const
  expect(decideThread(talking, facts, startNew)).toEqual(guessed('printer', 'cnv_open_num_main'))
  expect(decideThread(thread({ unanswered: [text] }), facts, settings)).toEqual(guessed('printer'))
})
