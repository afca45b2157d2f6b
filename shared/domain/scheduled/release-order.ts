import { encodeNumber, orderOf } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'

const last = 'z'.repeat(10)

/**
 * Sorts held texts by the time at which they leave, then by their place in the thread. Texts that wait for a person come
 * last.
 */
export const releaseOrder = ({ id, gate }: Pick<OutboundMessage, 'id' | 'gate'>): string =>
  ('releaseAt' in gate ? encodeNumber(gate.releaseAt, 10) : last) + orderOf(id)

/** The last order of the texts that leave at a time (epoch milliseconds) or before. */
export const releasedBy = (until: number): string => `${encodeNumber(until, 10)}~`
