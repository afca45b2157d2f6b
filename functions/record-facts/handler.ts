import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { parseStreamRecord } from '#adapters/dynamo/stream.ts'
import { log } from '#adapters/log.ts'
import { createFactFiles } from '#adapters/reports/fact-files.ts'
import { recordFacts } from '#domain/reports/record-facts.ts'
import { failures } from '../edge/failures.ts'

const app = { facts: createFactFiles() }

/** Keys hold phones: a change is known by its id and its place in the stream. */
const aboutBatch = ({ Records }: DynamoDBStreamEvent) => ({
  changes: Records.length,
  first: Records[0]?.eventID,
  sequenceNumber: Records[0]?.dynamodb?.SequenceNumber,
})

/** The table's stream, for reports. It has no right to the table. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(failures(log, aboutBatch))
  .handler(async ({ Records }) => {
    await recordFacts(app, Records.map(parseStreamRecord))
    return { batchItemFailures: [] }
  })
