import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Named } from '../constructs/dashboard.ts'
import type { MediaBucket } from '../constructs/media-bucket.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { QueueWorker } from '../constructs/queue-worker.ts'

type JobsStackProps = StackProps & ConstructContext & { table: ITable; media: MediaBucket }

/** What works on files that people import or take along, a page of rows at a time. Nothing of it runs while nobody does. */
export class JobsStack extends Stack {
  /** Where jobs wait for their next page. */
  readonly queue: IQueue
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, media, ...props }: JobsStackProps) {
    super(scope, id, props)
    const running = new QueueWorker(this, 'Run', { ...props, ...runJob })
    const { queue, worker } = running
    this.queue = queue
    worker.useTable(table, 'deletes items')
    media.letImport(worker)
    media.letExport(worker)
    worker.letSendTo({ JOB_QUEUE_URL: queue })
    this.ages = { jobs: ageOf(running) }
    this.dead = { jobs: deadOf(running) }
  }
}

const runJob = {
  name: 'run-job',
  notice: 'Imports and exports do not go on.',
  timeout: Duration.seconds(60),
  batchSize: 1,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(15),
}
