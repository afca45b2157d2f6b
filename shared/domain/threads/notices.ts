import type { NumberId } from '../ids.ts'
import { day } from '../time.ts'
import type { Thread } from './thread.ts'

/** For so long a text to the number that a notice came from is taken for an answer to it. */
const answeredWithin = 7 * day

/** The phone belongs to a user who was told from this number that a customer waits; epoch milliseconds. */
export const withNotice = (thread: Thread, numberId: NumberId, at: number): Thread => ({
  ...thread,
  notices: { ...thread.notices, [numberId]: at },
})

/** Whether a text to a number answers a notice of it: its writer is a user who was told, and no customer. */
export const answersNotice = (
  { notices }: Pick<Thread, 'notices'>,
  numberId: NumberId,
  at: number,
): boolean => at - (notices?.[numberId] ?? 0) < answeredWithin
