import type { EventPlace } from '../event-log/logged-event.ts'
import type { WebhookEndpointId, WorkspaceId } from '../ids.ts'

export const deliveryStates = ['delivered', 'waiting', 'failed'] as const
export const deliveryProblems = ['timeout', 'address_not_allowed', 'no_connection'] as const

/** What became of one event at one endpoint: its last attempt. */
export type WebhookDelivery = {
  kind: 'webhook_delivery'
  workspace: WorkspaceId
  endpointId: WebhookEndpointId
  place: EventPlace
  eventId: string
  type: string
  /** `waiting`: it is tried again at `nextAt`. */
  state: (typeof deliveryStates)[number]
  attempts: number
  /** How many of them belong to the present series of thirteen; a retry by hand and a replay begin one where none is under way. */
  tries?: number
  /** Of the last attempt, epoch milliseconds. */
  at: number
  nextAt?: number
  /** The status of the answer, or why there was none. */
  status?: number
  problem?: (typeof deliveryProblems)[number]
  /** Milliseconds. */
  duration: number
  /** The first KB of it. */
  answer?: string
  expiresAt: number
  version: number
}

/** What an endpoint said; `retryAfter`: milliseconds. */
export type WebhookAnswer = Pick<WebhookDelivery, 'status' | 'problem' | 'duration' | 'answer'> & {
  retryAfter?: number
}

/** What is posted. `secrets`: each signs it. */
export type WebhookRequest = { url: string; id: string; at: number; body: string; secrets: string[] }

/** Work for the queue of deliveries. `retry`: somebody wants it now, whatever the state of the endpoint. `test`: one attempt of an event that is made up for it. */
export type WebhookJob = { workspace: WorkspaceId; endpointId: WebhookEndpointId } & (
  | { kind: 'event' | 'retry' | 'test'; place: EventPlace }
  | { kind: 'probe' | 'backlog' }
)

export const isTaken = ({ status = 0 }: WebhookAnswer): boolean => status >= 200 && status < 300

/** `again`: milliseconds until the same job is to come once more. */
export type JobOutcome = { again?: number }
