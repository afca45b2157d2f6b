import type { CarrierSecret } from '#domain/carriers/carrier.ts'
import type { CarrierAccess } from './adapter.ts'

/** What a request is made or checked with, all of it from the secret. */
export const accessOf = (secret: CarrierSecret): CarrierAccess => ({
  accountSid: secret.account_sid,
  messagingServiceSid: secret.messaging_service_sid,
  publicUrl: secret.public_url ?? '',
  secret,
})
