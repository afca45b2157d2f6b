import type { ReceivedText, UnroutedText } from '#domain/inbound/received-text.ts'
import type { Keys } from './table.ts'

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
