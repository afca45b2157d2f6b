import { Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { Archive, EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { createCarrierTopic } from './carrier-topic.ts'
import { ChangePublisher } from './change-publisher.ts'
import type { House } from './parley-function.ts'
import { QueueWorker } from './queue-worker.ts'
import { grantRead, grantWrite } from './table-access.ts'

type MessagingStackProps = StackProps & House & { releaseStateMachine?: IStateMachine }

/** The way of a text, in and out: topics of the carrier, queues, their workers, and the bus that tells of changes. */
export class MessagingStack extends Stack {
  constructor(scope: Construct, id: string, props: MessagingStackProps) {
    super(scope, id, props)
    const inbound = createCarrierTopic(this, 'InboundTopic', 'Texts from customers')
    const receipts = createCarrierTopic(this, 'ReceiptsTopic', 'What became of texts to customers')
    this.addReceiving(props, inbound)
    this.addReceipts(props, receipts)
    const sending = this.addSending(props, this.createConfigurationSet(props, receipts))
    const bus = this.createBus(props)
    new ChangePublisher(this, 'Changes', { ...props, outboundQueue: sending.queue, bus })
    new CfnOutput(this, 'InboundTopicArn', { value: inbound.topicArn })
    new CfnOutput(this, 'ReceiptsTopicArn', { value: receipts.topicArn })
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName })
  }

  private addReceiving({ stage, alarmTopic, table }: House, topic: Topic) {
    const receiving = new QueueWorker(this, 'Inbound', {
      stage,
      alarmTopic,
      name: 'receive-message',
      notice: 'Texts of customers arrive late or not at all in the inbox.',
      environment: { TABLE_NAME: table.tableName },
      timeout: Duration.seconds(30),
      batchSize: 10,
      maxReceiveCount: 10,
      lateAfter: Duration.minutes(2),
    })
    subscribe(receiving, topic)
    grantRead(table, receiving.worker.lambda)
    grantWrite(table, receiving.worker.lambda)
  }

  private addReceipts({ stage, alarmTopic, table }: House, topic: Topic) {
    const receipts = new QueueWorker(this, 'Receipts', {
      stage,
      alarmTopic,
      name: 'record-receipt',
      notice: 'Agents do not see whether their texts were delivered.',
      environment: { TABLE_NAME: table.tableName },
      timeout: Duration.seconds(30),
      batchSize: 10,
      maxReceiveCount: 10,
      lateAfter: Duration.minutes(15),
    })
    subscribe(receipts, topic)
    grantRead(table, receipts.worker.lambda)
    grantWrite(table, receipts.worker.lambda)
  }

  private addSending({ stage, alarmTopic, table }: House, configurationSet: CfnConfigurationSet) {
    const sending = new QueueWorker(this, 'Outbound', {
      stage,
      alarmTopic,
      name: 'send-part',
      notice: 'Texts to customers leave late or not at all.',
      environment: { TABLE_NAME: table.tableName, SMS_CONFIGURATION_SET: configurationSet.ref },
      timeout: Duration.seconds(30),
      fifo: true,
      // One carrier request per call: a slow one delays its own thread only.
      batchSize: 1,
      // A part that waits for its number's rate or for a carrier that is down comes back many times, and is not dead.
      maxReceiveCount: 100,
      lateAfter: Duration.minutes(15),
      reservedConcurrentExecutions: stage.sendPartReservedConcurrency,
    })
    grantRead(table, sending.worker.lambda)
    grantWrite(table, sending.worker.lambda)
    sending.worker.lambda.addToRolePolicy(this.sendText(configurationSet))
    return sending
  }

  /** Numbers are bought while Parley runs, so the policy names their kinds in this account and region. */
  private sendText(configurationSet: CfnConfigurationSet) {
    const origins = ['phone-number', 'sender-id', 'pool']
    const arn = (resource: string) => this.formatArn({ service: 'sms-voice', resource, resourceName: '*' })
    return new PolicyStatement({
      actions: ['sms-voice:SendTextMessage'],
      resources: [...origins.map(arn), configurationSet.attrArn],
    })
  }

  private createConfigurationSet({ stage }: House, receipts: Topic) {
    const set = new CfnConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: `parley-${stage.name}`,
      eventDestinations: [
        {
          eventDestinationName: 'receipts',
          enabled: true,
          matchingEventTypes: ['TEXT_ALL', 'MEDIA_ALL'],
          snsDestination: { topicArn: receipts.topicArn },
        },
      ],
    })
    // The carrier may not publish before the topic's policy says so.
    set.node.addDependency(receipts)
    return set
  }

  private createBus({ stage }: House) {
    const bus = new EventBus(this, 'Bus', { eventBusName: `parley-${stage.name}` })
    new Archive(this, 'Archive', {
      sourceEventBus: bus,
      eventPattern: { account: [Aws.ACCOUNT_ID] },
      retention: Duration.days(stage.eventArchiveDays),
    })
    return bus
  }
}

/** Without raw delivery: the envelope holds the time, which the carrier's own payload lacks. */
const subscribe = (worker: QueueWorker, topic: Topic) =>
  topic.addSubscription(new SqsSubscription(worker.queue))
