import { encodeNumber, orderOf } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'

const last = 'z'.repeat(10)

/**
 * Sorts held texts by when they leave, and those that leave together by their place in the thread. Those that wait for
 * a person come last.
 */
export const releaseOrder = ({ id, gate }: Pick<OutboundMessage, 'id' | 'gate'>): string =>
  ('releaseAt' in gate ? encodeNumber(gate.releaseAt, 10) : last) + orderOf(id)

/** The end of what leaves at that time (epoch milliseconds) or before. */
export const releasedBy = (until: number): string => `${encodeNumber(until, 10)}~`
