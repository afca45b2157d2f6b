import type { WorkspaceId } from '../ids.ts'
import type { Address } from '../phone.ts'

/** A text as a carrier handed it over. */
export type CarrierInbound = {
  carrier: 'aws'
  carrierMessageId: string
  from: string
  to: Address
  body: string
  /** The carrier's time, epoch milliseconds. */
  at: number
  /** The carrier's id of the outbound that this answers, where it says so. */
  previousCarrierMessageId?: string
}

/** Remembers that a carrier's message was stored, so that its next delivery is not. Forgotten after `expiresAt`. */
export type ReceivedText = {
  kind: 'received_text'
  workspace: WorkspaceId
  carrier: string
  carrierMessageId: string
  expiresAt: number
  version: number
}

/** A text to an address that no workspace has: kept for a person to look at, since the carrier cannot mend it. */
export type UnroutedText = CarrierInbound & {
  kind: 'unrouted_text'
  receivedAt: number
  expiresAt: number
  version: number
}
