import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'

type SearchStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus }

/** What makes texts found by their words. Nothing of it runs for workspaces that do not search them. */
export class SearchStack extends Stack {
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, ...props }: SearchStackProps) {
    super(scope, id, props)
    const indexing = new EventWorker(this, 'Index', { ...props, ...indexWords, bus })
    indexing.worker.useTable(table)
    this.ages = { words: ageOf(indexing) }
    this.dead = {
      words: deadOf(indexing),
    }
  }
}

/** Each text once: one that is held is told of when it leaves, in the words that it has then. */
const searchableTexts = {
  detailType: ['message.received', 'message.created', 'message.updated'],
  detail: { data: { searchable: [true], status: ['received', 'queued'] } },
}

const indexWords = {
  name: 'index-words',
  notice: 'New texts are not found by their words.',
  pattern: searchableTexts,
  timeout: Duration.seconds(30),
  batchSize: 10,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(15),
}
