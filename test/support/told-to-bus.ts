import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { createEvents } from '#adapters/aws/events.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { Change } from '#domain/app.ts'
import { eventsOf } from '#domain/changes/events-of.ts'

/** An event as a rule of the bus sees it, and puts it on a queue. */
export type Told = { source: string; 'detail-type': string; detail: ParleyEvent }

/** What the bus is told of changes. */
export const toldToBus = async (changes: Change[]): Promise<Told[]> => {
  const told: Told[] = []
  const send = async ({ input }: PutEventsCommand) => {
    for (const { Source = '', DetailType = '', Detail = '' } of input.Entries ?? [])
      told.push({ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) })
    return {}
  }
  const bus = createEvents('parley-main', { send } as unknown as EventBridgeClient)
  await bus.publish(changes.flatMap(eventsOf))
  return told
}
