import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { RealtimeApi } from '../constructs/realtime-api.ts'

type RealtimeStackProps = StackProps &
  ConstructContext & { table: ITable; bus: IEventBus; userPool: IUserPool }

/** What open pages are told without asking. Where it fails, they ask. */
export class RealtimeStack extends Stack {
  /** Where pages connect. */
  readonly url: string
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, userPool, ...props }: RealtimeStackProps) {
    super(scope, id, props)
    const realtime = new RealtimeApi(this, 'Api', { ...props, table, userPool })
    const pushing = new EventWorker(this, 'Push', { ...props, ...pushChanges, bus })
    pushing.worker.readTable(table)
    realtime.letPublish(pushing.worker)
    this.ages = { push: ageOf(pushing) }
    this.dead = {
      push: deadOf(pushing),
    }
    this.url = `wss://${realtime.api.realtimeDns}/event/realtime`
    new CfnOutput(this, 'RealtimeUrl', { value: this.url })
  }
}

const pushChanges = {
  name: 'push-changes',
  notice: 'Open pages show what is new only after some seconds, when they ask.',
  pattern: {
    detailType: [
      ...['message.', 'conversation.', 'agent.', 'credits.', 'case.'].flatMap((prefix) =>
        Match.prefix(prefix),
      ),
      ...['note.created', 'record.changed', 'contact.updated', 'contact.merged'],
    ],
  },
  timeout: Duration.seconds(20),
  batchSize: 10,
  // What is older than a few tries, pages have asked for meanwhile.
  maxReceiveCount: 4,
  lateAfter: Duration.minutes(2),
}
