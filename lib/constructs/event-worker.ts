import { Duration, Fn } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { addAlarm } from './alarm.ts'
import type { ParleyFunction } from './parley-function.ts'
import { QueueWorker, type QueueWorkerProps } from './queue-worker.ts'

type EventWorkerProps = Omit<QueueWorkerProps, 'fifo'> & {
  bus: IEventBus
  /** Which events of shared/contract/events it is for; `detailType` holds their types. */
  pattern: Omit<EventPattern, 'source'>
}

/**
 * A function for some events of the bus: a rule puts them on a queue, so that a burst or a failure of one subscriber
 * touches no other. A message of the queue is the whole event of EventBridge; what Parley tells is its `detail`.
 */
export class EventWorker extends Construct {
  readonly worker: ParleyFunction
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, { bus, pattern, ...props }: EventWorkerProps) {
    super(scope, id)
    const { queue, deadLetters, worker } = new QueueWorker(this, 'Queue', props)
    this.worker = worker
    this.queue = queue
    this.deadLetters = deadLetters
    const rule = new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { source: ['parley'], ...pattern },
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    })
    addAlarm(this, 'Undelivered', {
      metric: failedInvocations(rule, bus),
      above: 0,
      notice: `${props.notice} (The bus cannot put events on the queue of ${props.name}.)`,
      alarmTopic: props.alarmTopic,
    })
  }
}

/** The rule's name by its ARN (`…:rule/<bus>/<name>`): a reference to a rule of a bus has the bus in front. */
const failedInvocations = ({ ruleArn }: Rule, { eventBusName }: IEventBus) =>
  new Metric({
    ...{ namespace: 'AWS/Events', metricName: 'FailedInvocations', statistic: 'sum' },
    dimensionsMap: { EventBusName: eventBusName, RuleName: Fn.select(2, Fn.split('/', ruleArn)) },
    period: Duration.minutes(5),
  })
