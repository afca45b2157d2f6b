import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { mediaFailures } from '#domain/carriers/carrier.ts'
import type { ReceivedText } from '#domain/inbound/received-text.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const receivedTextKeys = (text: Pick<ReceivedText, 'workspace' | 'carrier' | 'carrierMessageId'>): Keys => ({
  pk: `${text.workspace}#received#${text.carrier}#${text.carrierMessageId}`,
  sk: 'received_text',
})

export const receivedTextRecord = declareRecord({
  kind: 'received_text',
  place: { pk: '<workspace>#received#<carrier>#<carrierMessageId>', sk: 'received_text' },
  keys: receivedTextKeys,
  personal: ['media.*.url', 'media.*.name', 'media.*.object.key'],
  keptFor: '35 days',
  schema: () =>
    recordOf('received_text', {
      carrier: z.string(),
      carrierMessageId: z.string(),
      order: z.optional(z.string()),
      media: z.optional(z.array(source())),
      account: z.optional(ids.carrierAccount()),
      expiresAt: z.number(),
    }),
})

const source = () => {
  const facts = {
    index: z.number(),
    contentType: z.optional(z.string()),
    name: z.optional(z.string()),
    bytes: z.optional(z.number()),
  }
  return z.union([
    stored({ ...facts, url: z.string() }),
    stored({ ...facts, object: stored({ bucket: z.string(), key: z.string() }) }),
    stored({ ...facts, failed: z.enum(mediaFailures) }),
  ])
}

export const receivedTextStore = (table: Table): App['receivedTexts'] => ({
  get: (text) => getRecord(table, [receivedTextRecord], receivedTextKeys(text), 'fresh'),
})
