import type { App } from '#domain/app.ts'
import type { ReceivedText, UnroutedText } from '#domain/inbound/received-text.ts'
import { getRecord, type Keys, type Table } from './table.ts'

export const receivedTextKeys = (
  text: Pick<ReceivedText, 'workspace' | 'carrier' | 'carrierMessageId'>,
): Keys => ({
  pk: `${text.workspace}#received#${text.carrier}#${text.carrierMessageId}`,
  sk: 'received_text',
})

/** No workspace has the address, so the address is the partition. */
export const unroutedTextKeys = (text: Pick<UnroutedText, 'to' | 'carrier' | 'carrierMessageId'>): Keys => ({
  pk: `unrouted#${text.to}`,
  sk: `${text.carrier}#${text.carrierMessageId}`,
})

export const receivedTextStore = (table: Table): App['receivedTexts'] => ({
  get: (text) => getRecord(table, 'received_text', receivedTextKeys(text), 'fresh'),
})
