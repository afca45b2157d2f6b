import type { NumberId, WorkspaceId } from '../ids.ts'
import { minute } from '../time.ts'

/** A minute at which held texts of a number leave. It is remembered until they have. */
export type Opening = OpeningRun & {
  kind: 'opening'
  /** When a text was last held for it, give or take a minute; epoch milliseconds. */
  touchedAt: number
  version: number
}

/** `minute`: epoch milliseconds. `run`: counts the executions of an opening; each has an end, and an opening may need another one. */
export type OpeningRun = { workspace: WorkspaceId; numberId: NumberId; minute: number; run: number }

/** The full minute at which a text leaves: never too early. */
export const minuteOf = (releaseAt: number): number => Math.ceil(releaseAt / minute) * minute
