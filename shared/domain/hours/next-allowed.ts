import { type BusinessHours, isOpen, nextCommonOpening } from './business-hours.ts'
import { allowedHours, type QuietRecipient, quietUntil } from './quiet-hours.ts'

/** What a message may have to wait for; all instants are epoch milliseconds. Leave out what does not apply to it. */
export type Waits = {
  now: number
  sendAt?: number | undefined
  hours?: BusinessHours | undefined
  quiet?: QuietRecipient | undefined
}

/** Why a message is held and the first instant that satisfies everything; `at` is null when none does in 400 days. */
export type Delay = { at: number | null; reason: 'scheduled' | 'outside_business_hours' | 'quiet_hours' }

/**
 * Whether a message may go now (null), or until when it is held: the first instant, at or after now and its time, at
 * which the business is open and the recipient's quiet hours are over. The reason is the first that applies now.
 * The business's zone serves for a recipient whose number tells no place.
 */
export const nextAllowed = ({ now, sendAt, hours, quiet }: Waits): Delay | null => {
  const recipient = quiet && { ...quiet, fallbackZone: quiet.fallbackZone ?? hours?.zone }
  const reason = reasonNow({ now, sendAt, hours, quiet: recipient })
  if (!reason) return null
  const from = Math.max(now, sendAt ?? now)
  const all = [...(hours ? [hours] : []), ...(recipient ? allowedHours(recipient, from) : [])]
  return { at: nextCommonOpening(all, from), reason }
}

/** The order of the send gate's holds. */
const reasonNow = ({ now, sendAt, hours, quiet }: Waits): Delay['reason'] | null => {
  if (sendAt !== undefined && sendAt > now) return 'scheduled'
  if (hours && !isOpen(hours, now)) return 'outside_business_hours'
  if (quiet && quietUntil({ ...quiet, now }) !== null) return 'quiet_hours'
  return null
}
