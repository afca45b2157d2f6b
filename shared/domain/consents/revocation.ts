import { day } from '../time.ts'

/**
 * When a revocation in plain words must have been honoured: ten business days after it came (47 CFR 64.1200(a)(10)).
 * Monday to Friday in UTC; holidays are not left out, so it is never later than the law allows.
 */
export const revocationDueAt = (at: number): number => {
  let due = at
  for (let left = 10; left > 0; ) {
    due += day
    const weekday = new Date(due).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return due
}
