import { Aws, Stack } from 'aws-cdk-lib'
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'

/** What AWS End User Messaging SMS needs: a topic for texts from customers, one for receipts, and how to send. */
export class AwsCarrier extends Construct {
  readonly inbound: Topic
  readonly receipts: Topic
  readonly configurationSet: CfnConfigurationSet

  constructor(scope: Construct, id: string, props: { configurationSetName: string }) {
    super(scope, id)
    this.inbound = createTopic(this, 'Inbound', 'Texts from customers')
    this.receipts = createTopic(this, 'Receipts', 'What became of texts to customers')
    this.configurationSet = new CfnConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.configurationSetName,
      eventDestinations: [
        {
          eventDestinationName: 'receipts',
          enabled: true,
          matchingEventTypes: ['TEXT_ALL', 'MEDIA_ALL'],
          snsDestination: { topicArn: this.receipts.topicArn },
        },
      ],
    })
    // The carrier may not publish before the topic's policy says so.
    this.configurationSet.node.addDependency(this.receipts)
  }

  /** Numbers are bought while Parley runs, so the policy names their kinds in this account and region. */
  grantSend({ grantPrincipal }: IGrantable) {
    const arn = (resource: string) =>
      Stack.of(this).formatArn({ service: 'sms-voice', resource, resourceName: '*' })
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['sms-voice:SendTextMessage'],
        resources: [...originKinds.map(arn), this.configurationSet.attrArn],
      }),
    )
  }
}

/** What a text can be sent from: the resource types of SendTextMessage. */
export const originKinds = ['phone-number', 'sender-id', 'pool']

/**
 * A topic that the carrier may publish to on behalf of this account, and nobody else.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
 */
const createTopic = (scope: Construct, id: string, displayName: string) => {
  const topic = new Topic(scope, id, { displayName, enforceSSL: true })
  const anyOfOurs = Stack.of(scope).formatArn({ service: 'sms-voice', resource: '*' })
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': anyOfOurs },
      },
    }),
  )
  return topic
}
