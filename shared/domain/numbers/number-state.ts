import { DomainError } from '../error.ts'
import type { ConnectedNumber } from './connected-number.ts'
import { requireNotified } from './notification-users.ts'
import { type BusinessNumber, carriesTexts } from './number.ts'

/** SMS is to be switched on: pending until the carrier has done so. Throws `number_cannot_send`, `validation_failed`. */
export const activating = (number: BusinessNumber): BusinessNumber => {
  if (number.state === 'active' || number.switchingTo === 'active') return number
  requireTexts(number)
  requireNotified(number)
  return { ...number, state: 'pending', switchingTo: 'active' }
}

/** SMS is to be switched off: pending until the carrier has done so, and nothing leaves from now on. */
export const deactivating = (number: BusinessNumber): BusinessNumber =>
  number.state === 'off' || number.switchingTo === 'off'
    ? number
    : { ...number, state: 'pending', switchingTo: 'off' }

/** What the carrier says of a number that is switched on, which confirms it where nothing else is in the way. */
export const asConnected = (
  number: BusinessNumber,
  connected: ConnectedNumber | undefined,
): BusinessNumber => {
  if (!connected) return number
  const { isActive, carrierHandlesOptOut, registration: status = number.registration.status } = connected
  const told = { ...number, carrierHandlesOptOut, registration: { ...number.registration, status } }
  return isActive && isRegistered(told) ? confirmed(told) : told
}

/**
 * The carrier has done what was pending. A number that is active stays so, since a carrier may confirm it by itself. Throws
 * `number_not_pending`, `registration_required`, and what keeps SMS from being switched on.
 */
export const confirmed = (number: BusinessNumber): BusinessNumber => {
  const { switchingTo, ...rest } = number
  if (number.state === 'active') return number
  if (number.state !== 'pending' || !switchingTo) {
    throw new DomainError('number_not_pending', 'This number is not waiting for its carrier.')
  }
  if (switchingTo === 'active') {
    requireTexts(number)
    requireNotified(number)
    requireRegistration(number)
  }
  return { ...rest, state: switchingTo }
}

/** Local presence numbers are for voice only (Playbooks). */
const requireTexts = (number: BusinessNumber): void => {
  if (!carriesTexts(number)) {
    throw new DomainError('number_cannot_send', 'This number is for voice only.')
  }
}

/** US carriers take texts of registered brands and campaigns only (Convirza; 10DLC, toll-free verification). */
const isRegistered = ({ country, registration }: BusinessNumber): boolean =>
  country !== 'US' || registration.status === 'approved'

const requireRegistration = (number: BusinessNumber): void => {
  if (!isRegistered(number)) {
    throw new DomainError(
      'registration_required',
      'The brand and campaign of this number are not approved yet.',
    )
  }
}
