import type { Account } from '../accounts.ts'
import type { KeptText } from '../texts.ts'

/** A message as the REST API answers it. */
export const describeMessage = (account: Account, text: KeptText) => {
  const uri = `/2010-04-01/Accounts/${account.id}/Messages/${text.id}`
  return {
    ...{ sid: text.id, account_sid: account.id, messaging_service_sid: null, api_version: '2010-04-01' },
    ...{ from: text.from, to: text.to, body: text.body, status: text.status },
    direction: text.direction === 'inbound' ? 'inbound' : 'outbound-api',
    ...{ num_media: String(text.media.length), num_segments: '1' },
    ...{ error_code: null, error_message: null, price: null, price_unit: 'USD' },
    // As RFC 2822 has it.
    ...{ date_created: dateOf(text), date_updated: dateOf(text), date_sent: dateOf(text) },
    ...{ uri: `${uri}.json`, subresource_uris: { media: `${uri}/Media.json` } },
  }
}

const dateOf = ({ at }: KeptText) => new Date(at).toUTCString().replace('GMT', '+0000')
