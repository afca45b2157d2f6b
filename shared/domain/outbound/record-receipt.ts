import type { App } from '../app.ts'
import type { MessageId, WorkspaceId } from '../ids.ts'
import {
  advances,
  type DeliveryError,
  type OutboundMessage,
  type Part,
  type PartStatus,
  withPart,
} from '../messages/message.ts'
import { updateOutbound } from './update-outbound.ts'

/** What a carrier says about one part, in our words. */
export type Receipt = {
  workspace: WorkspaceId
  messageId: MessageId
  index: number
  carrierMessageId: string
  /** Undefined for events that tell nothing about the delivery, only the price. */
  status?: Exclude<PartStatus, 'queued' | 'canceled'>
  error?: DeliveryError
  /** When the carrier saw it, epoch milliseconds. */
  at: number
  /** Whether the carrier says nothing more about the part. */
  final?: boolean
  /** USD. */
  price?: number
  carrierFee?: number
}

/** Records a receipt: late, repeated and out-of-order ones never move a message backwards. */
export const recordReceipt = async (
  app: Pick<App, 'clock' | 'commit' | 'log' | 'messages'>,
  receipt: Receipt,
): Promise<void> => {
  const message = await updateOutbound(app, receipt.workspace, receipt.messageId, (m) =>
    withReceipt(m, receipt),
  )
  if (!message)
    app.log.warn('a receipt came for a message that is not here', { messageId: receipt.messageId })
}

/**
 * The carrier tells the price with every receipt. While one is still to come that settles the part, the price waits for
 * it: that saves a write for each text.
 */
const isLastWord = ({ status }: Part, { final }: Receipt): boolean =>
  final === true || status === 'delivered' || status === 'undelivered' || status === 'failed'

/** The message as the receipt leaves it; the same object where the receipt says nothing new. */
export const withReceipt = (message: OutboundMessage, receipt: Receipt): OutboundMessage => {
  const part = message.parts[receipt.index]
  if (!part) return message
  const price = Math.max(part.price ?? 0, receipt.price ?? 0) || undefined
  const carrierFee = Math.max(part.carrierFee ?? 0, receipt.carrierFee ?? 0) || undefined
  const moves = receipt.status !== undefined && advances(part.status, receipt.status)
  const tellsPrice = price !== part.price || carrierFee !== part.carrierFee
  if (!moves && !(tellsPrice && isLastWord(part, receipt))) return message
  const progress = moves && { status: receipt.status, error: receipt.error }
  const change = { ...progress, price, carrierFee, carrierMessageId: receipt.carrierMessageId }
  return withPart(message, receipt.index, change, receipt.at)
}
