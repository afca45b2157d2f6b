import { expect, test } from 'vitest'
import { errorStatus } from '#contract/api/error-codes.ts'
import { decideSend, type SendFacts } from '#domain/gate/decide-send.ts'
import { type BlockReason, explainBlock, explainGate } from '#domain/messages/gate-decision.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import type { Consents } from '#domain/threads/consent.ts'
import { newThread } from '#domain/threads/thread.ts'

const workspace = 'wks_test'
const to = '+12065550123'
const landline = '+442079460000'
const number = newNumber({
  workspace,
  id: 'num_main',
  address: '+12065550100',
  country: 'US',
  state: 'active',
  createdAt: 0,
})
const fine: SendFacts = {
  number,
  to,
  thread: newThread({ workspace, phone: to, ref: 'ref', contactId: 'con_1' }),
  origin: 'api',
  settings: { ...defaultSettings(workspace), enabledCountries: ['US', 'GB'] },
  now: 0,
  body: 'Hello',
  segments: 1,
}

const withNumber = (f: SendFacts, change: Partial<SendFacts['number']>) => ({
  ...f,
  number: { ...f.number, ...change },
})
const withFlags = (f: SendFacts, flags: Partial<SendFacts['thread']['flags']>) => ({
  ...f,
  thread: { ...f.thread, flags: { ...f.thread.flags, ...flags } },
})

/** Each reason in the order in which the gate asks, and what is wrong when it applies. */
const wrongs: [BlockReason, (f: SendFacts) => SendFacts][] = [
  ['number_not_active', (f) => withNumber(f, { state: 'pending' })],
  ['number_cannot_send', (f) => withNumber(f, { capabilities: ['voice'] })],
  ['agent_send_only', (f) => withNumber(f, { agentSendOnly: true })],
  ['invalid_phone_number', (f) => ({ ...f, to: '+19995550123' })],
  ['country_not_enabled', (f) => ({ ...f, settings: { ...f.settings, enabledCountries: ['FR'] } })],
  ['not_mobile', (f) => ({ ...f, to: landline })],
  ['sms_disabled', (f) => withFlags(f, { smsEnabled: false })],
  ['do_not_contact', (f) => withFlags(f, { doNotContact: true })],
  [
    'recipient_opted_out',
    (f) => ({
      ...f,
      thread: { ...f.thread, consents: { workspace: { state: 'opted_out', at: 1, source: 'customer' } } },
    }),
  ],
  ['contact_not_enrolled', (f) => withNumber(f, { enrolledOnly: true })],
  ['not_claimer', (f) => ({ ...f, maySpeak: false })],
  ['conversation_closed', (f) => ({ ...f, conversation: { state: 'closed' } })],
  ['content_not_supported', (f) => ({ ...f, body: 'bell\u0007' })],
  ['too_many_segments', (f) => ({ ...f, segments: 101 })],
  ['insufficient_credits', (f) => ({ ...f, creditsLeft: 0 })],
  ['never_allowed', (f) => ({ ...f, hold: 'never' })],
  [
    'no_consent',
    (f) => ({ ...f, origin: 'campaign', settings: { ...f.settings, campaignConsent: 'required' } }),
  ],
  ['answer_too_late', (f) => ({ ...f, leaveBy: f.now - 1 })],
]

const hold = { reason: 'quiet_hours', releaseAt: 5 } as const

test('a text with nothing wrong may be sent', () => {
  expect(decideSend({ ...fine, creditsLeft: 1, conversation: { state: 'open' } })).toEqual({
    decision: 'allow',
  })
})

test('an RCS agent sends without SMS', () => {
  expect(decideSend(withNumber(fine, { capabilities: ['rcs'] }))).toEqual({ decision: 'allow' })
})

test.each(wrongs)('%s blocks on its own, and people are told why', (reason, wrong) => {
  expect(decideSend(wrong(fine))).toEqual({ decision: 'block', reason })
  expect(explainBlock({ reason })).toMatch(/^[A-Z].*\.$/)
  expect(errorStatus[reason]).toBeGreaterThanOrEqual(402)
})

test.each(wrongs.map(([reason], index) => [reason, index] as const))(
  '%s is told before everything that comes after it',
  (reason, index) => {
    const facts = wrongs.slice(index).reduceRight<SendFacts>((f, [, wrong]) => wrong(f), { ...fine, hold })
    expect(decideSend(facts)).toEqual({ decision: 'block', reason })
  },
)

test('what would be blocked is not held, what would be allowed is, with the reason in words', () => {
  for (const reason of ['scheduled', 'outside_business_hours', 'quiet_hours'] as const) {
    const decision = decideSend({ ...fine, hold: { reason, releaseAt: 5 } })
    expect(decision).toEqual({ decision: 'hold', reason, releaseAt: 5 })
    expect(explainGate(decision)).toMatch(/^The text/)
  }
})

test('answers to STOP, START and HELP pass everything but a bad number, a country and their time', () => {
  const bad = ['number_not_active', 'number_cannot_send', 'invalid_phone_number']
  bad.push('country_not_enabled', 'answer_too_late')
  for (const [reason, wrong] of wrongs) {
    const decision = decideSend({ ...wrong({ ...fine, hold }), origin: 'consent' })
    expect(decision).toEqual(bad.includes(reason) ? { decision: 'block', reason } : { decision: 'allow' })
  }
})

test.each([
  ['nothing', {}, false],
  ['an opt-in', { workspace: { state: 'opted_in', at: 1, source: 'customer' } }, true],
  ['one that ends later', { workspace: { state: 'opted_in', at: 1, source: 'api', expiresAt: 11 } }, true],
  ['one that has ended', { workspace: { state: 'opted_in', at: 1, source: 'api', expiresAt: 10 } }, false],
  ['one for another number', { num_2: { state: 'opted_in', at: 1, source: 'api' } }, false],
] as [string, Consents, boolean][])(
  'with %s on record, campaigns that need consent may leave: %#',
  (_, consents, allowed) => {
    const settings = { ...fine.settings, campaignConsent: 'required', optOutScope: 'number' } as const
    const facts = { ...fine, now: 10, settings, thread: { ...fine.thread, consents } }
    const decision = decideSend({ ...facts, origin: 'campaign' })
    expect(decision).toEqual(allowed ? { decision: 'allow' } : { decision: 'block', reason: 'no_consent' })
    expect(decideSend({ ...facts, origin: 'api' })).toEqual({ decision: 'allow' })
  },
)

test('an opt-out counts again when the opt-in that undid it has ended', () => {
  const undone = { state: 'opted_in', at: 1, source: 'api', expiresAt: 10, undoesOptOut: true } as const
  const facts = { ...fine, thread: { ...fine.thread, consents: { workspace: undone } } }
  expect(decideSend({ ...facts, now: 9 })).toEqual({ decision: 'allow' })
  expect(decideSend({ ...facts, now: 10 })).toEqual({ decision: 'block', reason: 'recipient_opted_out' })
})

test('a number for agents only sends what an agent sends', () => {
  const agentsOnly = withNumber(fine, { agentSendOnly: true })
  const decided = (['agent', 'api', 'campaign', 'case', 'welcome', 'after_hours'] as const).map(
    (origin) => decideSend({ ...agentsOnly, origin }).decision,
  )
  expect(decided).toEqual(['allow', 'block', 'block', 'block', 'block', 'block'])
})

test.each([
  ['white space alone', ' \n', false],
  ['a null character', 'a\u0000b', false],
  ['an escape', '\u001b[1m', false],
  ['a C1 control', 'a\u0085b', false],
  ['tabs and line ends', 'a\tb\r\nc', true],
  ['the page break of GSM', 'a\fb', true],
  ['emoji and joiners', '👩‍👩‍👧 ok', true],
  ['a link', 'https://example.com/a?b=1', true],
])('%s in a text', (_, body, supported) => {
  expect(decideSend({ ...fine, body }).decision).toBe(supported ? 'allow' : 'block')
})

test('a text needs as many credits as it has segments', () => {
  expect(decideSend({ ...fine, segments: 3, creditsLeft: 3 }).decision).toBe('allow')
  expect(decideSend({ ...fine, segments: 3, creditsLeft: 2 }).decision).toBe('block')
  expect(decideSend({ ...fine, segments: 3 }).decision).toBe('allow')
})
