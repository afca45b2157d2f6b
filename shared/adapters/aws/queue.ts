import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import type { App, QueuedPart } from '#domain/app.ts'
import { ExplainedError } from '#domain/error.ts'
import { threadRefOf } from '#domain/ids.ts'
import { partId } from '#domain/messages/message.ts'
import { times } from '#wiring/times.ts'
import { asciiJson } from '../ascii-json.ts'
import { nameOperations } from './name-operations.ts'

const batchSize = 10

/**
 * The FIFO queue of parts: a thread is a group, so its parts keep their order. Within five minutes the queue takes a
 * part once, known by its id and the version in which its message became ready: the same change told twice is one part,
 * a text that was held meanwhile is another.
 */
export const createQueue = (queueUrl: string, client = nameOperations(new SQSClient({}))): App['queue'] => ({
  send: async (parts) => {
    for (let start = 0; start < parts.length; start += batchSize) {
      const Entries = parts.slice(start, start + batchSize).map(entryOf)
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
      if (Failed.length > 0)
        throw new ExplainedError('The queue did not take every part.', {
          failed: Failed.length,
          code: Failed[0]?.Code,
        })
    }
  },
})

const entryOf = ({ version, ...part }: QueuedPart, index: number) => ({
  Id: String(index),
  MessageBody: JSON.stringify(part),
  MessageGroupId: `${part.workspace}.${threadRefOf(part.messageId)}`,
  MessageDeduplicationId: `${partId(part.messageId, part.index)}.${version}`,
})

/** Puts a value on a queue without an order, as JSON that every queue takes; settles when the queue has it. */
export const createEnqueue =
  (client = nameOperations(new SQSClient({}))) =>
  async (queueUrl: string, value: unknown): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: asciiJson(value) }))
  }

/** Lets a received message come again after `seconds`, at most eleven hours, instead of the queue's visibility timeout. */
export const createDefer =
  (queueUrl: string, client = nameOperations(new SQSClient({}))) =>
  async (receiptHandle: string, seconds: number): Promise<void> => {
    const VisibilityTimeout = Math.min(Math.max(Math.ceil(seconds), 0), times.longestDefer / 1000)
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout,
      }),
    )
  }
