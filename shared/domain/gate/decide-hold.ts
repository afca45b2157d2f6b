import type { BusinessHours } from '../hours/business-hours.ts'
import { nextAllowed } from '../hours/next-allowed.ts'
import type { Hold } from '../messages/gate-decision.ts'
import { isAnswer, type OutboundOrigin } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Address } from '../phones/phone.ts'
import type { Settings } from '../settings/settings.ts'
import type { Capped } from './frequency-cap.ts'

export type HoldFacts = {
  /** Epoch milliseconds, as `sendAt`. */
  now: number
  origin: OutboundOrigin
  number: Pick<BusinessNumber, 'hoursPolicy'>
  hours?: BusinessHours
  settings: Pick<Settings, 'quietHours'>
  to: Address
  /** The recipient's IANA zone, where it is known. */
  zone?: string
  sendAt?: number
  sendNow?: boolean
  /** Whether a text of the recipient that reads like a refusal waits to be decided on. */
  review?: boolean
  /** The frequency cap that holds the text, if any. */
  cap?: Capped
  /** Whether the customer wrote since the text was held, and that matters. */
  customerWrote?: boolean
}

/**
 * The wait of a text: none, until a time and why, or `never` where no such time comes within 400 days. The order of the reasons is that
 * of the send gate. A person who sends a text at once decides about the hours of the business, not about the quiet
 * hours of the recipient or how often they may be written to: those are the law's (47 CFR 64.1200(c)(1)).
 */
export const decideHold = (facts: HoldFacts): Hold | 'never' | undefined => {
  const wait = decideWait(facts)
  const comesLater = typeof wait === 'object' && wait.reason === 'scheduled'
  return waitsForReview(facts) && !comesLater && wait !== 'never' ? { reason: 'consent_review' } : wait
}

/** Whoever may have asked to be left alone gets nothing that no person decided to send, but the answer to a keyword. */
const waitsForReview = ({ review, origin }: HoldFacts): boolean =>
  review === true && isAutomated(origin) && origin !== 'consent'

const decideWait = (facts: HoldFacts): Hold | 'never' | undefined => {
  // An answer that comes the next morning is none.
  if (isAnswer(facts.origin)) return undefined
  const { now, hours, sendNow, to: phone, zone } = facts
  const wait = nextAllowed({
    now,
    sendAt: sendNow ? undefined : facts.sendAt,
    cap: facts.cap,
    hours: !sendNow && waitsForHours(facts) ? hours : undefined,
    quiet: waitsForQuietHours(facts) ? { phone, zone, fallbackZone: hours?.zone } : undefined,
  })
  if (!wait) return facts.customerWrote ? { reason: 'customer_wrote' } : undefined
  const { at: releaseAt, ...why } = wait
  return releaseAt === null ? 'never' : { ...why, releaseAt }
}

export const isAutomated = (origin: OutboundOrigin): boolean => origin !== 'agent'

/** Whether the number's policy makes such texts wait for business hours. */
export const waitsForHours = ({ number, origin }: Pick<HoldFacts, 'number' | 'origin'>): boolean =>
  number.hoursPolicy === 'hold_all' || (number.hoursPolicy === 'hold_automated' && isAutomated(origin))

/** Whether frequency caps count for such texts: they are on solicitations. */
export const waitsForCaps = ({
  settings,
  origin,
}: { settings: Pick<Settings, 'frequencyCaps'> } & Pick<HoldFacts, 'origin'>): boolean =>
  settings.frequencyCaps === 'campaigns' && origin === 'campaign'

/** Whether the workspace's setting makes such texts wait for the recipient's quiet hours to end. */
export const waitsForQuietHours = ({ settings, origin }: Pick<HoldFacts, 'settings' | 'origin'>): boolean =>
  (settings.quietHours === 'automated' && isAutomated(origin)) ||
  (settings.quietHours === 'campaigns' && origin === 'campaign')
