import type { EventBridgeEvent } from 'aws-lambda'
import type { ParleyEvent } from '#contract/events/events.ts'

/** The event of Parley in a message that a rule of the bus has put on a queue. */
export const busEvent = <E extends ParleyEvent>(body: string): E =>
  (JSON.parse(body) as EventBridgeEvent<string, E>).detail
