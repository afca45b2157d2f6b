import {
  DeleteMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { Clock } from '../core/clock.ts'
import type { Pattern } from '../events/pattern.ts'
import { failedRecords } from './batch-failures.ts'
import { messagePasses } from './filters.ts'
import { createLoop, type Source } from './source.ts'
import { gather } from './window.ts'

export type QueueSourceSettings = {
  queueUrl: string
  queueArn: string
  batchSize: number
  windowSeconds: number
  /** A message passes when one of them matches it; all pass when there are none. */
  filters: Pattern[]
  reportsFailures: boolean
  /** Batches under way at once. */
  concurrency: number
  region: string
}

type Run = {
  sqs: SQSClient
  clock: Pick<Clock, 'now'>
  invoke(event: { Records: unknown[] }): Promise<unknown>
  report(error: unknown): void
}

/**
 * Feeds a function from a queue, as Lambda does: handled messages are deleted, failed ones come back after the queue's
 * visibility timeout. The queue itself holds back a FIFO group while one of its messages is under way.
 */
export const createQueueSource = (settings: QueueSourceSettings, run: Run): Source => {
  const underWay = new Set<Promise<void>>()
  const loop = createLoop(async (signal) => {
    while (underWay.size >= settings.concurrency) await Promise.race(underWay)
    if (signal.aborted) return
    const batch = await receiveBatch(settings, run, signal)
    if (batch.length === 0) return
    const handling = handle(batch, settings, run).finally(() => underWay.delete(handling))
    underWay.add(handling)
  }, run.report)
  const settle = async () => void (await Promise.all(underWay))
  return {
    start: loop.start,
    settle,
    stop: async () => {
      await loop.stop()
      await settle()
    },
  }
}

/** As many as fill a batch, or as come within the window after the first. */
const receiveBatch = async (
  settings: QueueSourceSettings,
  { sqs, clock }: Pick<Run, 'sqs' | 'clock'>,
  signal: AbortSignal,
) => {
  const { batchSize: size, windowSeconds } = settings
  const read = async (count: number, seconds = 0) => {
    const messages = await receive(settings, sqs, signal, count, seconds)
    return dropUnwanted(messages, settings, sqs)
  }
  return gather(await read(size, 20), { size, windowSeconds, now: clock.now, read, signal })
}

/** Deletes messages that pass no filter, as Lambda does; the function never sees them. */
const dropUnwanted = async (messages: Message[], settings: QueueSourceSettings, sqs: SQSClient) => {
  const wanted = messages.filter((message) => messagePasses(toRecord(message, settings), settings.filters))
  const unwanted = messages.filter((message) => !wanted.includes(message))
  if (unwanted.length > 0) await remove(unwanted, settings, sqs)
  return wanted
}

const receive = async (
  { queueUrl }: QueueSourceSettings,
  sqs: SQSClient,
  abortSignal: AbortSignal,
  count: number,
  seconds: number,
): Promise<Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(count, 10),
    WaitTimeSeconds: seconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  })
  const { Messages = [] } = await sqs.send(command, { abortSignal, requestTimeout: 30_000 })
  return Messages
}

const handle = async (batch: Message[], settings: QueueSourceSettings, { sqs, invoke, report }: Run) => {
  try {
    const response = await invoke({ Records: batch.map((message) => toRecord(message, settings)) })
    const identifiers = batch.map((message) => message.MessageId ?? '')
    const failed = settings.reportsFailures ? failedRecords(response, identifiers) : new Set<string>()
    await remove(
      batch.filter((message) => !failed.has(message.MessageId ?? '')),
      settings,
      sqs,
    )
  } catch (error) {
    report(error)
  }
}

const remove = async (messages: Message[], { queueUrl }: QueueSourceSettings, sqs: SQSClient) => {
  for (let from = 0; from < messages.length; from += 10) {
    const Entries = messages
      .slice(from, from + 10)
      .map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }))
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
  }
}

const toRecord = (message: Message, { queueArn, region }: QueueSourceSettings) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes,
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, toAttribute(value)]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
})

const toAttribute = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue) => ({
  stringValue: StringValue,
  binaryValue: BinaryValue && Buffer.from(BinaryValue).toString('base64'),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
})
