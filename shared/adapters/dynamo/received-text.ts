import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { ReceivedText } from '#domain/inbound/received-text.ts'
import { declareRecord, getRecord } from './record.ts'
import { recordOf } from './schema.ts'
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
