import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { type IEventBus, Match } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'

type CaseStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus; portalUrl: string }

/**
 * What puts filed texts into the timelines of their cases, tells customers of theirs, gives cases to the contact that theirs was
 * merged into, and keeps the pages that customers may open.
 */
export class CaseStack extends Stack {
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, portalUrl, ...props }: CaseStackProps) {
    super(scope, id, props)
    const filing = new EventWorker(this, 'Filing', { ...props, ...fileMessage, bus })
    filing.worker.useTable(table, 'deletes items')
    filing.worker.setEnvironment({ PORTAL_URL: portalUrl })
    const showing = new EventWorker(this, 'Showing', { ...props, ...showCase, bus })
    showing.worker.useTable(table)
    this.ages = { filing: ageOf(filing), showing: ageOf(showing) }
    this.dead = { filing: deadOf(filing), showing: deadOf(showing) }
  }
}

const fileMessage = {
  name: 'file-message',
  notice:
    'Timelines of cases lack the newest texts, customers are not told of their cases, and merged contacts lack theirs.',
  pattern: {
    detailType: ['message.received', 'message.created', 'contact.merged', 'case.notice_due'],
    detail: {
      $or: [{ data: { case_id: Match.exists() } }, { data: { merged_into: Match.exists() } }],
    },
  },
  timeout: Duration.seconds(30),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(15),
}

const showCase = {
  name: 'show-case',
  notice: 'Pages of cases that customers may open are not as the cases are.',
  pattern: {
    detailType: ['case.updated', 'case.resolved', 'case.reopened', 'case.page_due', 'message.updated'],
    detail: { data: { case_id: Match.exists() } },
  },
  timeout: Duration.seconds(30),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(5),
}
