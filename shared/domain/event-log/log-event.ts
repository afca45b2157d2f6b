import { times } from '#wiring/times.ts'
import type { App } from '../app.ts'
import { isWritten } from '../retry-on-conflict.ts'
import {
  eventsKeptFor,
  eventVersion,
  type LoggedEvent,
  type MovedEvent,
  type OutgoingEvent,
  placeOf,
} from './logged-event.ts'

type Needs = Pick<App, 'clock' | 'eventLog'>

/**
 * Keeps an event for programs outside, once however often the bus tells of it: what was kept first is given again. `full`: the
 * record that it is about, as the API shows it. A write that takes too long is given up and throws: whoever repeats it finds what
 * was written after all, or gives the event a place of the moment then, which no cursor has gone past.
 */
export const logEvent = async (app: Needs, event: OutgoingEvent, full?: object): Promise<LoggedEvent> => {
  const now = app.clock.now()
  const own = placeOf(event.at, event.id)
  const place = now - event.at < times.eventOnTime ? own : placeOf(now, event.id)
  const { id, type, workspace, numberId, endpointId } = event
  const kept = { workspace, expiresAt: now + eventsKeptFor, version: 0 }
  const words = { thin: wordsOf(event, event.data), ...(full && { full: wordsOf(event, full) }) }
  const logged: LoggedEvent = { kind: 'event', ...kept, place, id, type, numberId, endpointId, ...words }
  const moved: MovedEvent = { kind: 'event_moved', ...kept, place: own, movedTo: place }
  const written = await isWritten(app.eventLog.keep(...(place === own ? [logged] : [moved, logged])))
  return written ? logged : await loggedBefore(app, event)
}

/** The event as it is sent. */
export const wordsOf = ({ id, type, at, workspace }: OutgoingEvent, data: object): string =>
  JSON.stringify({ id, type, at: new Date(at).toISOString(), workspace, version: eventVersion, data })

const loggedBefore = async (app: Needs, { workspace, at, id }: OutgoingEvent): Promise<LoggedEvent> => {
  const found = await app.eventLog.at(workspace, placeOf(at, id))
  if (!found) throw new Error('The event is being logged by somebody else.')
  return found
}
