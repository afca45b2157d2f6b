import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

/** Where every alarm is told: one topic, and an e-mail address if the stage has one. */
export class AlarmStack extends Stack {
  readonly alarmTopic: Topic

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props)
    this.alarmTopic = new Topic(this, 'Topic', { displayName: 'Parley alarms', enforceSSL: true })
    // A topic with a policy of its own loses the default one that lets alarms in.
    this.alarmTopic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.alarmTopic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    if (props.stage.alarmEmail) this.alarmTopic.addSubscription(new EmailSubscription(props.stage.alarmEmail))
    new CfnOutput(this, 'AlarmTopicArn', { value: this.alarmTopic.topicArn })
  }
}
