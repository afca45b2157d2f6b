import { localAddress } from '../../local-address.ts'
import type { CarrierAccess } from '../adapter.ts'

/** Flowroute's API for messages, version 2.2. A local run has its own. */
export const messagesAddress = (): string =>
  `${localAddress('FLOWROUTE_API_URL') ?? 'https://api.flowroute.com'}/v2.2/messages`

export const credentialsOf = ({ secret }: CarrierAccess) => ({
  user: secret.access_key ?? '',
  password: secret.secret_key ?? '',
})

/** Flowroute writes E.164 without the plus sign; shorter numbers are short codes. */
export const toDigits = (address: string): string => address.replace(/^\+/, '')
export const fromDigits = (address: string): string =>
  /^[1-9]\d{10,14}$/.test(address) ? `+${address}` : address
