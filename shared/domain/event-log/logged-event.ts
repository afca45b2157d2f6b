import { times } from '#wiring/times.ts'
import type { NumberId, WebhookEndpointId, WorkspaceId } from '../ids.ts'

/** An event as programs outside get it. `data`: ids and states, in the names of the API. */
export type OutgoingEvent = {
  id: string
  type: string
  /** Epoch milliseconds. */
  at: number
  workspace: WorkspaceId
  numberId?: NumberId
  /** The one endpoint that it is for. */
  endpointId?: WebhookEndpointId
  data: object
}

/** Sorts events by when they were logged: `<epoch milliseconds>-<id of the event>`. */
export type EventPlace = string

/** An event that is kept for programs outside. Its words are kept as they are sent, so that every attempt has the same bytes. */
export type LoggedEvent = {
  kind: 'event'
  workspace: WorkspaceId
  place: EventPlace
  id: string
  type: string
  numberId?: NumberId
  /** The one endpoint that it is for. */
  endpointId?: WebhookEndpointId
  /** The whole event as JSON, with ids only. */
  thin: string
  /** The same with the record as the API shows it; only where an endpoint took it when it was logged. */
  full?: string
  expiresAt: number
  version: number
}

/** Stands where an event belongs that was logged too late for its place, and says where it is. */
export type MovedEvent = {
  kind: 'event_moved'
  workspace: WorkspaceId
  place: EventPlace
  movedTo: EventPlace
  expiresAt: number
  version: number
}

export const eventsKeptFor = times.eventsKept

/** The form of events; programs are told of a new one before it comes. */
export const eventVersion = '2026-11-01'

/** The milliseconds of a time have thirteen digits until the year 2286, and so their letters sort as they do. */
export const placeOf = (at: number, id: string): EventPlace => `${at}-${id}`

export const timeOfPlace = (place: EventPlace): number => Number(place.split('-', 1)[0])

/** Sorts right behind the place, before any other. */
export const after = (place: EventPlace): EventPlace => `${place}!`
