import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'

type CaseStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus }

/** What puts filed texts into the timelines of their cases. Nothing of it runs where there are no cases. */
export class CaseStack extends Stack {
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, ...props }: CaseStackProps) {
    super(scope, id, props)
    const filing = new EventWorker(this, 'Filing', { ...props, ...fileMessage, bus })
    filing.worker.useTable(table)
    this.ages = { filing: filing.queue.metricApproximateAgeOfOldestMessage() }
    this.dead = {
      filing: filing.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'max' }),
    }
  }
}

const fileMessage = {
  name: 'file-message',
  notice: 'Timelines of cases lack the newest texts.',
  pattern: {
    detailType: ['message.received', 'message.created'],
    detail: { data: { case_id: Match.exists() } },
  },
  timeout: Duration.seconds(30),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(15),
}
