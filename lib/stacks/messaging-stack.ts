import { Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { Archive, EventBus } from 'aws-cdk-lib/aws-events'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { metrics } from '#wiring/metrics.ts'
import { times } from '#wiring/times.ts'
import { addAlarm } from '../constructs/alarm.ts'
import { AwsCarrier, type AwsPlaces } from '../constructs/aws-carrier.ts'
import { ChangePublisher } from '../constructs/change-publisher.ts'
import type { Named } from '../constructs/dashboard.ts'
import type { MediaBucket } from '../constructs/media-bucket.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { QueueWorker } from '../constructs/queue-worker.ts'
import { callEvery } from '../constructs/scheduled-call.ts'
import { useCarrierSecrets } from '../constructs/use-secrets.ts'
import type { Stage } from '../stage.ts'

type MessagingStackProps = StackProps &
  ConstructContext & {
    table: ITable
    media: MediaBucket
    topicKey: IKey
    releaseStateMachine?: IStateMachine
  }

/** The way of a text, in and out: topics of the carrier, queues, their workers, and the bus that tells of changes. */
export class MessagingStack extends Stack {
  readonly bus: EventBus
  /** Where texts and receipts wait, whichever carrier brings them. */
  readonly queues: { inbound: IQueue; receipts: IQueue }
  /** What numbers of AWS are set to. */
  readonly awsPlaces: AwsPlaces
  readonly ages: Named
  readonly dead: Named

  constructor(
    scope: Construct,
    id: string,
    { table, media, topicKey, releaseStateMachine, ...props }: MessagingStackProps,
  ) {
    super(scope, id, props)
    const carrier = new AwsCarrier(this, 'Carrier', {
      configurationSetName: `parley-${props.stage.name}`,
      topicKey,
      media,
    })
    this.awsPlaces = carrier.places
    const bus = createBus(this, props.stage)
    this.bus = bus
    const receiving = new QueueWorker(this, 'Inbound', { ...props, ...receiveMessage })
    const receipts = new QueueWorker(this, 'Receipts', { ...props, ...recordReceipt })
    const sending = new QueueWorker(this, 'Outbound', {
      ...props,
      ...sendPart,
      reservedConcurrentExecutions: props.stage.sendPartReservedConcurrency,
    })
    this.queues = { inbound: receiving.queue, receipts: receipts.queue }
    addReconciler(this, { ...props, table, inbound: receiving.queue })
    receiving.worker.useTable(table)
    receipts.worker.useTable(table)
    sending.worker.useTable(table, 'counts')
    for (const { worker } of [receiving, receipts])
      worker.setEnvironment({ OPERATOR_WORKSPACE: props.stage.workspace })
    receiving.worker.setEnvironment({ MEDIA_BUCKET: media.bucketName })
    tellOfCounted(this, props)
    subscribe(receiving, carrier.inbound)
    subscribe(receipts, carrier.receipts)
    carrier.grantSend(sending.worker)
    media.letSend(sending.worker)
    useCarrierSecrets(sending.worker, props.stage, 'GetSecretValue')
    // Its own queue: a part that must wait is given back with the time to come again.
    sending.worker.setEnvironment({
      SMS_CONFIGURATION_SET: carrier.configurationSet.ref,
      OUTBOUND_QUEUE_URL: sending.queue.queueUrl,
    })
    const changes = new ChangePublisher(this, 'Changes', {
      ...props,
      table,
      outbound: sending.queue,
      bus,
      releaseStateMachine,
    })
    const workers = { inbound: receiving, receipts, outbound: sending }
    this.ages = { ...mapped(workers, ageOf), changes: inSeconds(changes.age) }
    this.dead = mapped({ ...workers, changes }, deadOf)
    new CfnOutput(this, 'InboundTopicArn', { value: carrier.inbound.topicArn })
    new CfnOutput(this, 'MediaRoleArn', { value: carrier.mediaRole.roleArn })
    new CfnOutput(this, 'ReceiptsTopicArn', { value: carrier.receipts.topicArn })
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName })
  }
}

const receiveMessage = {
  name: 'receive-message',
  notice: 'Texts of customers arrive late or not at all in the inbox.',
  // Short, for a text that fails once is tried again after six times as long.
  timeout: Duration.millis(times.receiveTimeout),
  batchSize: 10,
  maxReceiveCount: 20,
  lateAfter: Duration.minutes(3),
}

const recordReceipt = {
  name: 'record-receipt',
  notice: 'Agents do not see whether their texts were delivered.',
  timeout: Duration.seconds(10),
  batchSize: 10,
  maxReceiveCount: 20,
  lateAfter: Duration.minutes(15),
}

const sendPart = {
  name: 'send-part',
  notice: 'Texts to customers leave late or not at all.',
  fifo: true,
  timeout: Duration.millis(times.sendPartTimeout),
  // One carrier request per call: a slow one delays its own thread only.
  batchSize: 1,
  // A part that waits for its number's rate or for a carrier that is down comes back many times, and is not dead.
  maxReceiveCount: 100,
  lateAfter: Duration.minutes(15),
}

const reconcileCarriers = {
  name: 'reconcile-carriers',
  notice: 'Texts of customers whose webhooks were lost do not arrive.',
  timeout: Duration.minutes(5),
}

/** Carriers give up a webhook within seconds, so they are asked what came in. */
const addReconciler = (
  scope: Construct,
  { table, inbound, ...context }: ConstructContext & { table: ITable; inbound: IQueue },
) => {
  const reconciler = new ParleyFunction(scope, 'Reconciler', { ...context, ...reconcileCarriers })
  reconciler.useTable(table)
  useCarrierSecrets(reconciler, context.stage, 'GetSecretValue')
  reconciler.letSendTo({ INBOUND_QUEUE_URL: inbound })
  callEvery(scope, 'Reconcile', {
    period: Duration.millis(times.reconcilePeriod),
    called: reconciler,
    description: 'Asks carriers for texts whose webhooks were lost',
  })
}

const mapped = <T>(all: Record<string, T>, metricOf: (one: T) => Metric): Named =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, metricOf(one)]))

const inSeconds = (age: Metric) => new MathExpression({ expression: 'age / 1000', usingMetrics: { age } })

/** Without raw delivery: the envelope holds the time, which the carrier's own payload lacks. */
const subscribe = (worker: QueueWorker, topic: Topic) =>
  topic.addSubscription(new SqsSubscription(worker.queue))

type Counted = { metricName: string; outcome?: string; notice: string }

/** What is told of by an alarm as soon as it happens, by the id of the alarm. */
const counted: Record<string, Counted> = {
  Unreadable: {
    metricName: metrics.unreadable,
    notice:
      'A text of a customer, or what became of one of ours, cannot be read. It is kept: GET /v1/unreadable lists it and says why, and POST /v1/unreadable/{id}/retry takes it up again once the cause is mended.',
  },
  FilesLost: {
    metricName: metrics.filesLost,
    notice:
      'Pictures of customers do not arrive: AWS could not put a file into the bucket. Look at the role and the bucket of the RCS agent; POST /v1/numbers/{id}/activate sets both.',
  },
  CapLow: {
    ...{ metricName: metrics.dailyCaps, outcome: 'cap_low' },
    notice:
      'Four fifths of what a carrier takes of a brand or a number today are used: the rest of the texts will wait for tomorrow.',
  },
  Unauthorized: {
    ...{ metricName: metrics.textsOut, outcome: 'unauthorized' },
    notice:
      'A carrier refuses the secrets of an account: its texts wait and are tried again. GET /v1/carrier_accounts says which one it is, and PATCH gives it new secrets.',
  },
}

/** Functions count these themselves, so that the alarms stay silent where a stage counts no metrics. */
const tellOfCounted = (scope: Construct, { stage, alarmTopic }: ConstructContext) => {
  for (const [id, { metricName, outcome, notice }] of Object.entries(counted))
    addAlarm(scope, id, {
      metric: new Metric({
        ...{ namespace: metrics.namespace, metricName, statistic: 'sum' },
        dimensionsMap: { stage: stage.name, ...(outcome && { outcome }) },
        period: Duration.minutes(5),
      }),
      ...{ above: 0, notice, alarmTopic },
    })
}

const createBus = (scope: Construct, stage: Stage) => {
  const bus = new EventBus(scope, 'Bus', { eventBusName: `parley-${stage.name}` })
  new Archive(scope, 'Archive', {
    sourceEventBus: bus,
    eventPattern: { account: [Aws.ACCOUNT_ID] },
    retention: Duration.days(stage.eventArchiveDays),
  })
  return bus
}
