import type { Message } from './message.ts'

/** A text of ours that did not arrive, or of which nobody knows whether it did. */
const lostStatuses = ['failed', 'undelivered', 'unknown'] as const satisfies Message['status'][]

export const isLostStatus = (status: Message['status']): status is (typeof lostStatuses)[number] =>
  lostStatuses.some((lost) => lost === status)
