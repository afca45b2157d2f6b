import { Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { FilterRule } from 'aws-cdk-lib/aws-lambda'
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { publishedKinds } from '#wiring/published-kinds.ts'
import { addAlarm } from './alarm.ts'
import { followStream } from './follow-stream.ts'
import { type ConstructContext, ParleyFunction } from './parley-function.ts'

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
    // More at once would keep only each item in order, and a thread is many items.
    const reading = { batchSize: 100, parallelizationFactor: 1, images }
    this.deadLetters = followStream(this, { table, reader: publisher, ...reading }, props)
    this.age = publisher.lambda.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(1) })
    addAlarm(this, 'Late', {
      metric: this.age,
      above: Duration.minutes(1).toMilliseconds(),
      notice: `${props.notice} (${props.name} is behind the table by more than a minute.)`,
      alarmTopic,
    })
  }
}

const ofKind = (...kinds: string[]) => ({ kind: { S: FilterRule.or(...kinds) } })

/**
 * Lambda wakes the function only for changes that mean work, and asks nothing for the others. What expires is taken
 * away and has no new image. Lines of the ledger of credits are news only where few are left.
 */
const images = [
  ofKind(...publishedKinds.filter((kind) => kind !== 'credit_entry')),
  { ...ofKind('credit_entry'), warning: { S: FilterRule.exists() } },
]

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
