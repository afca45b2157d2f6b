import type { CarrierMedia } from '#domain/carriers/carrier.ts'
import type { CarrierAccess, FetchPolicy } from '../adapter.ts'
import { askCarrier, basicAuthorization, CarrierApiError } from '../ask.ts'
import { isOnFileHost } from '../file-host.ts'
import { accountAddress, credentialsOf } from './api.ts'

/**
 * From where a file of a text may be read: from that very text's place in the account, and from where Twilio keeps the
 * bytes. Whoever could name another address would be sent the account's token.
 */
export const twilioMediaPolicy = (
  access: CarrierAccess,
  { carrierMessageId }: { carrierMessageId: string; media: CarrierMedia },
): FetchPolicy => {
  const files = `${accountAddress(access)}/Messages/${carrierMessageId}/Media/`
  return {
    first: ({ href }) => href.startsWith(files) && /^ME[0-9a-f]{32}$/.test(href.slice(files.length)),
    next: isKept,
    authorization: basicAuthorization(credentialsOf(access)),
  }
}

const isKept = (url: URL): boolean =>
  isOnFileHost(
    url,
    'TWILIO_API_URL',
    (host) => host.endsWith('.twiliocdn.com') || host === 's3-external-1.amazonaws.com',
  )

/** Deletes a file; one that is gone already is fine. Throws a CarrierApiError. */
export const deleteTwilioMedia = async (access: CarrierAccess, url: string): Promise<void> => {
  const reply = await askCarrier({ method: 'DELETE', url, credentials: credentialsOf(access) })
  if (!('status' in reply) || ![200, 204, 404].includes(reply.status)) throw new CarrierApiError(reply)
}
