import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { App, DomainEvent } from '#domain/app.ts'
import { ExplainedError } from '#domain/error.ts'
import { nameOperations } from './name-operations.ts'

const batchSize = 10

/** The bus for everybody who wants to know of changes. Throws where an event was not taken: all are then given again. */
export const createEvents = (
  busName: string,
  client = nameOperations(new EventBridgeClient({})),
): App['events'] => ({
  publish: async (events) => {
    for (let start = 0; start < events.length; start += batchSize) {
      const Entries = events.slice(start, start + batchSize).map((event) => entryOf(event, busName))
      const { FailedEntryCount, Entries: results } = await client.send(new PutEventsCommand({ Entries }))
      if (FailedEntryCount)
        throw new ExplainedError('The bus did not take every event.', {
          failed: FailedEntryCount,
          code: codeOf(results),
        })
    }
  },
})

const entryOf = (event: DomainEvent, busName: string) => ({
  EventBusName: busName,
  Source: 'parley',
  DetailType: event.type,
  Time: new Date(event.at),
  Detail: JSON.stringify({ id: event.id, workspace: event.workspace, ...event.data }),
})

const codeOf = (results: { ErrorCode?: string }[] = []) =>
  results.find((result) => result.ErrorCode)?.ErrorCode
