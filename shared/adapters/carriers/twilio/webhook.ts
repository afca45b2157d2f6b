import webhooks from 'twilio/lib/webhooks/webhooks.js'
import type { CarrierAccess, WebhookRequest } from '../adapter.ts'

/** Twilio's way to be told of a webhook's tries: five times, whatever went wrong, within its 15 seconds. */
const insisting = '#rc=5&rp=all&ct=2000&rt=4000'

/** What to paste at Twilio, as the number's or the service's webhook and as its fallback. */
export const twilioWebhookUrls = ({ publicUrl }: Pick<CarrierAccess, 'publicUrl'>) => ({
  messages: `${publicUrl}/messages${insisting}`,
})

/**
 * Twilio signs the address that it calls, and the form's fields: with the account's token, or with a shared key where its
 * header says so. The address is the account's own, never what the request says of its host. The form must name the
 * account. https://www.twilio.com/docs/usage/security#validating-requests
 */
export const verifiesTwilio = (request: WebhookRequest, access: CarrierAccess): boolean => {
  try {
    const form = new URLSearchParams(request.body)
    return isSigned(request, form, access) && isOf(form, access)
  } catch {
    return false
  }
}

const isSigned = ({ path, query, headers }: WebhookRequest, form: URLSearchParams, access: CarrierAccess) => {
  const signature = headers['x-twilio-signature']
  const settings = headers['x-twilio-webhooks-signature-settings']
  const key = settings === undefined ? access.secret.auth_token : access.secret.shared_key
  const algorithm = webhooks.getSignatureAlgorithm(settings)
  // The package warns of any other one in the log, in a stranger's words.
  if (!signature || !key || !['HMAC_SHA1', 'HMAC_SHA256'].includes(algorithm)) return false
  const url = `${access.publicUrl}/${path}${query && `?${query}`}`
  return webhooks.validateRequest(key, signature, url, repeated(form), algorithm)
}

/** Each field with all its values: the package signs those of a repeated one as Twilio does. */
const repeated = (form: URLSearchParams) =>
  Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))

const isOf = (form: URLSearchParams, { accountSid }: CarrierAccess) => {
  const named = form.getAll('AccountSid')
  return named.length === 1 && accountSid !== undefined && named[0] === accountSid
}
