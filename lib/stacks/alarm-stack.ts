import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Key } from 'aws-cdk-lib/aws-kms'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { carrierOf } from '../constructs/aws-carrier.ts'
import { createServiceTopic, createTopicKey } from '../constructs/service-topic.ts'
import type { Stage } from '../stage.ts'
import { mailServiceOf } from './email-stack.ts'

const alarms = { service: 'cloudwatch.amazonaws.com' }

/** Where every alarm is told: one topic, and an e-mail address if the stage has one. Its key is that of all topics. */
export class AlarmStack extends Stack {
  readonly alarmTopic: Topic
  readonly topicKey: Key

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props)
    this.topicKey = createTopicKey(this, 'Key', [alarms, carrierOf(this), mailServiceOf(this)])
    this.alarmTopic = createServiceTopic(this, 'Topic', {
      displayName: 'Parley alarms',
      key: this.topicKey,
      publisher: alarms,
    })
    if (props.stage.alarmEmail) this.alarmTopic.addSubscription(new EmailSubscription(props.stage.alarmEmail))
    new CfnOutput(this, 'AlarmTopicArn', { value: this.alarmTopic.topicArn })
  }
}
