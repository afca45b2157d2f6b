import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { createApp } from '#adapters/app.ts'
import { createEvents } from '#adapters/aws/events.ts'
import { createQueue } from '#adapters/aws/queue.ts'
import { createReleases } from '#adapters/aws/releases.ts'
import { parseStreamRecord } from '#adapters/dynamo/stream.ts'
import { variable } from '#adapters/environment.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { failures } from '../edge/failures.ts'

const app = {
  ...createApp(),
  queue: createQueue(variable('OUTBOUND_QUEUE_URL')),
  events: createEvents(variable('EVENT_BUS_NAME')),
  releases: createReleases(variable('RELEASE_STATE_MACHINE_ARN')),
}

/** Keys hold phones: a change is known by its id and its place in the stream. */
const aboutBatch = ({ Records }: DynamoDBStreamEvent) => ({
  changes: Records.length,
  first: Records[0]?.eventID,
  sequenceNumber: Records[0]?.dynamodb?.SequenceNumber,
  kinds: [...new Set(Records.map(({ dynamodb }) => dynamodb?.NewImage?.kind?.S))],
})

/** The table's stream. A batch that fails is given again whole: the queue knows parts that it has, events have their id. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(failures(app.log, aboutBatch))
  .handler(async ({ Records }) => {
    await publishChanges(app, Records.map(parseStreamRecord))
    return { batchItemFailures: [] }
  })
