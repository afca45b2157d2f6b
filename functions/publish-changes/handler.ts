import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { createEvents } from '#adapters/aws/events.ts'
import { createQueue } from '#adapters/aws/queue.ts'
import { conversationStore } from '#adapters/dynamo/conversation.ts'
import { parseStreamRecord } from '#adapters/dynamo/stream.ts'
import { openTable } from '#adapters/dynamo/table.ts'
import { variable } from '#adapters/environment.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'

const app = {
  conversations: conversationStore(openTable(variable('TABLE_NAME'))),
  queue: createQueue(variable('OUTBOUND_QUEUE_URL')),
  events: createEvents(variable('EVENT_BUS_NAME')),
}

/** The table's stream. A batch that fails is given again whole: the queue knows parts that it has, events have their id. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  await publishChanges(app, Records.map(parseStreamRecord))
  return { batchItemFailures: [] }
})
