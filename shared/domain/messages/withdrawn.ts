import type { DeliveryError, OutboundMessage, Part } from './message.ts'

/** The message without any part that will be sent. */
export const withdrawn = (message: OutboundMessage): OutboundMessage => ({
  ...message,
  status: 'canceled',
  parts: message.parts.map((part) => ({ ...part, status: 'canceled' })),
})

/**
 * The parts of a message when those behind one (`after`: its index) that still wait are withdrawn; what has left stays as it
 * is. `error`: why, where the other parts do not say so.
 */
export const withoutWaiting = ({ parts }: OutboundMessage, after = -1, error?: DeliveryError): Part[] =>
  parts.map((part, index) =>
    index > after && part.status === 'queued'
      ? { ...part, status: 'canceled', ...(error && { error }) }
      : part,
  )
