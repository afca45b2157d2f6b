import type { NumberId, WorkspaceId } from '../ids.ts'

/** How far the sweep has come in the texts of a number: orders of their list (storedAt). */
export type SweepMark = {
  kind: 'sweep_mark'
  workspace: WorkspaceId
  numberId: NumberId
  /** Up to there it has looked whether texts have left. */
  left: string
  /** Up to there it has looked whether the carrier had a last word on them. */
  settled: string
  version: number
}

export type NumberOf = Pick<SweepMark, 'workspace' | 'numberId'>
