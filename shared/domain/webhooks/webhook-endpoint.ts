import { times } from '#wiring/times.ts'
import type { EventPlace } from '../event-log/logged-event.ts'
import type { NumberId, WebhookEndpointId, WorkspaceId } from '../ids.ts'
import { hour, minute } from '../time.ts'

export const webhookStates = ['active', 'failing', 'paused', 'disabled'] as const

/**
 * `failing`: the last few attempts failed. `paused`: many did, over some time; nothing is sent but a question whether it is back,
 * and then what it missed. `disabled`: nothing is sent until somebody enables it.
 */
type WebhookState = (typeof webhookStates)[number]

export const disabledReasons = ['by_hand', 'gone', 'unreachable'] as const

/** An address outside that is told of events. */
export type WebhookEndpoint = {
  kind: 'webhook_endpoint'
  workspace: WorkspaceId
  id: WebhookEndpointId
  url: string
  description?: string
  eventTypes: string[]
  /** Events of other numbers are left out, and none is left out where this is missing. */
  numberIds?: NumberId[]
  payload: 'full' | 'thin'
  /** The form of events that it is sent. */
  eventVersion: string
  state: WebhookState
  /** Why it is disabled: an admin, its answer 410, or three days without an answer that counts. */
  disabledReason?: (typeof disabledReasons)[number]
  /** How many attempts failed since the last success. */
  failures: number
  /** When the first of them was, epoch milliseconds, and the earliest event that was not taken. */
  failingSince?: number
  failingFrom?: EventPlace
  /** While it is paused: the first event that it has to be sent when it is back. */
  missedFrom?: EventPlace
  /** What is sent to it once more, from the first place to the last. */
  backlog?: { from: EventPlace; to: EventPlace }
  /** When its secret was made. */
  secretAt: number
  createdAt: number
  version: number
}

export const mostEndpoints = 20

/** When an event is tried again, milliseconds after each attempt that failed: thirteen attempts in 72.6 hours. */
export const retryWaits: readonly number[] = [
  5_000,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  ...Array<number>(5).fill(times.longestDefer),
]

const failuresUntilFailing = 3
const failuresUntilPaused = 20
const pausedAfter = 15 * minute
/** A burst pauses it sooner, so that the queue stays short. */
const failuresUntilPausedAtOnce = 500
const disabledAfter = 72 * hour

/**
 * An endpoint for some numbers is not told of what names no number: that may be of another one. What is for one endpoint is for
 * no other.
 */
export const isTold = (
  endpoint: WebhookEndpoint,
  { type, numberId, endpointId }: { type: string; numberId?: NumberId; endpointId?: WebhookEndpointId },
): boolean =>
  endpointId === endpoint.id ||
  (endpointId === undefined &&
    endpoint.eventTypes.includes(type) &&
    (!endpoint.numberIds || (numberId !== undefined && endpoint.numberIds.includes(numberId))))

/** Whether events are sent to it as they come. */
export const isOpen = ({ state }: WebhookEndpoint): boolean => state === 'active' || state === 'failing'

/** Whether an event is among those that it gets when it is back. */
export const isLeftForLater = ({ state, missedFrom }: WebhookEndpoint, place: EventPlace): boolean =>
  state === 'paused' && missedFrom !== undefined && place >= missedFrom

const healthy = { failures: 0, failingSince: undefined, failingFrom: undefined, missedFrom: undefined }

/** How it is after an attempt that failed; `place`: of the event that it did not take. */
export const withFailure = (endpoint: WebhookEndpoint, now: number, place?: EventPlace): WebhookEndpoint => {
  const failingSince = endpoint.failingSince ?? now
  const failingFrom = earliest(endpoint.failingFrom, place)
  const next = { ...endpoint, failures: endpoint.failures + 1, failingSince, failingFrom }
  if (now - failingSince >= disabledAfter) return disabled(next, 'unreachable')
  if (endpoint.state === 'paused') return next
  if (isToPause(next, now - failingSince)) return paused(next)
  return { ...next, state: next.failures >= failuresUntilFailing ? 'failing' : endpoint.state }
}

const isToPause = ({ failures }: WebhookEndpoint, failingFor: number): boolean =>
  (failures >= failuresUntilPaused && failingFor >= pausedAfter) || failures >= failuresUntilPausedAtOnce

const paused = ({ backlog, ...endpoint }: WebhookEndpoint): WebhookEndpoint => ({
  ...endpoint,
  state: 'paused',
  missedFrom: earliest(endpoint.failingFrom, backlog?.from),
})

export const disabled = (
  { backlog, ...endpoint }: WebhookEndpoint,
  disabledReason: WebhookEndpoint['disabledReason'],
): WebhookEndpoint => ({ ...endpoint, state: 'disabled', disabledReason })

/** How it is after a success; what it missed while it was paused becomes its backlog. The same where nothing was wrong. */
export const withSuccess = (endpoint: WebhookEndpoint, now: number): WebhookEndpoint => {
  if (endpoint.state === 'disabled' || (endpoint.state === 'active' && endpoint.failures === 0))
    return endpoint
  const { missedFrom } = endpoint
  const well: WebhookEndpoint = { ...endpoint, ...healthy, state: 'active' }
  return missedFrom === undefined ? well : withBacklog(well, missedFrom, String(now + times.endpointKnown))
}

/** Two backlogs become one that has both. */
export const withBacklog = (endpoint: WebhookEndpoint, from: EventPlace, to: EventPlace): WebhookEndpoint => {
  const { backlog } = endpoint
  const last = backlog && backlog.to > to ? backlog.to : to
  return { ...endpoint, backlog: { from: earliest(backlog?.from, from) ?? from, to: last } }
}

/** As if nothing had ever gone wrong. */
export const enabled = ({ disabledReason, ...endpoint }: WebhookEndpoint): WebhookEndpoint => ({
  ...endpoint,
  ...healthy,
  state: 'active',
})

const earliest = (a: EventPlace | undefined, b: EventPlace | undefined): EventPlace | undefined => {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}
