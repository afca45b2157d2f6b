import type {
  Carrier,
  CarrierDelivery,
  CarrierMedia,
  CarrierName,
  CarrierSecret,
} from '#domain/carriers/carrier.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import type { Ignored } from './fields.ts'

/**
 * The account that a request is made or checked with. `publicUrl`: where its webhooks come in, without the path behind it
 * and without a slash at its end.
 */
export type CarrierAccess = {
  accountSid?: string
  messagingServiceSid?: string
  publicUrl: string
  secret: CarrierSecret
}

/**
 * A webhook's request. `path`: behind the account, as the carrier wrote it, without a slash in front. `query`: without its
 * question mark. `headers`: names in lower case.
 */
export type WebhookRequest = {
  path: string
  query: string
  headers: Record<string, string | undefined>
  body: string
}

/** From where a picture may be read: hosts are checked for the first address and for each that it leads to. */
export type FetchPolicy = {
  /** Whether the carrier itself wrote this address, for this very text. */
  first(url: URL): boolean
  next(url: URL): boolean
  /** Sent with the first request only. */
  authorization?: string
}

/** Everything that differs between carriers that are reached with an account of their own. */
export type CarrierAdapter = {
  name: CarrierName
  /** One attempt and no more. The address for a part's receipts is made from `publicUrl`. */
  send(access: CarrierAccess): Carrier['send']
  /** What people paste at the carrier: where customers' texts go. */
  webhookUrls(access: CarrierAccess): { messages: string }
  /** Whether the carrier made the request for this account; in constant time; never throws. */
  verifies(request: WebhookRequest, access: CarrierAccess): boolean
  /** What the carrier is answered once the queue has its request. */
  accepted: { contentType: string; body: string }
  /** A customer's text in a delivery, its strings as they came. Throws on what cannot be read. */
  inbound(delivery: CarrierDelivery): CarrierInbound | Ignored
  receipt(delivery: CarrierDelivery): Receipt | Ignored
  /** From where a file of a text may be read. */
  mediaPolicy(access: CarrierAccess, text: { carrierMessageId: string; media: CarrierMedia }): FetchPolicy
  /** What came in at the account since then (epoch milliseconds), as deliveries, oldest first. */
  listInbound(
    access: CarrierAccess,
    since: number,
  ): AsyncIterable<Omit<CarrierDelivery, 'account' | 'workspace' | 'receivedAt'>>
  /** Deletes a file at the carrier once we keep it, where the carrier can. */
  deleteMedia?(access: CarrierAccess, url: string): Promise<void>
}
