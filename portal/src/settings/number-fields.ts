import type { Shape } from '#contract/api/operation.ts'
import type { Operations } from '#contract/api/operations.ts'

/** What an admin sets of a number: each has its words, and its field in the page. */
export type NumberField = keyof Shape<Operations['editNumber']['body']>
