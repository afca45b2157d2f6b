import { type BusinessHours, isOpen, nextCommonOpening } from './business-hours.ts'
import { allowedHours, type QuietRecipient, quietRuleOf, quietUntil } from './quiet-hours.ts'

/** What a message may have to wait for; all instants are epoch milliseconds. Leave out what does not apply to it. */
export type Waits = {
  now: number
  sendAt?: number | undefined
  /** A cap on how often one may write: until when, and the id of its rule. */
  cap?: { until: number; rule: string } | undefined
  hours?: BusinessHours | undefined
  quiet?: QuietRecipient | undefined
}

type Reason =
  | { reason: 'scheduled' | 'outside_business_hours' }
  | { reason: 'frequency_cap' | 'quiet_hours'; rule: string }

/**
 * Why a message is held, by which rule where it is one of law, and the first instant that satisfies everything; `at` is
 * null when none does in 400 days.
 */
export type Delay = { at: number | null } & Reason

/**
 * Whether a message may go now (null), or until when it is held: the first instant, at or after now and its time, at
 * which the business is open and the recipient's quiet hours are over. The reason is the first that applies now.
 * The business's zone serves for a recipient whose number tells no place.
 */
export const nextAllowed = ({ now, sendAt, cap, hours, quiet }: Waits): Delay | null => {
  const recipient = quiet && { ...quiet, fallbackZone: quiet.fallbackZone ?? hours?.zone }
  const reason = reasonNow({ now, sendAt, cap, hours, quiet: recipient })
  if (!reason) return null
  const from = Math.max(now, sendAt ?? now, cap?.until ?? now)
  const all = [...(hours ? [hours] : []), ...(recipient ? allowedHours(recipient, from) : [])]
  return { at: nextCommonOpening(all, from), ...reason }
}

/** The order of the send gate's holds. */
const reasonNow = ({ now, sendAt, cap, hours, quiet }: Waits): Reason | null => {
  if (sendAt !== undefined && sendAt > now) return { reason: 'scheduled' }
  if (cap && cap.until > now) return { reason: 'frequency_cap', rule: cap.rule }
  if (hours && !isOpen(hours, now)) return { reason: 'outside_business_hours' }
  if (quiet && quietUntil({ ...quiet, now }) !== null)
    return { reason: 'quiet_hours', rule: quietRuleOf(quiet.phone) }
  return null
}
