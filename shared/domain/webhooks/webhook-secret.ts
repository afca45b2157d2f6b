import type { CarrierSecret } from '../carriers/carrier.ts'
import type { RandomId } from '../ids.ts'
import { day } from '../time.ts'

// A secret as Standard Webhooks writes it: `whsec_` and Base64, here of 30 bytes.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

const liveFor = day

/** Forty random characters of an alphabet of 32, each of which is Base64 too: 200 bits. */
export const newSecret = (randomId: RandomId): string => `whsec_${randomId(40)}`

/** What is kept when a new secret takes the place of another. */
export const rotated = ({ current = '' }: CarrierSecret, secret: string, now: number): CarrierSecret => ({
  current: secret,
  previous: current,
  previousUntil: String(now + liveFor),
})

/** Those that sign at a time, the newest first. */
export const liveSecrets = (
  { current = '', previous, previousUntil }: CarrierSecret,
  now: number,
): string[] => (previous !== undefined && now < Number(previousUntil) ? [current, previous] : [current])
