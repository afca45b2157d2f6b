import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Account } from '../accounts.ts'
import type { Dialect } from '../dialect.ts'
import type { KeptText } from '../texts.ts'
import type { Webhook } from '../webhook.ts'
import { answerByTwilio, typeOfWord } from './words.ts'

const hex = () => randomBytes(16).toString('hex')

/** How Twilio's REST API is found on the port of all carriers. */
const pathOfFile = (account: Account, text: string, file: string): string =>
  `/twilio/2010-04-01/Accounts/${account.id}/Messages/${text}/Media/${file}`

export const twilioDialect: Dialect = {
  carrier: 'twilio',
  textId: (hasMedia, given) => {
    if (given !== undefined && /^[SM]M[0-9a-f]{32}$/.test(given)) return given
    const rest = given === undefined ? hex() : createHash('md5').update(given).digest('hex')
    return (hasMedia ? 'MM' : 'SM') + rest
  },
  fileId: () => `ME${hex()}`,
  way: ['sent', 'delivered'],
  inbound: (account, text, world) => {
    const files = text.media.flatMap(({ id, contentType }, index): [string, string][] => [
      [`MediaUrl${index}`, world.address + pathOfFile(account, text.id, id)],
      [`MediaContentType${index}`, contentType],
    ])
    const word = account.advancedOptOut ? typeOfWord(text.body) : undefined
    return toWebhook(account, account.webhookUrl, {
      ...namesOf(account, text),
      SmsStatus: 'received',
      Body: text.body,
      NumSegments: '1',
      NumMedia: String(text.media.length),
      ...Object.fromEntries(files),
      ...(word && { OptOutType: word }),
    })
  },
  receipt: (account, text, callback) =>
    toWebhook(account, callback, {
      ...namesOf(account, text),
      SmsStatus: text.status,
      MessageStatus: text.status,
    }),
  answer: answerByTwilio,
}

const namesOf = (account: Account, { id, from, to }: KeptText) => ({
  ...{ MessageSid: id, SmsSid: id, SmsMessageSid: id, AccountSid: account.id },
  ...{ From: from, To: to, ApiVersion: '2010-04-01' },
})

/** `#rc=5&…` behind an address is for Twilio only, and neither called nor signed. */
const toWebhook = (account: Account, address: string, fields: Record<string, string>): Webhook => {
  const [url = '', overrides = ''] = address.split('#')
  const tries = Number(new URLSearchParams(overrides).get('rc') ?? 1)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'user-agent': 'TwilioProxy/1.1',
    ...signatureOf(account, url, fields),
  }
  return { url, headers, body: new URLSearchParams(fields).toString(), tries }
}

/** https://www.twilio.com/docs/usage/security#validating-requests, written anew: the package checks it. */
const signatureOf = ({ secret, sharedKey }: Account, url: string, fields: Record<string, string>) => {
  const names = Object.keys(fields).sort()
  const signed = url + names.map((name) => name + fields[name]).join('')
  const digest = createHmac(sharedKey ? 'sha256' : 'sha1', sharedKey ?? secret)
    .update(signed)
    .digest('base64')
  return {
    'x-twilio-signature': digest,
    ...(sharedKey && {
      'x-twilio-webhooks-signature-settings': 'key=webhooks_sharedkey_1,algorithm=HMAC_SHA256',
    }),
  }
}
