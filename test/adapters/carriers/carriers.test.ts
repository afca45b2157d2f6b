import type { CarrierAdapter, WebhookRequest } from '#adapters/carriers/adapter.ts'
import { flowroute } from '#adapters/carriers/flowroute/adapter.ts'
import { twilio } from '#adapters/carriers/twilio/adapter.ts'
import { flowrouteTraits } from '#domain/carriers/flowroute-traits.ts'
import { twilioTraits } from '#domain/carriers/twilio-traits.ts'
import { startCarriers } from '../../support/carriers/simulated-carriers.ts'
import {
  businessNumber,
  type ContractedAccount,
  customer,
  describeAccountCarrier,
  type PlayedAccount,
} from './contract.ts'

const simulated = async (adapter: CarrierAdapter): Promise<PlayedAccount> => {
  const { world, ...carrier } = await startCarriers(adapter)
  return {
    ...carrier,
    fails: (error) => world.faults.add({ error, times: 1 }),
    shown: () => world.network.messages(customer).map(({ body }) => body),
  }
}

describeAccountCarrier('Twilio', {
  traits: twilioTraits,
  adapter: twilio,
  start: () => simulated(twilio),
  optedOut: 'recipient_opted_out',
  strangeReceipt: () => ({
    contentType: 'application/x-www-form-urlencoded',
    body: 'MessageStatus=teleported',
  }),
})

describeAccountCarrier('Flowroute', {
  traits: flowrouteTraits,
  adapter: flowroute,
  start: () => simulated(flowroute),
  strangeReceipt: () => ({
    contentType: 'application/json',
    body: JSON.stringify({ data: { id: 'mdr2-1', attributes: { level: 2, status: 'teleported' } } }),
  }),
})

/** A carrier that exists nowhere: JSON, one key for everything, and its receipts name the part themselves. */
type Wire = {
  phone: string
  files?: string[]
  words?: string
  at?: number
  id?: string
  part?: string
  now?: string
}

let office: { down?: true; trouble?: string; took: (wire: Wire) => void; kept: Wire[] }

const fourth: CarrierAdapter = {
  name: 'flowroute',
  send:
    ({ secret }) =>
    async ({ body, partId }) => {
      if (office.down || office.trouble === 'throttle') return { outcome: 'not_now', detail: 'later' }
      if (secret.key !== 'good' || office.trouble === 'unauthorized')
        return { outcome: 'not_now', detail: 'no', unauthorized: true }
      if (office.trouble === 'opted_out') return { outcome: 'refused', code: 'carrier_refused', detail: 'no' }
      if (office.trouble === 'carrier_down') return { outcome: 'unknown', detail: 'down' }
      office.took({ phone: customer, words: body, part: partId })
      return office.trouble
        ? { outcome: 'unknown', detail: 'cut' }
        : { outcome: 'accepted', carrierMessageId: partId }
    },
  webhookUrls: ({ publicUrl }) => ({ messages: `${publicUrl}/messages` }),
  verifies: ({ path, headers }, { publicUrl, secret }) =>
    headers['x-key'] === `${secret.key} ${publicUrl}/${path}` && secret.key !== undefined,
  accepted: { contentType: 'text/plain', body: '' },
  inbound: ({ body, account, receivedAt: at }) => {
    const { id = '', phone: from, words = '', files = [] }: Wire = JSON.parse(body)
    const text = { carrierMessageId: id, from, to: businessNumber, body: words, at }
    return { carrier: 'flowroute', account, ...text, media: files.map((url, index) => ({ index, url })) }
  },
  receipt: ({ body, receivedAt: at }) => {
    const { part = '', now = '' }: Wire = JSON.parse(body)
    if (now !== 'sent' && now !== 'delivered') return { ignored: now }
    const [messageId = '', index] = part.split('.')
    const name = { workspace: 'wks_acme', messageId: messageId as 'msg_1', index: Number(index) } as const
    return { ...name, status: now, at, final: now === 'delivered' }
  },
  mediaPolicy: () => {
    const isOurs = ({ hostname }: URL) => hostname === 'files.fourth.example'
    return { first: isOurs, next: isOurs }
  },
  listInbound: async function* () {
    for (const wire of office.kept)
      yield {
        carrier: 'flowroute',
        path: 'messages',
        contentType: 'application/json',
        body: JSON.stringify(wire),
      }
  },
}

const startFourth = async (): Promise<PlayedAccount> => {
  const access = { publicUrl: 'https://api.example.com/webhooks/fourth/a', secret: { key: 'good' } }
  const heard: WebhookRequest[] = []
  const shown: string[] = []
  const tell = (path: string, wire: Wire) =>
    heard.push({
      ...{ path, query: '', body: JSON.stringify(wire) },
      headers: { 'x-key': `good ${access.publicUrl}/${path}` },
    })
  const took = (wire: Wire) => {
    shown.push(wire.words ?? '')
    for (const now of ['sent', 'delivered']) tell('receipts', { ...wire, now })
  }
  office = { took, kept: [] }
  return {
    ...{ access, heard },
    until: async () => heard,
    fails: (trouble) => {
      office.trouble = trouble
    },
    away: async () => {
      office.down = true
    },
    shown: () => shown,
    receive: async ({ body, files = 0, id = crypto.randomUUID() }) => {
      const urls = Array.from({ length: files }, (_, index) => `https://files.fourth.example/${index}`)
      const wire = { phone: customer, words: body, files: urls, id }
      office.kept.push(wire)
      tell('messages', wire)
    },
    stop: async () => {},
  }
}

describeAccountCarrier('a fourth one', {
  traits: flowrouteTraits,
  adapter: fourth,
  start: startFourth,
  strangeReceipt: () => ({
    contentType: 'application/json',
    body: JSON.stringify({ phone: customer, part: 'msg_1.0', now: 'teleported' } satisfies Wire),
  }),
} satisfies ContractedAccount)
