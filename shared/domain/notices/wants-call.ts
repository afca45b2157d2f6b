import type { CallKind, Preferences } from '../agents/preferences.ts'
import { isOpen } from '../hours/business-hours.ts'

/** For what agents are called by e-mail who never chose it. */
export const usualEmails: readonly CallKind[] = ['mentions']

/** The same of pushes, which only come where somebody has switched them on for a device. */
export const usualPushes: readonly CallKind[] = ['mine', 'mentions']

type Wishes = Pick<Preferences, 'emailFor' | 'pushFor' | 'quietTimes'>

/** By which ways an agent wants to be called for something of this kind now (epoch milliseconds): in their quiet times by none. */
export const waysToCall = (
  { emailFor, pushFor, quietTimes }: Wishes,
  kind: CallKind,
  now: number,
): { byEmail: boolean; byPush: boolean } => {
  const isQuiet = quietTimes !== undefined && isOpen({ ...quietTimes, holidays: [] }, now)
  return {
    byEmail: !isQuiet && (emailFor ?? usualEmails).includes(kind),
    byPush: !isQuiet && (pushFor ?? usualPushes).includes(kind),
  }
}
