import { Aws, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** A topic that AWS End User Messaging SMS of this account, and nobody else, publishes to. */
export const createCarrierTopic = (scope: Construct, id: string, displayName: string) => {
  const topic = new Topic(scope, id, { displayName, enforceSSL: true })
  const sourceArn = Stack.of(scope).formatArn({ service: 'sms-voice', resource: '*' })
  // https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': sourceArn },
      },
    }),
  )
  return topic
}
