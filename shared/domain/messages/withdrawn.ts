import type { OutboundMessage } from './message.ts'

/** The message without any part that will be sent. */
export const withdrawn = (message: OutboundMessage): OutboundMessage => ({
  ...message,
  status: 'canceled',
  parts: message.parts.map((part) => ({ ...part, status: 'canceled' })),
})
