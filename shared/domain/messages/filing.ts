import type { CaseId } from '../ids.ts'

/**
 * To which case a text is filed, and why. Without `id` a person took it out of the cases. `sure`: false is a guess that
 * somebody should look at. `by`, `at` (epoch milliseconds): which person or program filed it, and when; no rule ever
 * changes that. `ruled`: what a rule had said of it before; null where none had filed it, and missing where nobody kept it.
 */
export type Filing = {
  id?: CaseId
  reason: FilingReason
  sure: boolean
  by?: string
  byName?: string
  at?: number
  ruled?: Ruled | null
}

type Ruled = { id: CaseId; reason: Exclude<FilingReason, 'by_hand'>; sure: boolean }

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

/** `text_of_case`: it was sent for the case. */
export const ruledReasons = ['text_of_case', ...caseReasons] as const

/** `by_hand`: somebody filed it. */
export const filingReasons = [...ruledReasons, 'by_hand'] as const
