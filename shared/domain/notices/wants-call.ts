import type { CallKind, Preferences } from '../agents/preferences.ts'
import { isOpen } from '../hours/business-hours.ts'

/** For what agents are called by e-mail who never chose it. */
export const usualEmails: readonly CallKind[] = ['mentions']

/** Whether an agent wants to be called by e-mail for something of this kind now (epoch milliseconds): never in their quiet times. */
export const wantsCall = (
  { emailFor, quietTimes }: Pick<Preferences, 'emailFor' | 'quietTimes'>,
  kind: CallKind,
  now: number,
): boolean =>
  (emailFor ?? usualEmails).includes(kind) && !(quietTimes && isOpen({ ...quietTimes, holidays: [] }, now))
