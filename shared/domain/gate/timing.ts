import { isAdmin, type Principal } from '../agents/principal.ts'
import { DomainError } from '../error.ts'
import { isOpen } from '../hours/business-hours.ts'
import type { OutboundOrigin } from '../messages/message.ts'
import { day, minute } from '../time.ts'
import type { Rules } from './ask-gate.ts'
import { waitsForHours } from './decide-hold.ts'

/** When a sender wants a text to leave: not before a time (epoch milliseconds), or at once whatever the business hours. */
export type Timing = { sendAt?: number; sendNow?: boolean }

const longestSchedule = 366 * day
/** Clocks differ, and people take a while to press a button. */
const lateBy = 5 * minute

/**
 * Checks what a sender asks of time. Throws `validation_failed` for a time that is past or more than a year ahead, and
 * `forbidden` for a sender who may not send outside business hours.
 */
export const requireTiming = (
  principal: Principal,
  { sendAt, sendNow }: Timing,
  rules: Rules,
  origin: OutboundOrigin,
  now: number,
): void => {
  requireSendAt(sendAt, now)
  if (sendNow) requireSendNow(principal, rules, origin, now)
}

/** Throws `validation_failed` for a time (epoch milliseconds) that is past or more than a year ahead. */
export const requireSendAt = (sendAt: number | undefined, now: number): void => {
  if (sendAt === undefined || (sendAt >= now - lateBy && sendAt <= now + longestSchedule)) return
  const detail = sendAt < now ? 'This time is past.' : 'Texts can be scheduled a year ahead at most.'
  throw new DomainError('validation_failed', detail, { errors: [{ path: 'send_at', detail }] })
}

/**
 * Throws `forbidden` for a sender who may not send what waits for business hours: admins may, and agents where the
 * number lets them.
 */
export const requireSendNow = (
  principal: Principal,
  { number, hours }: Rules,
  origin: OutboundOrigin,
  now: number,
): void => {
  if (number.agentsSendNow || isAdmin(principal) || !hours) return
  if (!waitsForHours({ number, origin }) || isOpen(hours, now)) return
  throw new DomainError('forbidden', 'Texts of this number wait for business hours.')
}
