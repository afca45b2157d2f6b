import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { Clock } from '../core/clock.ts'
import type { State } from '../core/state.ts'
import type { Pattern } from '../events/pattern.ts'
import { passes } from './filters.ts'
import { type Batch, type Discarded, deliverInOrder } from './in-order.ts'
import { createLoop, delay, type Source } from './source.ts'
import { type StreamRecord, toStreamRecord } from './stream-record.ts'
import { gather } from './window.ts'

export type StreamSourceSettings = {
  streamArn: string
  functionArn: string
  batchSize: number
  windowSeconds: number
  fromStart: boolean
  reportsFailures: boolean
  bisects: boolean
  /** -1: without end. */
  maximumRetries: number
  /** -1: without end. */
  maximumAgeSeconds: number
  /** A record passes when one of them matches it; all pass when there are none. */
  filters: Pattern[]
  /** The queue that hears of records which were given up. */
  failureQueueUrl?: string
}

type Run = {
  streams: DynamoDBStreamsClient
  sqs: SQSClient
  state: State
  clock: Clock
  invoke(event: { Records: unknown[] }): Promise<unknown>
  report(error: unknown): void
}

/**
 * How long a reader rests at the end of a stream, which offers no way to wait for records. Short while records come, to
 * pass them on quickly; longer when nothing happens, to spare the processor.
 */
const rest = { busy: 10, idle: 50, busyFor: 2_000 }

/** Feeds a function from a table's stream: each shard in order, from where it was when the runner last stopped. */
export const createStreamSource = (settings: StreamSourceSettings, run: Run): Source => {
  const shards = new Map<string, string | undefined>()
  let lastRead = 0
  let underWay: Promise<void> = Promise.resolve()
  const loop = createLoop(async (signal) => {
    if (shards.size === 0) await openShards(settings, run, shards)
    let read = 0
    for (const [shard, iterator] of shards) {
      if (!iterator || signal.aborted) continue
      const step = readShard(shard, iterator, settings, run, signal)
      underWay = step.then(() => {})
      underWay.catch(() => {})
      const { next, count } = await step.catch((error) => {
        shards.clear()
        throw error
      })
      shards.set(shard, next)
      read += count
    }
    if ([...shards.values()].every((iterator) => iterator === undefined)) shards.clear()
    if (read > 0) lastRead = performance.now()
    else await delay(performance.now() - lastRead < rest.busyFor ? rest.busy : rest.idle, signal)
  }, run.report)
  return { ...loop, settle: () => underWay.catch(() => {}) }
}

const checkpointKind = 'stream checkpoint'

const openShards = async (
  { streamArn, fromStart }: StreamSourceSettings,
  { streams, state }: Run,
  shards: Map<string, string | undefined>,
) => {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }))
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    if (!ShardId) continue
    const after = state.get<string>(checkpointKind, `${streamArn}/${ShardId}`)
    const start = fromStart ? ('TRIM_HORIZON' as const) : ('LATEST' as const)
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId,
        ...(after === undefined
          ? { ShardIteratorType: start }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }),
      }),
    )
    shards.set(ShardId, ShardIterator)
  }
}

const readShard = async (
  shard: string,
  iterator: string,
  settings: StreamSourceSettings,
  run: Run,
  signal: AbortSignal,
) => {
  const reading = createReading(iterator, settings, run)
  const records = await gather(await reading.read(settings.batchSize), {
    ...{ size: settings.batchSize, windowSeconds: settings.windowSeconds },
    ...{ now: run.clock.now, read: reading.read, signal },
  })
  const { last, count } = reading.progress()
  const read = performance.now()
  if (last !== undefined) {
    const checkpoint = (sequence: string) =>
      run.state.put(checkpointKind, `${settings.streamArn}/${shard}`, sequence)
    const delivered = await deliverInOrder(records, {
      ...settings,
      signal,
      sequence: (record) => record.dynamodb.SequenceNumber,
      // Counted from when the record was read: time travel and a machine switched off do not make it old.
      ageSeconds: () => (performance.now() - read) / 1000,
      invoke: (batch) => run.invoke({ Records: batch }),
      checkpoint,
      discard: (discarded) => tellOfFailure(discarded, shard, settings, run),
      report: run.report,
    })
    if (delivered) checkpoint(last)
    // Stopped in the middle: the next start reads on from the checkpoint.
    else return { next: iterator, count: 0 }
  }
  return { next: reading.progress().next, count }
}

/** Reads a shard step by step; records that no filter wants are read past. */
const createReading = (iterator: string, { streamArn, filters }: StreamSourceSettings, run: Run) => {
  let next: string | undefined = iterator
  let last: string | undefined
  let count = 0
  return {
    read: async (limit: number): Promise<StreamRecord[]> => {
      if (next === undefined) return []
      const command: GetRecordsCommand = new GetRecordsCommand({ ShardIterator: next, Limit: limit })
      const { Records = [], NextShardIterator } = await run.streams.send(command)
      next = NextShardIterator
      last = Records.at(-1)?.dynamodb?.SequenceNumber ?? last
      count += Records.length
      return wanted(
        Records.map((record) => toStreamRecord(record, streamArn, run.clock)),
        filters,
      )
    },
    progress: () => ({ next, last, count }),
  }
}

const wanted = (records: StreamRecord[], filters: Pattern[]): Batch<StreamRecord> =>
  records.filter((record) => passes(record, filters))

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const tellOfFailure = async (
  { condition, records, attempts }: Discarded<StreamRecord>,
  shardId: string,
  { failureQueueUrl, functionArn, streamArn }: StreamSourceSettings,
  { sqs, clock }: Run,
) => {
  if (!failureQueueUrl) return
  const [first, last] = [records[0], records.at(-1)]
  const message = {
    requestContext: { functionArn, condition, approximateInvokeCount: attempts },
    version: '1.0',
    timestamp: new Date(clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      batchSize: records.length,
      streamArn,
    },
  }
  await sqs.send(new SendMessageCommand({ QueueUrl: failureQueueUrl, MessageBody: JSON.stringify(message) }))
}
