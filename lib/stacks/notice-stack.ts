import { CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { times } from '#wiring/times.ts'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { callEvery } from '../constructs/scheduled-call.ts'
import { usePushSecrets } from '../constructs/use-secrets.ts'
import { letAskForDeliveries } from './webhook-stack.ts'

type NoticeStackProps = StackProps &
  ConstructContext & {
    table: ITable
    bus: IEventBus
    portalUrl: string
    webhookQueue: IQueue
    workflowQueue: IQueue
  }

/** What tells people that a customer waits, by text, e-mail and on their devices, and what comes back to things at their time. */
export class NoticeStack extends Stack {
  readonly ages: Named
  readonly dead: Named
  /** With which browsers subscribe to pushes. */
  readonly pushKey: string

  constructor(
    scope: Construct,
    id: string,
    { table, bus, portalUrl, webhookQueue, workflowQueue, ...props }: NoticeStackProps,
  ) {
    super(scope, id, props)
    const notifying = new EventWorker(this, 'Notify', { ...props, ...notifyUsers, bus })
    const timers = new ParleyFunction(this, 'Timers', { ...props, ...runTimers })
    notifying.worker.useTable(table)
    timers.useTable(table, 'deletes items')
    for (const worker of [notifying.worker, timers]) worker.setEnvironment({ PORTAL_URL: portalUrl })
    letAskForDeliveries(timers, webhookQueue)
    timers.letSendTo({ WORKFLOW_QUEUE_URL: workflowQueue })
    callEvery(this, 'EveryMinute', {
      period: Duration.millis(times.timerPeriod),
      called: timers,
      description: 'Comes back to what is due',
    })
    const pushing = new EventWorker(this, 'ToDevices', { ...props, ...sendPush, bus })
    pushing.worker.useTable(table, 'deletes items')
    pushing.worker.setEnvironment({ PORTAL_URL: portalUrl })
    usePushSecrets(pushing.worker, props.stage, 'GetSecretValue')
    this.pushKey = this.addPushKey(props)
    this.ages = { notices: ageOf(notifying), pushes: ageOf(pushing) }
    this.dead = { notices: deadOf(notifying), pushes: deadOf(pushing) }
  }

  /** Made at the first deployment, and the same from then on. Who makes it cannot read it again. */
  private addPushKey(props: ConstructContext): string {
    const maker = new ParleyFunction(this, 'PushKeyMaker', { ...props, ...makePushKey })
    usePushSecrets(maker, props.stage, 'CreateSecret', 'DescribeSecret')
    const key = new CustomResource(this, 'PushKey', {
      serviceToken: maker.lambda.functionArn,
      // Seconds that CloudFormation waits, where an hour would pass by itself.
      properties: { ServiceTimeout: 120 },
    })
    key.node.addDependency(maker)
    return key.getAttString('PublicKey')
  }
}

const notifyUsers = {
  name: 'notify-users',
  notice: 'The users of numbers hear late or not at all of texts, and agents of notes that mention them.',
  pattern: {
    detailType: ['message.received', 'note.created'],
    detail: { data: { conversation_id: Match.exists() } },
  },
  timeout: Duration.seconds(20),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(15),
}

const sendPush = {
  name: 'send-push',
  notice: 'The devices of agents are told late or not at all of texts and mentions.',
  pattern: { detailType: ['push.created'] },
  timeout: Duration.millis(times.sendPushTimeout),
  batchSize: 1,
  // Five attempts, two minutes apart; then it gives up by itself. The rest is for failures of our own.
  maxReceiveCount: 12,
  lateAfter: Duration.minutes(15),
}

const makePushKey = {
  name: 'make-push-key',
  notice: 'A new deployment has no key for pushes: agents cannot switch them on.',
  timeout: Duration.seconds(30),
}

const runTimers = {
  name: 'run-timers',
  notice:
    'Digests of notices leave late or not at all, workflows that wait do not run, and paused webhooks are not asked whether they are back.',
  timeout: Duration.minutes(5),
}
