import webhooks from 'twilio/lib/webhooks/webhooks.js'

/** Twilio's address for an account's webhooks, without what follows `#`, and a request that the account's token signs. */
export const signedByTwilio = (
  url: string,
  token: string,
  fields: Record<string, string>,
): [address: string, request: RequestInit] => {
  const [address = ''] = url.split('#')
  const signature = webhooks.getExpectedTwilioSignature(token, address, fields)
  return [
    address,
    { method: 'POST', headers: { 'x-twilio-signature': signature }, body: new URLSearchParams(fields) },
  ]
}
