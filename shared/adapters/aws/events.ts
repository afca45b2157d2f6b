import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import type { DomainEvent } from '#domain/changes/domain-event.ts'
import { ExplainedError } from '#domain/error.ts'
import { nameOperations } from './name-operations.ts'

const batchSize = 10

/** The bus that tells subscribers of changes. Throws when it refuses an event: the stream then gives all of them again. */
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
  Detail: JSON.stringify(detailOf(event)),
})

/** The event as the contract describes it. */
const detailOf = ({ id, type, workspace, at, by, data }: DomainEvent) =>
  ({
    ...{ id, type, version: 1, workspace, at: new Date(at).toISOString(), by },
    data: snakeCased(data),
  }) as ParleyEvent

/** The names of fields that changed are names of the API as well. */
const snakeCased = ({ changed, ...data }: object & { changed?: string[] }): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(data).map(([key, value]) => [snakeCase(key), value])),
  ...(changed && { changed: changed.map(apiName) }),
})

/** What it was merged into is all that programs see of a merge. */
const apiName = (field: string): string => (field === 'merged' ? 'merged_into' : snakeCase(field))

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const codeOf = (results: { ErrorCode?: string }[] = []) =>
  results.find((result) => result.ErrorCode)?.ErrorCode
