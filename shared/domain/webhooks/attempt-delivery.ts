import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import { type AdminNeeds, emailsToAdmins } from '../emails/tell-admins.ts'
import { type EventPlace, eventsKeptFor, type LoggedEvent } from '../event-log/logged-event.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { minute } from '../time.ts'
import { newTimer } from '../timers/timer.ts'
import { disabledWords } from './disabled-words.ts'
import { isTaken, type WebhookAnswer, type WebhookDelivery, type WebhookRequest } from './webhook-delivery.ts'
import { disabled, retryWaits, type WebhookEndpoint, withFailure, withSuccess } from './webhook-endpoint.ts'
import { liveSecrets } from './webhook-secret.ts'

export type DeliveryNeeds = Pick<
  App,
  'clock' | 'commit' | 'eventLog' | 'webhookDeliveries' | 'webhookEndpoints' | 'webhookQueue'
> &
  AdminNeeds & {
    /** Those of this moment, and maybe ones of a minute ago; a rotation is seen at once. */
    secretsOf(endpoint: WebhookEndpoint): ReturnType<App['webhookSecrets']['get']>
    /** Signs and posts; never throws. */
    post(request: WebhookRequest): Promise<WebhookAnswer>
  }

/** What an endpoint gets of an event. */
export const bodyFor = (
  { payload }: Pick<WebhookEndpoint, 'payload'>,
  { thin, full }: LoggedEvent,
): string => (payload === 'full' ? (full ?? thin) : thin)

/** Posts once, signed with each secret that is live. */
export const post = async (
  app: DeliveryNeeds,
  endpoint: WebhookEndpoint,
  { id, body }: { id: string; body: string },
): Promise<WebhookAnswer> => {
  const at = app.clock.now()
  const secrets = liveSecrets(await app.secretsOf(endpoint), at)
  return app.post({ url: endpoint.url, id, at, body, secrets })
}

type Attempted = Pick<WebhookDelivery, 'workspace' | 'endpointId' | 'place' | 'eventId' | 'type'>

/** Milliseconds until an event is tried again after so many tries; undefined where this was the last. */
type WaitAfter = (tries: number) => number | undefined

/**
 * Keeps what became of an attempt, and gives the wait until the next one. Only attempts that were made count: whatever fails
 * here before or after one takes none from the event. `known`: what is kept of earlier ones, where it was read.
 */
export const keepAttempt = (
  app: DeliveryNeeds,
  attempted: Attempted,
  answer: WebhookAnswer,
  waitAfter: WaitAfter,
  known?: WebhookDelivery,
): Promise<number | undefined> => {
  const at = app.clock.now()
  const { retryAfter: _, ...said } = answer
  const kept = { kind: 'webhook_delivery', ...attempted, ...said, at, expiresAt: at + eventsKeptFor } as const
  return retryOnConflict(app, async (reading) => {
    const before = reading === 'fresh' ? await app.webhookDeliveries.get(attempted) : known
    const { attempts = 0, version = 0 } = before ?? {}
    const tries = triesOf(before) + 1
    const wait = isTaken(answer) ? undefined : waitAfter(tries)
    const state = isTaken(answer) ? 'delivered' : wait === undefined ? 'failed' : 'waiting'
    const waiting = wait === undefined ? {} : { nextAt: at + wait }
    await app.commit({ ...kept, ...waiting, state, attempts: attempts + 1, tries, version })
    return wait
  })
}

/** Those of the series that is under way. */
const triesOf = (before: WebhookDelivery | undefined): number =>
  before?.state === 'waiting' ? (before.tries ?? before.attempts) : 0

/** Keeps what an attempt says of its endpoint, and gives how that is now. */
export const noteAnswer = async (
  app: DeliveryNeeds,
  { workspace, id }: WebhookEndpoint,
  answer: WebhookAnswer,
  place?: EventPlace,
): Promise<WebhookEndpoint | undefined> =>
  retryOnConflict(app, async () => {
    const before = await app.webhookEndpoints.get(workspace, id)
    if (!before || before.state === 'disabled') return before
    const now = app.clock.now()
    const next = afterAnswer(before, answer, now, place)
    if (next === before) return before
    await app.commit(next, ...(await followsFrom(app, before, next)))
    if (next.backlog && !before.backlog) await runBacklog(app, next)
    return next
  })

/** What is written with a change of state: a paused endpoint is asked later, and admins hear of one that is disabled. */
const followsFrom = async (app: DeliveryNeeds, before: WebhookEndpoint, next: WebhookEndpoint) => {
  if (next.state === before.state) return []
  if (next.state === 'paused') return [probeOf(next, app.clock.now())]
  return next.state === 'disabled' ? emailsToAdmins(app, next.workspace, disabledWords(next)) : []
}

const afterAnswer = (endpoint: WebhookEndpoint, answer: WebhookAnswer, now: number, place?: EventPlace) => {
  if (isTaken(answer)) return withSuccess(endpoint, now)
  return answer.status === 410 ? disabled(endpoint, 'gone') : withFailure(endpoint, now, place)
}

const probeEvery = 5 * minute

export const probeOf = ({ workspace, id }: WebhookEndpoint, now: number) =>
  newTimer({ workspace, due: now + probeEvery, rule: 'webhook_probe', subject: id })

/** Has what an endpoint is to get once more sent. */
export const runBacklog = ({ webhookQueue }: Pick<App, 'webhookQueue'>, { workspace, id }: WebhookEndpoint) =>
  webhookQueue.send([{ kind: 'backlog', workspace, endpointId: id }])

/** When an event is tried again that was answered so. An endpoint that is gone gets nothing more. */
export const waitBy =
  ({ status, retryAfter = 0 }: WebhookAnswer): WaitAfter =>
  (tries) => {
    const wait = retryWaits[tries - 1]
    if (status === 410 || wait === undefined) return undefined
    return Math.max(wait, Math.min(retryAfter, times.longestDefer))
  }
