import type { NumberId } from '../ids.ts'
import type { ThreadCase } from '../threads/thread.ts'

export type CaseNumberFacts = {
  /** The number that texts of the case left from before. */
  own?: NumberId
  /** The numbers that cases may have, in the order in which they are given out. */
  pool: NumberId[]
  /** The other open cases of the phone. */
  others: Pick<ThreadCase, 'numberId' | 'lastTextAt'>[]
}

/**
 * The number that a case texts from, so that each case is a thread of its own on the customer's phone: its own, else one
 * that no other open case of the phone uses, else the one unused longest, which is then `shared`. Undefined where the pool
 * is empty.
 */
export const decideCaseNumber = ({
  own,
  pool,
  others,
}: CaseNumberFacts): { numberId: NumberId; shared: boolean } | undefined => {
  const usersOf = (number: NumberId) => others.filter(({ numberId }) => numberId === number)
  const lastUse = (number: NumberId) => Math.max(...usersOf(number).map(({ lastTextAt }) => lastTextAt ?? 0))
  if (own !== undefined) return { numberId: own, shared: usersOf(own).length > 0 }
  const free = pool.find((number) => usersOf(number).length === 0)
  if (free) return { numberId: free, shared: false }
  const [unusedLongest] = pool.toSorted((a, b) => lastUse(a) - lastUse(b))
  return unusedLongest && { numberId: unusedLongest, shared: true }
}
