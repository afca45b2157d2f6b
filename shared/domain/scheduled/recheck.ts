import type { HoursId, NumberId, TeamId, WorkspaceId } from '../ids.ts'

/** Texts that may have to be released at another time: those of a number, a team, of certain hours, or all. */
export type Recheck = {
  workspace: WorkspaceId
  scope: NumberId | TeamId | HoursId | 'all'
  /** The change that made it necessary. */
  change: string
  run: number
  /** Where it goes on. */
  at?: { numberId: NumberId; from?: string }
}
