import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { outgoingTypes } from '#wiring/outgoing-types.ts'
import { times } from '#wiring/times.ts'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { QueueWorker } from '../constructs/queue-worker.ts'
import { useWebhookSecrets } from '../constructs/use-secrets.ts'

type WebhookStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus }

/** What tells programs outside of events. Where nobody is told of any, that is read once in some seconds. */
export class WebhookStack extends Stack {
  /** Where events wait for their way to endpoints. */
  readonly queue: IQueue
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, ...props }: WebhookStackProps) {
    super(scope, id, props)
    const fanning = new EventWorker(this, 'FanOut', { ...props, ...fanOutEvents, bus })
    const delivering = new QueueWorker(this, 'Deliver', { ...props, ...deliverWebhook })
    const { queue } = delivering
    this.queue = queue
    for (const { worker } of [fanning, delivering]) {
      worker.useTable(table)
      letAskForDeliveries(worker, queue)
    }
    useWebhookSecrets(delivering.worker, props.stage, 'GetSecretValue')
    this.ages = { 'events out': ageOf(fanning) }
    this.dead = { 'events out': deadOf(fanning), webhooks: deadOf(delivering) }
  }
}

/** Lets a function put jobs on the queue of deliveries. */
export const letAskForDeliveries = (user: ParleyFunction, queue: IQueue) => {
  user.letSendTo({ WEBHOOK_QUEUE_URL: queue })
}

const fanOutEvents = {
  name: 'fan-out-events',
  notice: 'Programs outside hear late or not at all of events.',
  pattern: { detailType: [...outgoingTypes] },
  timeout: Duration.millis(times.fanOutTimeout),
  batchSize: 10,
  maxReceiveCount: 20,
  lateAfter: Duration.minutes(15),
}

const deliverWebhook = {
  name: 'deliver-webhook',
  notice: 'Endpoints of programs hear late or not at all of events.',
  timeout: Duration.millis(times.deliverWebhookTimeout),
  batchSize: 1,
  // Thirteen attempts, and failures of our own for three hours: each hides an event for four minutes.
  maxReceiveCount: 60,
  // An event that is tried again for three days is no delay of ours.
  lateAfter: Duration.days(4),
}
