import { day } from '../time.ts'

/** A revocation in plain words must be honoured within ten business days after it came (47 CFR 64.1200(a)(10)). */
const businessDays = 10
/** So many before that the workspace is reminded. */
const remindedBefore = 2

/** When a review must be decided, epoch milliseconds. */
export const reviewDueAt = (at: number): number => businessDaysAfter(at, businessDays)

/** When the workspace is reminded of a review that nobody has decided. */
export const reviewRemindAt = (at: number): number => businessDaysAfter(at, businessDays - remindedBefore)

/** Monday to Friday in UTC; holidays are not left out, so it is never later than the law allows. */
const businessDaysAfter = (at: number, days: number): number => {
  let due = at
  for (let left = days; left > 0; ) {
    due += day
    const weekday = new Date(due).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return due
}
