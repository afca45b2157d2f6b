import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { ReceivedText, UnroutedText } from '#domain/inbound/received-text.ts'
import { declareRecord, getRecord } from './record.ts'
import { recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const receivedTextKeys = (text: Pick<ReceivedText, 'workspace' | 'carrier' | 'carrierMessageId'>): Keys => ({
  pk: `${text.workspace}#received#${text.carrier}#${text.carrierMessageId}`,
  sk: 'received_text',
})

export const receivedTextRecord = declareRecord({
  kind: 'received_text',
  place: { pk: '<workspace>#received#<carrier>#<carrierMessageId>', sk: 'received_text' },
  keys: receivedTextKeys,
  personal: [],
  keptFor: '35 days',
  schema: () =>
    recordOf('received_text', {
      carrier: z.string(),
      carrierMessageId: z.string(),
      order: z.optional(z.string()),
      expiresAt: z.number(),
    }),
})

export const receivedTextStore = (table: Table): App['receivedTexts'] => ({
  get: (text) => getRecord(table, [receivedTextRecord], receivedTextKeys(text), 'fresh'),
})

/** No workspace has the address, so the address is the partition. */
const unroutedTextKeys = (text: Pick<UnroutedText, 'to' | 'carrier' | 'carrierMessageId'>): Keys => ({
  pk: `unrouted#${text.to}`,
  sk: `${text.carrier}#${text.carrierMessageId}`,
})

export const unroutedTextRecord = declareRecord({
  kind: 'unrouted_text',
  place: { pk: 'unrouted#<to>', sk: '<carrier>#<carrierMessageId>' },
  keys: unroutedTextKeys,
  personal: ['from', 'body'],
  keptFor: '400 days',
  schema: () =>
    stored({
      kind: z.literal('unrouted_text'),
      version: z.number(),
      carrier: z.literal('aws'),
      carrierMessageId: z.string(),
      from: z.string(),
      to: z.string(),
      body: z.string(),
      at: z.number(),
      previousCarrierMessageId: z.optional(z.string()),
      mediaCount: z.optional(z.number()),
      receivedAt: z.number(),
      expiresAt: z.number(),
    }),
})
