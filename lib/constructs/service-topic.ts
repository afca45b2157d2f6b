import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** A service of AWS that publishes on behalf of this account. `sourceArn`: pattern of what it may do so for. */
export type Publisher = { service: string; sourceArn?: string }

const conditionsOf = ({ sourceArn }: Publisher) => ({
  StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
  ...(sourceArn && { ArnLike: { 'aws:SourceArn': sourceArn } }),
})

/**
 * The key of topics that services of AWS publish to. It is one of this account: the policy of the key that AWS has for SNS
 * cannot be changed, and lets no other service in.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-sns-creating-role.html
 */
export const createTopicKey = (scope: Construct, id: string, publishers: Publisher[]): Key => {
  const key = new Key(scope, id, {
    description: 'Texts and receipts on their way through SNS, and alarms',
    enableKeyRotation: true,
    // Nothing rests in a topic: whoever takes the stack away has a week to think again.
    removalPolicy: RemovalPolicy.DESTROY,
    pendingWindow: Duration.days(7),
  })
  for (const publisher of publishers)
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(publisher.service)],
        actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        resources: ['*'],
        conditions: conditionsOf(publisher),
      }),
    )
  return key
}

/** A topic, encrypted, that one service of AWS may publish to on behalf of this account, and nobody else. */
export const createServiceTopic = (
  scope: Construct,
  id: string,
  { displayName, key, publisher }: { displayName: string; key: IKey; publisher: Publisher },
): Topic => {
  const topic = new Topic(scope, id, { displayName, masterKey: key, enforceSSL: true })
  // A topic with a policy of its own loses the default one.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(publisher.service)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: conditionsOf(publisher),
    }),
  )
  return topic
}
