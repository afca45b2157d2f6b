import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs'
import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import { type Platform, resourceType } from './platform.ts'

const number = z.union([z.number(), z.string()])

/** AWS::SQS::Queue */
export const queue = resourceType({
  uses: {
    QueueName: z.string().optional(),
    FifoQueue: z.boolean().optional(),
    ContentBasedDeduplication: z.boolean().optional(),
    DeduplicationScope: z.string().optional(),
    FifoThroughputLimit: z.string().optional(),
    DelaySeconds: number.optional(),
    MaximumMessageSize: number.optional(),
    MessageRetentionPeriod: number.optional(),
    ReceiveMessageWaitTimeSeconds: number.optional(),
    VisibilityTimeout: number.optional(),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: number }).optional(),
  },
  ignores: [
    'KmsDataKeyReusePeriodSeconds',
    'KmsMasterKeyId',
    'RedriveAllowPolicy',
    'SqsManagedSseEnabled',
    'Tags',
  ],
  create: async ({ QueueName, FifoQueue, RedrivePolicy, ...settings }, resource, { clients, endpoints }) => {
    const name = QueueName ?? `${resource.name}${FifoQueue ? '.fifo' : ''}`
    const attributes = {
      ...toTexts(settings),
      ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    }
    if (await exists(name, clients)) await update(queueUrl(endpoints, name), attributes, clients)
    else
      await clients.sqs.send(
        new CreateQueueCommand({
          QueueName: name,
          Attributes: { ...attributes, ...(FifoQueue && { FifoQueue: 'true' }) },
        }),
      )
    return {
      ref: queueUrl(endpoints, name),
      attributes: { Arn: queueArn(name), QueueName: name, QueueUrl: queueUrl(endpoints, name) },
    }
  },
})

const toTexts = (settings: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )

/** Asked first: creating a queue that exists may empty it. */
const exists = async (name: string, { sqs }: Platform['clients']) => {
  try {
    await sqs.send(new GetQueueUrlCommand({ QueueName: name }))
    return true
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return false
    throw error
  }
}

/** Sets only attributes that have changed: some cannot be set once a queue exists. */
const update = async (QueueUrl: string, wanted: Record<string, string>, { sqs }: Platform['clients']) => {
  const { Attributes: known = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  )
  const changed = Object.entries(wanted).filter(
    ([name, value]) => known[name as QueueAttributeName] !== value,
  )
  if (changed.length === 0) return
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: Object.fromEntries(changed) }))
}

const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`

const queueUrl = ({ sqs }: Platform['endpoints'], name: string) => `${sqs}/${account}/${name}`

/** The address of a queue, where the template gives its ARN. */
export const queueUrlOf = (arn: string, endpoints: Platform['endpoints']) =>
  queueUrl(endpoints, arn.split(':').at(-1) ?? arn)
