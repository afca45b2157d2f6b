import { createHash, randomBytes } from 'node:crypto'
import type { Dialect } from '../dialect.ts'
import type { KeptText } from '../texts.ts'
import type { Webhook } from '../webhook.ts'
import type { World } from '../world.ts'

const hex = () => randomBytes(16).toString('hex')
/** Flowroute writes phone numbers without the plus sign. */
const digits = (address: string) => address.replace(/^\+/, '')

export const flowrouteDialect: Dialect = {
  carrier: 'flowroute',
  textId: (_, given) => {
    if (given?.startsWith('mdr2-')) return given
    return `mdr2-${given === undefined ? hex() : createHash('md5').update(given).digest('hex')}`
  },
  fileId: hex,
  way: ['message buffered', 'delivered'],
  inbound: ({ webhookUrl }, text, world) => toWebhook(webhookUrl, describeText(text, world)),
  receipt: (_, { id, status, at }, callback) =>
    toWebhook(callback, {
      data: {
        id,
        type: 'delivery_receipt',
        attributes: {
          ...(status === 'delivered' ? reports.delivered : reports.buffered),
          ...{ body: null, status, timestamp: timeOf(at) },
        },
      },
    }),
  // Networks of toll-free numbers answer; nobody does for others.
  answer: (_, { from, to, body }, { optOuts }) => {
    const word = body.trim().toUpperCase()
    if (!/^\+18(00|33|44|55|66|77|88)/.test(to) || !['STOP', 'START', 'UNSTOP'].includes(word))
      return undefined
    if (word === 'STOP') optOuts.add(`${to} ${from}`)
    else optOuts.remove(`${to} ${from}`)
    return word === 'STOP'
      ? 'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. Text back "unstop" to receive messages again.'
      : 'NETWORK MSG: You have replied "unstop" and will begin receiving messages again from this number.'
  },
}

const reports = {
  buffered: { level: 1, status_code: '1003', status_code_description: 'Message accepted by Carrier' },
  delivered: { level: 2, status_code: '1001', status_code_description: 'Message delivered to handset' },
}

const toWebhook = (url: string, value: unknown): Webhook => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
  tries: 0,
})

/** To the second. */
const timeOf = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+00:00`

/** A record of a message, with what is said of its files: JSON:API. */
export const describeText = (text: KeptText, world: World) => ({
  data: describeData(text),
  included: text.media.map(({ id, file, contentType, bytes }) => ({
    type: 'media',
    id,
    attributes: {
      ...{ url: `${world.address}/flowroute/media/${file}`, mime_type: contentType },
      ...{ file_name: id, file_size: bytes },
    },
  })),
})

export const describeData = ({ id, direction, from, to, body, at, media, status }: KeptText) => ({
  id,
  type: 'message',
  attributes: {
    ...{ from: digits(from), to: digits(to), body, direction, status, timestamp: timeOf(at) },
    ...{ is_mms: media.length > 0, message_type: 'long-code', amount_nanodollars: 4_000_000 },
  },
  relationships: { media: { data: media.map((file) => ({ id: file.id, type: 'media' })) } },
})
