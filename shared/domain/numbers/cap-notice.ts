import type { NumberId, WorkspaceId } from '../ids.ts'
import type { CappedCarrier } from '../recipient-carrier.ts'

/** That people were told of a daily cap: once a day that little of it is left (`low`), once that it is used up. */
export type CapNotice = {
  kind: 'cap_notice'
  workspace: WorkspaceId
  level: CapLevel
  /** Names what was counted. */
  counter: string
  /** The carrier's day, `YYYY-MM-DD`. */
  day: string
  segmentsPerDay: number
  brandId?: string
  carrier?: CappedCarrier
  numberId?: NumberId
  /** Epoch milliseconds. */
  expiresAt: number
  version: number
}

export type CapLevel = 'low' | 'used_up'
