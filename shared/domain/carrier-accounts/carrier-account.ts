import type { CarrierAccountId, CarrierName } from '../carriers/carrier.ts'
import type { WorkspaceId } from '../ids.ts'

/** A workspace's account at a carrier. Its secrets are kept elsewhere. Times are epoch milliseconds. */
export type CarrierAccount = {
  kind: 'carrier_account'
  workspace: WorkspaceId
  id: CarrierAccountId
  carrier: CarrierName
  name: string
  /** Twilio's name of the account: `AC…`. */
  accountSid?: string
  /** Twilio's messaging service that texts are sent with: `MG…`. */
  messagingServiceSid?: string
  /** The address for customers' texts, to be pasted at the carrier. */
  webhookUrl: string
  /** `unauthorized`: the carrier refused its secrets when a text was last sent. */
  status: 'ok' | 'unauthorized'
  /** When a webhook was last heard, to within `heardEvery`. */
  lastWebhookAt?: number
  /** Up to when its texts were compared with what the carrier lists, to within an hour. */
  reconciledAt?: number
  createdAt: number
  version: number
}
