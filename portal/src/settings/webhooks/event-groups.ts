import { outgoingTypes } from '#contract/events/outgoing.ts'

export type OutgoingType = (typeof outgoingTypes)[number]

/** What an event is about: the part of its type before the dot. */
export type EventGroup = OutgoingType extends `${infer Group}.${string}` ? Group : never

/** The types of events by what they are about, in the order of the contract. */
export const eventGroups: readonly (readonly [group: EventGroup, types: OutgoingType[]])[] = Object.entries(
  Object.groupBy(outgoingTypes, (type) => type.slice(0, type.indexOf('.')) as EventGroup),
) as [EventGroup, OutgoingType[]][]
