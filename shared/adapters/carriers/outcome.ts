import type { CarrierOutcome } from '#domain/carriers/carrier.ts'
import type { CarrierReply } from './ask.ts'

type Refusal = { code: string; detail: string }

type Reading = {
  /** The id in the body of an answer that took the text. */
  idIn(body: string): string | undefined
  /** What a refusal says, where it means something to people. */
  refusalIn(body: string): Refusal | undefined
  /** The words of any other refusal: never those of the text, nor a phone. */
  detailIn(body: string): string
}

/**
 * What an answer to a request to send says of the text. Certain are only an id, a refusal, and that nothing was reached;
 * whatever else happened, the carrier may have the text.
 */
export const outcomeOf = (reply: CarrierReply, { idIn, refusalIn, detailIn }: Reading): CarrierOutcome => {
  if (!('status' in reply)) return { outcome: reply.reached ? 'unknown' : 'not_now', detail: reply.lost }
  const { status, body } = reply
  if (status >= 200 && status < 300) {
    const carrierMessageId = idIn(body)
    return carrierMessageId
      ? { outcome: 'accepted', carrierMessageId }
      : { outcome: 'unknown', detail: 'The carrier answered without a message id.' }
  }
  if (status === 429) return { outcome: 'not_now', detail: detailIn(body) }
  if (status < 400 || status >= 500) return { outcome: 'unknown', detail: `HTTP ${status}` }
  const refusal = refusalIn(body)
  if (refusal) return { outcome: 'refused', ...refusal }
  return status === 401 || status === 403
    ? { outcome: 'not_now', detail: detailIn(body), unauthorized: true }
    : { outcome: 'refused', code: 'carrier_refused', detail: detailIn(body) }
}
