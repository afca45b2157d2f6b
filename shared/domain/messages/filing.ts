import type { CaseId } from '../ids.ts'

/**
 * To which case a text is filed, and why. Without `id` a person took it out of the cases. `sure`: false is a guess that
 * somebody should look at. `by`, `at` (epoch milliseconds): which person or program filed it, and when; no rule ever
 * changes that.
 */
export type Filing = {
  id?: CaseId
  reason: FilingReason
  sure: boolean
  by?: string
  byName?: string
  at?: number
}

export type CaseReason = (typeof caseReasons)[number]

/** The rules of decideCase, in their order. */
const caseReasons = [
  'names_case',
  'answers_question',
  'only_open_case',
  'number_of_case',
  'same_burst',
  'last_text',
  'guess',
] as const

type FilingReason = (typeof filingReasons)[number]

/** `text_of_case`: it was sent for the case. `by_hand`: somebody filed it. */
export const filingReasons = ['text_of_case', 'by_hand', ...caseReasons] as const
