import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { App, OutboundPart } from '#domain/app.ts'
import { threadRefOf } from '#domain/ids.ts'
import { partId } from '#domain/messages/message.ts'

const batchSize = 10

/** The FIFO queue of parts: a thread is a group, so its parts keep their order; a part is known by its id. */
export const createQueue = (queueUrl: string, client = new SQSClient({})): App['queue'] => ({
  send: async (parts) => {
    for (let start = 0; start < parts.length; start += batchSize) {
      const Entries = parts.slice(start, start + batchSize).map(entryOf)
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
      if (Failed.length > 0)
        throw new Error(`The queue did not take ${Failed.length} parts: ${Failed[0]?.Code}`)
    }
  },
})

const entryOf = (part: OutboundPart, index: number) => ({
  Id: String(index),
  MessageBody: JSON.stringify(part),
  MessageGroupId: `${part.workspace}.${threadRefOf(part.messageId)}`,
  MessageDeduplicationId: partId(part.messageId, part.index),
})

// SQS counts twelve hours from when the message was received, and some of them may be over.
const longestVisibility = 11 * 60 * 60

/** Lets a received message come again after `seconds` instead of the queue's own visibility timeout. */
export const createDefer =
  (queueUrl: string, client = new SQSClient({})) =>
  async (receiptHandle: string, seconds: number): Promise<void> => {
    const VisibilityTimeout = Math.min(Math.max(Math.ceil(seconds), 0), longestVisibility)
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout,
      }),
    )
  }
