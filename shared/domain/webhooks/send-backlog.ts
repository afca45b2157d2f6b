import { times } from '#wiring/times.ts'
import { after, type EventPlace, type LoggedEvent, timeOfPlace } from '../event-log/logged-event.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { bodyFor, type DeliveryNeeds, keepAttempt, noteAnswer, post, runBacklog } from './attempt-delivery.ts'
import { isTaken, type JobOutcome } from './webhook-delivery.ts'
import { isOpen, isTold, retryWaits, type WebhookEndpoint } from './webhook-endpoint.ts'

/** So many events are read for one call of the function. */
const mostEvents = 100
/** So many failures in a row end a run. */
const patience = 5

/**
 * Sends an endpoint what it missed, or what is to be replayed, in the order of the log and one after the other, so that the
 * queue never holds it. An event that it does not take joins those that are tried again; where it takes none, the rest waits.
 */
export const sendBacklog = async (
  app: DeliveryNeeds,
  endpoint: WebhookEndpoint,
  received: number,
): Promise<JobOutcome> => {
  const { backlog } = endpoint
  if (!backlog || !isOpen(endpoint)) return {}
  const { events, end, isLast } = await readPart(app, endpoint, backlog)
  const run = await sendAll(app, endpoint, events)
  const rest = await moveOn(app, endpoint, run.stoppedAt ?? end)
  if (!rest?.backlog || !isOpen(rest)) return {}
  if (run.isFailing) return { again: retryWaits[Math.min(received, retryWaits.length) - 1] }
  if (isLast && run.stoppedAt === undefined) return { again: untilSettled(app, rest.backlog) }
  await runBacklog(app, rest)
  return {}
}

type Backlog = NonNullable<WebhookEndpoint['backlog']>

const untilSettled = ({ clock }: DeliveryNeeds, { to }: Backlog): number =>
  Math.max(timeOfPlace(to) + times.eventSettled + 1_000 - clock.now(), 1_000)

/** The next events of a backlog, and the place behind them. */
const readPart = async (app: DeliveryNeeds, { workspace }: WebhookEndpoint, { from, to: last }: Backlog) => {
  const settled = String(app.clock.now() - times.eventSettled)
  const to = last < settled ? last : settled
  const found =
    from <= to ? await app.eventLog.list(workspace, { from, to: after(to), limit: mostEvents }) : []
  const isLast = found.length < mostEvents
  const behind = after(isLast ? to : (found.at(-1)?.order ?? to))
  return { events: found.map(({ record }) => record), end: behind > from ? behind : from, isLast }
}

/** `stoppedAt`: the first event that was not tried any more. */
type Run = { stoppedAt?: EventPlace; isFailing?: boolean }

const sendAll = async (
  app: DeliveryNeeds,
  endpoint: WebhookEndpoint,
  events: LoggedEvent[],
): Promise<Run> => {
  const end = app.clock.now() + times.webhookRun
  let failures = 0
  for (const event of events) {
    if (failures === patience) return { stoppedAt: event.place, isFailing: true }
    if (app.clock.now() > end) return { stoppedAt: event.place }
    if (!isTold(endpoint, event)) continue
    failures = (await sendOne(app, endpoint, event)) ? 0 : failures + 1
  }
  return {}
}

/** Whether it was taken. */
const sendOne = async (
  app: DeliveryNeeds,
  endpoint: WebhookEndpoint,
  event: LoggedEvent,
): Promise<boolean> => {
  const { workspace, id: endpointId } = endpoint
  const { place, id: eventId, type } = event
  const answer = await post(app, endpoint, { id: eventId, body: bodyFor(endpoint, event) })
  const isSent = isTaken(answer)
  if (!isSent) await app.webhookQueue.send([{ kind: 'event', workspace, endpointId, place }])
  await keepAttempt(app, { workspace, endpointId, place, eventId, type }, answer, () => 0)
  await noteAnswer(app, endpoint, answer, place)
  return isSent
}

/** Keeps how far the backlog has come, unless it was paused, or begins earlier since. Undefined where another run is ahead. */
const moveOn = (app: DeliveryNeeds, { workspace, id, backlog: begun }: WebhookEndpoint, from: EventPlace) =>
  retryOnConflict(app, async () => {
    const endpoint = await app.webhookEndpoints.get(workspace, id)
    if (!endpoint?.backlog || !begun || endpoint.backlog.from < begun.from) return endpoint
    if (endpoint.backlog.from > begun.from) return undefined
    const { backlog, ...rest } = endpoint
    const next: WebhookEndpoint = from > backlog.to ? rest : { ...rest, backlog: { from, to: backlog.to } }
    await app.commit(next)
    return { ...next, version: next.version + 1 }
  })
