import type { BusinessNumber } from '../numbers/number.ts'
import { canBeMobile, countryOf, type Phone } from '../phones/phone.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import type { BlockReason, GateDecision } from './gate.ts'
import type { OutboundOrigin } from './message.ts'

export type SendFacts = {
  number: BusinessNumber
  to: Phone
  thread: Thread
  origin: OutboundOrigin
  settings: Settings
  conversation?: { state: 'open' | 'closed' }
  /** Whether the sender may speak in the conversation: its claimer, or a program. Unset when nobody is asking. */
  maySpeak?: boolean
  segments: number
}

/** The most segments one text may have: ten parts of ten, far more than anyone reads on a phone. */
const mostSegments = 100

/** In the order in which a person is told: first what is wrong with the number, then the recipient, then the text. */
const blocks = [
  ['number_not_active', (f) => f.number.state !== 'active'],
  ['number_cannot_send', (f) => !f.number.capabilities.includes('sms')],
  ['invalid_phone_number', (f) => countryOf(f.to) === undefined],
  ['country_not_enabled', (f) => !f.settings.enabledCountries.includes(countryOf(f.to) ?? '')],
  ['not_mobile', (f) => !canBeMobile(f.to)],
  ['sms_disabled', (f) => !f.thread.flags.smsEnabled],
  ['do_not_contact', (f) => f.thread.flags.doNotContact],
  ['contact_not_enrolled', (f) => f.number.enrolledOnly && !f.thread.flags.enrolled],
  ['not_claimer', (f) => f.maySpeak === false],
  ['conversation_closed', (f) => f.conversation?.state === 'closed'],
  ['too_many_segments', (f) => f.segments > mostSegments],
] as const satisfies [BlockReason, (facts: SendFacts) => boolean][]

/** What even the answers to STOP, START and HELP need: a number that works. */
const consentBlocks: readonly string[] = ['number_not_active', 'number_cannot_send', 'invalid_phone_number']

/** The one decision on an outbound text: asked when it is accepted and again right before the carrier is called. */
export const decideSend = (facts: SendFacts): GateDecision => {
  const blocked = blocks.find(
    ([reason, applies]) => (facts.origin !== 'consent' || consentBlocks.includes(reason)) && applies(facts),
  )
  return blocked ? { decision: 'block', reason: blocked[0] } : { decision: 'allow' }
}
