import type { MessageId, WorkspaceId } from '../ids.ts'
import type { Address, Phone } from '../phones/phone.ts'

export type CarrierName = 'aws' | 'twilio' | 'flowroute'
export type CarrierAccountId = `cac_${string}`

export type Carrier = { send(part: CarrierPart): Promise<CarrierOutcome> }

/** One request to a carrier. */
export type CarrierPart = {
  workspace: WorkspaceId
  carrier: CarrierName
  /** Whose account it is sent with, where the carrier needs one. */
  account?: CarrierAccountId
  from: Address
  to: Phone
  body: string
  /** Pictures of our bucket that go with it. */
  media: StoredMedia[]
  messageId: MessageId
  partId: string
}

/** A file of our bucket. `url`: where a carrier that is reached with an account can fetch it for an hour. */
type StoredMedia = { key: string; contentType: string; bytes: number; url?: string }

/**
 * What is known after one request to a carrier. `not_now`: it certainly did not take the text (throttled, or never
 * reached), so it can be tried again; `unauthorized` says that the account's secrets are why. `unknown`: it may have been
 * taken, so it is never repeated blindly.
 */
export type CarrierOutcome =
  | { outcome: 'accepted'; carrierMessageId: string }
  | { outcome: 'not_now'; detail: string; unauthorized?: true }
  | { outcome: 'refused'; code: string; detail: string }
  | { outcome: 'unknown'; detail: string }

/** What a carrier can do: data, for the gate, the preview and the portal. */
export type CarrierTraits = {
  /** The most segments of one part. */
  partSegments: number
  pictures: { in: boolean; out?: PictureLimits }
  /** What an account of the workspace at the carrier is made of; missing where it is reached without one. */
  account?: AccountTraits
  /** Whether it answers STOP and HELP unless it is told not to: what `carrierHandlesOptOut` of a new number is. */
  answersByItself: boolean
  /** Whether the carrier answers this word itself, so that Parley must not. */
  answers(number: AnsweringNumber, word: CarrierWord): boolean
}

/** Facts of the account and names of its secrets, the needed ones and those that may be left out. */
type AccountTraits = {
  facts: 'accountSid'[]
  /** `together`: of no use without each other. */
  secrets: { needed: CarrierSecretName[]; optional: CarrierSecretName[]; together?: CarrierSecretName[] }
}

export type CarrierSecretName =
  | 'auth_token'
  | 'shared_key'
  | 'api_key_sid'
  | 'api_key_secret'
  | 'access_key'
  | 'secret_key'

/**
 * What an account is used with, as it is kept outside the table: its secrets by their names, and beside them what is
 * needed where the table is out of reach: `public_url`, `account_sid`, `messaging_service_sid`, and `path_key`, a key of
 * Parley's own for carriers that sign nothing.
 */
export type CarrierSecret = Record<string, string>

/** What a carrier takes with one text. `bytes`: of all files together; `body`: characters. `countries`: of recipients; all where missing. */
type PictureLimits = {
  files: number
  bytes: number
  types: string[]
  body: number
  countries?: string[]
}

type AnsweringNumber = {
  type: 'long_code' | 'toll_free' | 'short_code' | 'rcs'
  carrierHandlesOptOut: boolean
}

/** A customer's whole text, and what Parley takes it for. */
export type CarrierWord = { action: 'opt_out' | 'opt_in' | 'help'; body: string }

/** A picture or other file that came with a text: where its bytes are, or why there are none. */
export type CarrierMedia = {
  /** Its place among those of its text, from 0. */
  index: number
  /** What the carrier says of it: shown, never believed. */
  contentType?: string
  name?: string
  bytes?: number
} & ({ url: string } | { object: { bucket: string; key: string } } | { failed: MediaFailure })

export type MediaFailure = (typeof mediaFailures)[number]

/** Why there is no file. */
export const mediaFailures = [
  'not_available',
  'too_large',
  'host_not_allowed',
  'unreadable',
  'carrier_failed',
  'expired',
] as const

/**
 * A webhook's request before anybody understood it, as it waits in a queue. `path`: behind the account, without a slash in
 * front: `messages`.
 */
export type CarrierDelivery = {
  carrier: CarrierName
  account: CarrierAccountId
  /** Whose account it is. */
  workspace: WorkspaceId
  path: string
  contentType: string
  body: string
  /** Epoch milliseconds. */
  receivedAt: number
}
