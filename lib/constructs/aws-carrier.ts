import { Aws, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { MediaBucket } from './media-bucket.ts'
import type { ParleyFunction } from './parley-function.ts'
import { createServiceTopic, type Publisher } from './service-topic.ts'

type AwsCarrierProps = {
  configurationSetName: string
  topicKey: IKey
  /** Where RCS agents put what customers send. */
  media: MediaBucket
}

/** Where texts come in, and the role that files of customers are put into our bucket with. */
export type AwsPlaces = { inboundTopicArn: string; mediaRoleArn: string }

/**
 * What AWS End User Messaging SMS needs: a topic for texts from customers, one for receipts, a role that it puts files of
 * customers into our bucket with, and how to send.
 */
export class AwsCarrier extends Construct {
  readonly inbound: Topic
  readonly receipts: Topic
  readonly mediaRole: Role
  readonly configurationSet: CfnConfigurationSet

  /** What numbers and RCS agents are set to. */
  get places(): AwsPlaces {
    return { inboundTopicArn: this.inbound.topicArn, mediaRoleArn: this.mediaRole.roleArn }
  }

  constructor(scope: Construct, id: string, props: AwsCarrierProps) {
    super(scope, id)
    const publisher = carrierOf(this)
    const topic = (id: string, displayName: string) =>
      createServiceTopic(this, id, { displayName, key: props.topicKey, publisher })
    this.inbound = topic('Inbound', 'Texts from customers')
    this.receipts = topic('Receipts', 'What became of texts to customers')
    this.mediaRole = createMediaRole(this, props.media)
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
        actions: ['sms-voice:SendTextMessage', 'sms-voice:SendMediaMessage'],
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

/** Lets a function read the numbers and RCS agents of this account, and set where their texts and files go. */
export const letSetNumbers = (worker: ParleyFunction, { inboundTopicArn, mediaRoleArn }: AwsPlaces) => {
  worker.setEnvironment({ INBOUND_TOPIC_ARN: inboundTopicArn, MEDIA_ROLE_ARN: mediaRoleArn })
  const allow = (kind: string, ...actions: string[]) => {
    const resources = [ofThisAccount(worker, kind, '*')]
    worker.lambda.addToRolePolicy(new PolicyStatement({ actions, resources }))
    Validations.of(worker).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:${kind}/*]`,
      reason: 'A number bought later must be activated without a deployment.',
    })
  }
  allow('phone-number', 'sms-voice:DescribePhoneNumbers', 'sms-voice:UpdatePhoneNumber')
  allow('rcs-agent', 'sms-voice:DescribeRcsAgents', 'sms-voice:UpdateRcsAgent')
  allow('registration', 'sms-voice:DescribeRegistrations')
  worker.lambda.addToRolePolicy(
    new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [mediaRoleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'sms-voice.amazonaws.com' } },
    }),
  )
}

/**
 * The events that say what became of a text, of one with pictures, and of one by RCS. Not those that it is on its way (QUEUED,
 * PENDING, SENT): Parley knows this from the carrier's answer, and each would cost as much as a delivery. Nor RCS_READ, which
 * comes beside RCS_DELIVERED. A final one always follows, in 72 hours.
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
  'MEDIA_BLOCKED',
  'MEDIA_CARRIER_BLOCKED',
  'MEDIA_CARRIER_UNREACHABLE',
  'MEDIA_DELIVERED',
  'MEDIA_FILE_INACCESSIBLE',
  'MEDIA_FILE_SIZE_EXCEEDED',
  'MEDIA_FILE_TYPE_UNSUPPORTED',
  'MEDIA_INVALID',
  'MEDIA_INVALID_MESSAGE',
  'MEDIA_SPAM',
  'MEDIA_SUCCESSFUL',
  'MEDIA_TTL_EXPIRED',
  'MEDIA_UNKNOWN',
  'MEDIA_UNREACHABLE',
  'RCS_DELIVERED',
  'RCS_FAILED',
  'RCS_FALLEN_BACK_TO_SMS',
  'RCS_PROTECT_BLOCKED',
  'RCS_TTL_EXPIRED',
]

/** What a text can be sent from: the resource types of SendTextMessage. */
const originKinds = ['phone-number', 'sender-id', 'pool', 'rcs-agent']

const createMediaRole = (scope: Construct, media: MediaBucket) => {
  const role = new Role(scope, 'MediaRole', {
    description: 'Puts files that customers send to RCS agents into the bucket of media',
    assumedBy: new ServicePrincipal('sms-voice.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  })
  media.letArrive(role)
  return role
}

const ofThisAccount = (scope: Construct, resource: string, resourceName?: string) =>
  Stack.of(scope).formatArn({ service: 'sms-voice', resource, resourceName })

/**
 * AWS End User Messaging SMS, on behalf of this account.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-two-way-sms.html
 */
export const carrierOf = (scope: Construct): Publisher => ({
  service: 'sms-voice.amazonaws.com',
  sourceArn: ofThisAccount(scope, '*'),
})
