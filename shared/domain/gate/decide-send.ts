import { isBlank } from '#contract/api/blank.ts'
import type { Media } from '../media/media.ts'
import type { BlockCause, BlockReason, GateDecision, Hold } from '../messages/gate-decision.ts'
import type { OutboundOrigin } from '../messages/message.ts'
import { type BusinessNumber, carriesTexts } from '../numbers/number.ts'
import { type Address, canBeMobile, countryOf, isPhone } from '../phones/phone.ts'
import type { Settings } from '../settings/settings.ts'
import { consentFor, isOptedOut } from '../threads/consent.ts'
import type { Thread } from '../threads/thread.ts'
import { whyNoPictures } from './why-no-pictures.ts'

export type SendFacts = {
  number: BusinessNumber
  to: Address
  thread: Pick<Thread, 'flags' | 'consents' | 'consentUnknown' | 'writtenTo'>
  origin: OutboundOrigin
  settings: Settings
  /** Epoch milliseconds, as `leaveBy`. */
  now: number
  /** When it is too late for the text to leave. */
  leaveBy?: number
  conversation?: { state: 'open' | 'closed' }
  /** Whether the sender is among the users of the number. Unset when nobody is asking. */
  mayUseNumber?: boolean
  /** Whether the sender may speak in the conversation: its claimer, or a program. Unset when nobody is asking. */
  maySpeak?: boolean
  body: string
  /** Pictures that are to go along. */
  media?: readonly Media[]
  segments: number
  /** In segments; unset where the workspace does not count credits. */
  creditsLeft?: number
  /** The wait that the hours ask for: unset where there is none, `never` where waiting would not help. */
  hold?: Hold | 'never'
}

/** The most segments one text may have: ten parts of ten, far more than anyone reads on a phone. */
const mostSegments = 100

/** In the order in which a person is told: first what is wrong with the number, then the recipient, then the text. */
const blocks = [
  ['number_not_active', (f) => f.number.state !== 'active'],
  ['number_cannot_send', (f) => !carriesTexts(f.number)],
  ['agent_send_only', (f) => f.number.agentSendOnly && f.origin !== 'agent'],
  ['invalid_phone_number', (f) => !isPhone(f.to)],
  ['country_not_enabled', (f) => !f.settings.enabledCountries.includes(countryOf(f.to) ?? '')],
  ['not_mobile', (f) => !isMobile(f) && f.thread.writtenTo.length === 0],
  ['sms_disabled', (f) => !f.thread.flags.smsEnabled],
  ['do_not_contact', (f) => f.thread.flags.doNotContact],
  ['recipient_opted_out', (f) => isOptedOut(f.thread.consents, f.number.id, f.settings.optOutScope, f.now)],
  ['contact_not_enrolled', (f) => f.number.enrolledOnly && !f.thread.flags.enrolled],
  ['not_number_user', (f) => f.mayUseNumber === false],
  ['not_claimer', (f) => f.maySpeak === false],
  ['conversation_closed', (f) => f.conversation?.state === 'closed'],
  ['content_not_supported', (f) => whyNoPictures(f) !== undefined || !isPlainText(f)],
  ['too_many_segments', (f) => f.segments > mostSegments],
  ['insufficient_credits', (f) => f.creditsLeft !== undefined && f.creditsLeft < f.segments],
  ['never_allowed', (f) => f.hold === 'never'],
  [
    'no_consent',
    (f) =>
      f.origin === 'campaign' &&
      (f.settings.campaignConsent === 'required' || f.thread.consentUnknown === true) &&
      !hasConsent(f),
  ],
  ['answer_too_late', (f) => f.leaveBy !== undefined && f.now > f.leaveBy],
] as const satisfies [BlockReason, (facts: SendFacts) => boolean][]

/**
 * Even the answers to STOP, START and HELP need a number that works, go where texts may go, and come in time: a machine abroad
 * could make us pay for as many as it likes.
 */
const consentBlocks: readonly string[] = [
  'number_not_active',
  'number_cannot_send',
  'invalid_phone_number',
  'country_not_enabled',
  'answer_too_late',
]

/** The one decision on an outbound text: asked when it is accepted and again right before the carrier is called. */
export const decideSend = (facts: SendFacts): GateDecision => {
  const consent = facts.origin === 'consent'
  const blocked = blocks.find(
    ([reason, applies]) => (!consent || consentBlocks.includes(reason)) && applies(facts),
  )
  if (blocked) return { decision: 'block', reason: blocked[0], ...causeOf(blocked[0], facts) }
  return typeof facts.hold === 'object' && !consent
    ? { decision: 'hold', ...facts.hold }
    : { decision: 'allow' }
}

const hasConsent = ({ thread, number, settings, now }: SendFacts): boolean =>
  consentFor(thread.consents, number.id, settings.optOutScope, now)?.state === 'opted_in'

/** By the numbering plan, and by the contact's record. */
const isMobile = ({ to, thread }: SendFacts): boolean =>
  canBeMobile(to) && thread.flags.noMobile === undefined

const causeOf = (reason: BlockReason, facts: SendFacts): { cause?: BlockCause } => {
  const { to, thread } = facts
  const cause = reason === 'content_not_supported' ? whyNoPictures(facts) : undefined
  if (cause) return { cause }
  if (reason === 'invalid_phone_number' && !to.startsWith('+')) return { cause: 'short_code_or_name' }
  if (reason !== 'not_mobile' || !thread.flags.noMobile) return {}
  return { cause: causeOfType[thread.flags.noMobile] }
}

const causeOfType = {
  work: 'work_phone',
  home: 'home_phone',
  other: 'other_phone',
  several: 'no_mobile_phone',
} as const

/**
 * Words, or a picture that needs none, and no control characters but those that have a place in a text: tab, line ends and the
 * page break of GSM.
 */
const isPlainText = ({ body, media = [] }: Pick<SendFacts, 'body' | 'media'>): boolean =>
  (media.length > 0 || !isBlank(body)) && !/(?![\t\n\f\r])\p{Cc}/u.test(body)
