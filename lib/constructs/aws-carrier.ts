import { Aws, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { ParleyFunction } from './parley-function.ts'

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
          matchingEventTypes: told,
          snsDestination: { topicArn: this.receipts.topicArn },
        },
      ],
    })
    // The carrier may not publish before the topic's policy says so.
    this.configurationSet.node.addDependency(this.receipts)
  }

  /** Numbers are bought while Parley runs, so the policy names their kinds in this account and region. */
  grantSend(sender: ParleyFunction) {
    const resources = originKinds.map((kind) => ofThisAccount(this, kind, '*'))
    sender.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['sms-voice:SendTextMessage'],
        resources: [...resources, this.configurationSet.attrArn],
      }),
    )
    for (const kind of originKinds)
      Validations.of(sender).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:${kind}/*]`,
        reason: 'A number bought later must be able to send without a deployment.',
      })
  }
}

/**
 * The events that say what became of a text. Not TEXT_QUEUED, TEXT_PENDING and TEXT_SENT: that it is on its way Parley
 * knows from the carrier's answer, and each would cost as much as a delivery. A final one always follows, in 72 hours.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html
 */
const told = [
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_DELIVERED',
  'TEXT_INVALID',
  'TEXT_INVALID_MESSAGE',
  'TEXT_PROTECT_BLOCKED',
  'TEXT_SPAM',
  'TEXT_SUCCESSFUL',
  'TEXT_TTL_EXPIRED',
  'TEXT_UNKNOWN',
  'TEXT_UNREACHABLE',
]

/** What a text can be sent from: the resource types of SendTextMessage. */
const originKinds = ['phone-number', 'sender-id', 'pool']

const ofThisAccount = (scope: Construct, resource: string, resourceName?: string) =>
  Stack.of(scope).formatArn({ service: 'sms-voice', resource, resourceName })

/**
 * A topic that the carrier may publish to on behalf of this account, and nobody else.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
 */
const createTopic = (scope: Construct, id: string, displayName: string) => {
  const topic = new Topic(scope, id, { displayName, enforceSSL: true })
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': ofThisAccount(scope, '*') },
      },
    }),
  )
  return topic
}
