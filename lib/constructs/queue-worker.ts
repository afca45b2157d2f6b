import { Duration } from 'aws-cdk-lib'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { times, visibilityTimeout } from '#wiring/times.ts'
import { addAlarm } from './alarm.ts'
import { ParleyFunction, type ParleyFunctionProps } from './parley-function.ts'

export type QueueWorkerProps = ParleyFunctionProps & {
  /** Messages in order within their group, groups side by side. */
  fifo?: boolean
  batchSize: number
  /** How often a message is tried before it is put aside. */
  maxReceiveCount: number
  /** The age of the oldest message at which users notice. */
  lateAfter: Duration
}

const common = {
  enforceSSL: true,
  encryption: QueueEncryption.SQS_MANAGED,
  retentionPeriod: Duration.millis(times.queueRetention),
}

/** A queue, the function that empties it, and a dead-letter queue for what it cannot handle; each with its alarm. */
export class QueueWorker extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue
  readonly worker: ParleyFunction

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id)
    this.worker = new ParleyFunction(this, 'Worker', props)
    this.deadLetters = createDeadLetterQueue(this, props)
    this.queue = this.createQueue(props)
    this.worker.lambda.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: props.batchSize,
        maxConcurrency: props.stage.workerConcurrency,
        reportBatchItemFailures: true,
      }),
    )
    addAlarm(this, 'Late', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      above: props.lateAfter.toSeconds(),
      notice: `${props.notice} (${props.name} is behind by more than ${props.lateAfter.toHumanString()}.)`,
      alarmTopic: props.alarmTopic,
    })
  }

  private createQueue(props: QueueWorkerProps) {
    return new Queue(this, 'Queue', {
      ...common,
      ...(props.fifo && fifo),
      visibilityTimeout: Duration.millis(visibilityTimeout(props.timeout.toMilliseconds())),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    })
  }
}

/** High throughput: ordered and deduplicated within each group only. */
const fifo = {
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
}

type DeadLetterProps = Pick<QueueWorkerProps, 'name' | 'notice' | 'alarmTopic' | 'fifo'>

/** Keeps what could not be handled for two weeks, and tells that there is something. */
export const createDeadLetterQueue = (
  scope: Construct,
  { name, notice, alarmTopic, fifo }: DeadLetterProps,
) => {
  const queue = new Queue(scope, 'DeadLetters', {
    ...common,
    fifo: fifo || undefined,
  })
  addAlarm(scope, 'Dead', {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' }),
    above: 0,
    notice: `${notice} (${name} gave up on messages; they wait 14 days to be sent through again.)`,
    alarmTopic,
  })
  return queue
}
