import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import { type EventPlace, eventsKeptFor, type LoggedEvent } from '../event-log/logged-event.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { minute } from '../time.ts'
import { newTimer } from '../timers/timer.ts'
import { isTaken, type WebhookAnswer, type WebhookDelivery, type WebhookRequest } from './webhook-delivery.ts'
import { disabled, retryWaits, type WebhookEndpoint, withFailure, withSuccess } from './webhook-endpoint.ts'
import { liveSecrets } from './webhook-secret.ts'

export type DeliveryNeeds = Pick<
  App,
  'clock' | 'commit' | 'eventLog' | 'webhookDeliveries' | 'webhookEndpoints' | 'webhookQueue'
> & {
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

/** Keeps what became of an attempt. `wait`: milliseconds until the next one; none where this was the last. */
export const keepAttempt = async (
  app: DeliveryNeeds,
  attempted: Attempted,
  answer: WebhookAnswer,
  wait: number | undefined,
): Promise<void> => {
  const at = app.clock.now()
  const { retryAfter: _, ...said } = answer
  const waiting = wait === undefined ? {} : { nextAt: at + wait }
  const state = isTaken(answer) ? 'delivered' : wait === undefined ? 'failed' : 'waiting'
  const kept = { ...attempted, ...said, ...waiting, state, at, expiresAt: at + eventsKeptFor } as const
  await retryOnConflict(app, async (reading) => {
    // Most events are taken at once: nothing is there before the first attempt.
    const before = reading === 'fresh' ? await app.webhookDeliveries.get(attempted) : undefined
    const { attempts = 0, version = 0 } = before ?? {}
    await app.commit({ kind: 'webhook_delivery', ...kept, attempts: attempts + 1, version })
  })
}

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
    const isNewlyPaused = next.state === 'paused' && before.state !== 'paused'
    await app.commit(next, ...(isNewlyPaused ? [probeOf(next, now)] : []))
    if (next.backlog && !before.backlog) await runBacklog(app, next)
    return next
  })

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

/** Until an event is tried again after so many attempts; undefined after the last. */
export const waitAfter = (attempts: number, answer: WebhookAnswer): number | undefined => {
  const wait = retryWaits[attempts - 1]
  return wait === undefined ? undefined : Math.max(wait, Math.min(answer.retryAfter ?? 0, times.longestDefer))
}
