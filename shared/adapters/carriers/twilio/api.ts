import { localAddress } from '../../local-address.ts'
import type { CarrierAccess } from '../adapter.ts'

/** Where Twilio's REST API is. A local run has its own. */
export const apiAddress = (): string => localAddress('TWILIO_API_URL') ?? 'https://api.twilio.com'

/** The address of what an account has. */
export const accountAddress = ({ accountSid }: CarrierAccess): string =>
  `${apiAddress()}/2010-04-01/Accounts/${accountSid}`

/** An API key where there is one: it can be withdrawn by itself, and does not sign webhooks. */
export const credentialsOf = ({ accountSid = '', secret }: CarrierAccess) =>
  secret.api_key_sid && secret.api_key_secret
    ? { user: secret.api_key_sid, password: secret.api_key_secret }
    : { user: accountSid, password: secret.auth_token ?? '' }
