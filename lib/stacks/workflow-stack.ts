import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { letAskForDeliveries } from './webhook-stack.ts'

type WorkflowStackProps = StackProps &
  ConstructContext & {
    table: ITable
    bus: IEventBus
    portalUrl: string
    webhookQueue: IQueue
  }

/** What does what a company wrote into its workflows. Texts of a workspace without any wake nobody. */
export class WorkflowStack extends Stack {
  /** Where waits that are due are put, too. */
  readonly queue: IQueue
  readonly ages: Named
  readonly dead: Named

  constructor(
    scope: Construct,
    id: string,
    { table, bus, portalUrl, webhookQueue, ...props }: WorkflowStackProps,
  ) {
    super(scope, id, props)
    const running = new EventWorker(this, 'Run', { ...props, ...runWorkflows, bus })
    this.queue = running.queue
    running.worker.useTable(table, 'reads batches', 'deletes items')
    running.worker.setEnvironment({ PORTAL_URL: portalUrl })
    letAskForDeliveries(running.worker, webhookQueue)
    this.ages = { workflows: ageOf(running) }
    this.dead = { workflows: deadOf(running) }
  }
}

const runWorkflows = {
  name: 'run-workflows',
  notice: 'Workflows run late or not at all.',
  pattern: {
    detailType: [
      'message.received',
      'message.created',
      'message.updated',
      'conversation.created',
      'conversation.updated',
      'consent.changed',
      'contact.created',
      'case.created',
      'case.updated',
      'case.resolved',
      'case.reopened',
      'agent.available',
    ],
    // A text says whether any workflow was on; the rest is less than one read of each workspace in five seconds.
    detail: {
      $or: [{ data: { automated: [true] } }, { data: { message_id: Match.doesNotExist() } }],
    },
  },
  timeout: Duration.seconds(60),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(15),
}
