import { Duration, Validations } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { publishedKinds } from '#wiring/published-kinds.ts'
import { addAlarm } from './alarm.ts'
import { type ConstructContext, ParleyFunction, type ParleyFunctionProps } from './parley-function.ts'
import { createDeadLetterQueue } from './queue-worker.ts'

type ChangePublisherProps = ConstructContext & {
  table: ITable
  outbound: IQueue
  bus: IEventBus
  releaseStateMachine?: IStateMachine
}

/** Follows the table's stream: the table is the outbox, and this function empties it. */
export class ChangePublisher extends Construct {
  readonly deadLetters: Queue
  /** Age of the oldest change that is not published yet, milliseconds. */
  readonly age: Metric

  constructor(scope: Construct, id: string, { stage, alarmTopic, table, ...targets }: ChangePublisherProps) {
    super(scope, id)
    const props = { stage, alarmTopic, ...publishChanges }
    const publisher = new ParleyFunction(this, 'Publisher', props)
    publisher.useTable(table, 'deletes items')
    addTargets(publisher, targets)
    this.deadLetters = this.createDeadLetters(props)
    this.followStream(table, publisher)
    this.age = publisher.lambda.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(1) })
    addAlarm(this, 'Late', {
      metric: this.age,
      above: Duration.minutes(1).toMilliseconds(),
      notice: `${props.notice} (${props.name} is behind the table by more than a minute.)`,
      alarmTopic,
    })
  }

  private createDeadLetters(props: ParleyFunctionProps) {
    const queue = createDeadLetterQueue(this, props)
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue of a stream, which the rule does not know.',
    })
    return queue
  }

  /** Lambda reads the stream for the function, and lists streams to find it. */
  private followStream(table: ITable, { lambda }: ParleyFunction) {
    lambda.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        filters,
        // More at once would keep only each item in order, and a thread is many items.
        parallelizationFactor: 1,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        // The stream forgets after a day: twenty hours of retries ride out an outage, the rest is for people.
        maxRecordAge: Duration.hours(20),
        onFailure: new SqsDlq(this.deadLetters),
      }),
    )
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ListStreams accepts no other resource than "*".',
    })
  }
}

const ofKind = (...kinds: string[]) => ({ kind: { S: FilterRule.or(...kinds) } })

/**
 * Lambda wakes the function only for changes that mean work, and asks nothing for the others. What expires is taken
 * away and has no new image. Lines of the ledger of credits are news only where few are left.
 */
const filters = [
  ofKind(...publishedKinds.filter((kind) => kind !== 'credit_entry')),
  { ...ofKind('credit_entry'), warning: { S: FilterRule.exists() } },
].map((NewImage) => FilterCriteria.filter({ dynamodb: { NewImage } }))

const publishChanges = {
  name: 'publish-changes',
  notice: 'Texts to customers do not leave, and open inboxes do not show what is new.',
  timeout: Duration.seconds(60),
}

const addTargets = (
  publisher: ParleyFunction,
  {
    outbound,
    bus,
    releaseStateMachine,
  }: Pick<ChangePublisherProps, 'outbound' | 'bus' | 'releaseStateMachine'>,
) => {
  outbound.grant(publisher.lambda, 'sqs:SendMessage')
  bus.grantPutEventsTo(publisher.lambda)
  publisher.setEnvironment({ OUTBOUND_QUEUE_URL: outbound.queueUrl, EVENT_BUS_NAME: bus.eventBusName })
  if (!releaseStateMachine) return
  releaseStateMachine.grantStartExecution(publisher.lambda)
  publisher.setEnvironment({ RELEASE_STATE_MACHINE_ARN: releaseStateMachine.stateMachineArn })
}
