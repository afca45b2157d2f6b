import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns'
import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import { type Platform, resourceType } from './platform.ts'

/** AWS::SNS::Topic */
export const topic = resourceType({
  uses: {
    TopicName: z.string().optional(),
    FifoTopic: z.boolean().optional(),
    ContentBasedDeduplication: z.boolean().optional(),
  },
  ignores: ['DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'Tags', 'TracingConfig'],
  create: async ({ TopicName, FifoTopic, ContentBasedDeduplication }, resource, { clients }) => {
    const Name = TopicName ?? `${resource.name}${FifoTopic ? '.fifo' : ''}`
    const TopicArn = `arn:aws:sns:${region}:${account}:${Name}`
    const Attributes = {
      ...(FifoTopic && { FifoTopic: 'true' }),
      ...(ContentBasedDeduplication && { ContentBasedDeduplication: 'true' }),
    }
    if (!(await exists(TopicArn, clients)))
      await clients.sns.send(new CreateTopicCommand({ Name, Attributes }))
    return { ref: TopicArn, attributes: { TopicArn, TopicName: Name } }
  },
})

const exists = async (TopicArn: string, { sns }: Platform['clients']) => {
  try {
    await sns.send(new GetTopicAttributesCommand({ TopicArn }))
    return true
  } catch (error) {
    if (error instanceof NotFoundException) return false
    throw error
  }
}

/** AWS::SNS::Subscription: of queues; people who want alarms by e-mail get none from this machine. */
export const subscription = resourceType({
  uses: {
    TopicArn: z.string(),
    Protocol: z.enum(['sqs', 'email']),
    Endpoint: z.string(),
    RawMessageDelivery: z.boolean().optional(),
    FilterPolicy: z.record(z.string(), z.unknown()).optional(),
    FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
  },
  ignores: ['RedrivePolicy', 'Region'],
  create: async (properties, resource, { clients }) => {
    const {
      TopicArn,
      Protocol,
      Endpoint,
      RawMessageDelivery = false,
      FilterPolicy,
      FilterPolicyScope,
    } = properties
    if (Protocol === 'email') return { ref: resource.name }
    const attributes = {
      RawMessageDelivery: String(RawMessageDelivery),
      ...(FilterPolicy && { FilterPolicy: JSON.stringify(FilterPolicy) }),
      ...(FilterPolicyScope && { FilterPolicyScope }),
    }
    const ref = (await find(TopicArn, Endpoint, clients)) ?? (await subscribe(TopicArn, Endpoint, clients))
    for (const [AttributeName, AttributeValue] of Object.entries(attributes))
      await clients.sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn: ref, AttributeName, AttributeValue }),
      )
    return { ref, attributes: { Arn: ref } }
  },
})

const find = async (TopicArn: string, Endpoint: string, { sns }: Platform['clients']) => {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))
  return Subscriptions.find((candidate) => candidate.Endpoint === Endpoint)?.SubscriptionArn
}

const subscribe = async (TopicArn: string, Endpoint: string, { sns }: Platform['clients']) => {
  const command = new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true })
  return (await sns.send(command)).SubscriptionArn ?? ''
}
