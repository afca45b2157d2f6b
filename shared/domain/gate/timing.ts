import { isAdmin, type Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import { type BusinessHours, isOpen } from '../hours/business-hours.ts'
import type { OutboundOrigin } from '../messages/message.ts'
import { holdingHours } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { waitsForHours } from './decide-hold.ts'

/** When a sender wants a text to leave: not before a time, or at once whatever the business hours. */
export type TimingRequest = { send_at?: string; send_now?: boolean }
export type Timing = { sendAt?: number; sendNow?: boolean }

const minute = 60_000
const year = 366 * 24 * 60 * minute
/** Clocks differ, and people take a while to press a button. */
const lateBy = 5 * minute

type Sender = { principal: Principal; number: BusinessNumber; origin: OutboundOrigin }

/**
 * What the send gate needs to know of time for a new text. Throws `validation_failed`, and `forbidden` for who may not
 * send outside business hours.
 */
export const timingFor = async (
  app: Pick<App, 'clock' | 'hours' | 'teams'>,
  { principal, number, origin }: Sender,
  request: TimingRequest,
): Promise<Timing & { hours?: BusinessHours }> => {
  const timing = timingOf(app, request)
  const hours = await holdingHours(app, number)
  if (timing.sendNow) requireSendNow(principal, { number, hours, origin }, app.clock.now())
  return { ...timing, hours }
}

/** Throws `validation_failed` for a time that is past or more than a year ahead. */
export const timingOf = (app: Pick<App, 'clock'>, { send_at, send_now }: TimingRequest): Timing => {
  const sendAt = send_at === undefined ? undefined : Date.parse(send_at)
  if (sendAt !== undefined) requireSensible(sendAt, app.clock.now())
  return { sendAt, sendNow: send_now || undefined }
}

const requireSensible = (sendAt: number, now: number): void => {
  if (sendAt >= now - lateBy && sendAt <= now + year) return
  const detail = sendAt < now ? 'This time is past.' : 'Texts can be scheduled a year ahead at most.'
  throw new DomainError('validation_failed', detail, { errors: [{ path: 'send_at', detail }] })
}

type SendNow = {
  number: BusinessNumber
  hours?: BusinessHours
  origin: OutboundOrigin
}

/** Who may send what waits for business hours: an admin, and agents where the number lets them. Throws `forbidden`. */
export const requireSendNow = (
  principal: Principal,
  { number, hours, origin }: SendNow,
  now: number,
): void => {
  if (number.agentsSendNow || isAdmin(principal) || !hours) return
  if (!waitsForHours({ number, origin }) || isOpen(hours, now)) return
  throw new DomainError('forbidden', 'Texts of this number wait for business hours.')
}
