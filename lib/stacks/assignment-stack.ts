import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'

type AssignmentStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus }

/** What hands conversations that wait for a team to whoever of it has room. */
export class AssignmentStack extends Stack {
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, ...props }: AssignmentStackProps) {
    super(scope, id, props)
    const assigning = new EventWorker(this, 'Assigning', { ...props, ...assignWaiting, bus })
    assigning.worker.useTable(table, 'deletes items')
    this.ages = { assignment: ageOf(assigning) }
    this.dead = { assignment: deadOf(assigning) }
  }
}

/** Everything by which somebody may have room, or something waits: a claim, a closing, a queued conversation, a new member. */
const assignWaiting = {
  name: 'assign-waiting',
  notice: 'Conversations that wait for a team stay unclaimed, though agents are available.',
  pattern: {
    detailType: ['conversation.updated', 'agent.available', 'record.changed'],
    detail: {
      $or: [
        { data: { conversation_id: Match.exists() } },
        { data: { agent_id: Match.exists() } },
        { data: { kind: ['team'] } },
      ],
    },
  },
  timeout: Duration.seconds(30),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(5),
}
