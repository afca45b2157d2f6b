import { carrierTraits } from '#domain/carriers/traits.ts'
import type { BusinessNumber } from '../data/api.ts'

/** The steps from a new number to one that texts, in their order. */
export const numberSteps = ['added', 'registered', 'notified', 'requested', 'active'] as const
export type NumberStep = (typeof numberSteps)[number]

/** What has to happen next. The last four are no step towards texting. */
export type NextStep =
  | 'register'
  | 'wait_for_registration'
  | 'register_again'
  | 'notify'
  | 'activate'
  | 'look_again'
  | 'confirm'
  | 'confirm_off'
  | 'voice_only'
  | 'nothing'

/** Numbers of the deployment's own AWS account are set up by Parley; all others by people, on the carrier's pages. */
const isSetUpByParley = ({ carrier }: BusinessNumber): boolean => carrierTraits[carrier].account === undefined

/** Carriers in the US take texts of registered brands only. */
const needsRegistration = ({ country }: BusinessNumber): boolean => country === 'US'

/** The steps that are done, those that the number does not need included. */
export const stepsDone = (number: BusinessNumber): Set<NumberStep> => {
  const { registration, notification_users: users, state, switching_to: to } = number
  const done: Record<NumberStep, boolean> = {
    added: true,
    registered: !needsRegistration(number) || registration.status === 'approved',
    notified: users.length > 0,
    requested: state === 'active' || to === 'active',
    active: state === 'active',
  }
  return new Set(numberSteps.filter((step) => done[step]))
}

export const nextStep = (number: BusinessNumber): NextStep => {
  const { capabilities, switching_to: to, state, registration } = number
  if (to === 'off') return 'confirm_off'
  if (state === 'active') return 'nothing'
  if (!capabilities.includes('sms') && !capabilities.includes('rcs')) return 'voice_only'
  // What AWS says of it counts, its registration included.
  if (to === 'active' && isSetUpByParley(number)) return 'look_again'
  const done = stepsDone(number)
  if (!done.has('registered')) {
    const { status } = registration
    return status === 'none' ? 'register' : status === 'rejected' ? 'register_again' : 'wait_for_registration'
  }
  if (!done.has('notified')) return 'notify'
  return done.has('requested') ? 'confirm' : 'activate'
}
