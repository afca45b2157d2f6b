import type { CarrierAccountId, CarrierMedia, CarrierName } from '../carriers/carrier.ts'
import type { EntryOrder, WorkspaceId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'

/** A text as a carrier handed it over. */
export type CarrierInbound = {
  carrier: CarrierName
  /** Whose account it came in at, where the carrier has accounts: it counts for numbers of that one only. */
  account?: CarrierAccountId
  carrierMessageId: string
  from: string
  to: Address
  body: string
  /** The carrier's time, epoch milliseconds. */
  at: number
  /** The carrier's id of the outbound that this answers, where it says so. */
  previousCarrierMessageId?: string
  /** The carrier has answered it already, as it does with STOP. */
  carrierAnswered?: boolean
  /** Pictures and other files that came with it. */
  media?: CarrierMedia[]
  /** What the words stand for, if the number is an RCS agent: see `readRcs`. */
  rcs?: RcsContent
}

/** What a customer sent instead of words: a file, or a place as words that lead to a map. */
export type RcsContent = { body: string; media?: CarrierMedia[] }

/**
 * Remembers a carrier's message, so that each delivery of it is the same text: written first, it says which place in its
 * thread the text has. Forgotten after `expiresAt` (epoch milliseconds).
 */
export type ReceivedText = {
  kind: 'received_text'
  workspace: WorkspaceId
  carrier: string
  carrierMessageId: string
  /** Missing where the text was stored in the same transaction, as it was at first. */
  order?: EntryOrder
  /** Where its files are, in their order, and with whose account they are read. */
  media?: CarrierMedia[]
  account?: CarrierAccountId
  expiresAt: number
  version: number
}
