import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { addDecoders } from '../bundle/decoders.ts'
import type { Named } from '../constructs/dashboard.ts'
import { EventWorker } from '../constructs/event-worker.ts'
import type { MediaBucket } from '../constructs/media-bucket.ts'
import type { ConstructContext } from '../constructs/parley-function.ts'
import { ageOf, deadOf } from '../constructs/queue-metrics.ts'
import { useCarrierSecrets } from '../constructs/use-secrets.ts'

type MediaStackProps = StackProps & ConstructContext & { table: ITable; bus: IEventBus; media: MediaBucket }

/** What fetches pictures and other files of texts. Nothing of it runs for texts without any. */
export class MediaStack extends Stack {
  /** Where files wait to be looked at. */
  readonly queue: IQueue
  readonly ages: Named
  readonly dead: Named

  constructor(scope: Construct, id: string, { table, bus, media, ...props }: MediaStackProps) {
    super(scope, id, props)
    const fetching = new EventWorker(this, 'Fetch', { ...props, ...fetchMedia, bus })
    const { worker, queue } = fetching
    this.queue = queue
    worker.useTable(table)
    media.letFetch(worker)
    useCarrierSecrets(worker, props.stage, 'GetSecretValue')
    // A file that is not there yet is a job that comes later; its own number of receptions tells of jobs that never end.
    worker.letSendTo({ MEDIA_QUEUE_URL: queue })
    if (props.stage.deleteAtCarrier) worker.setEnvironment({ DELETE_AT_CARRIER: 'true' })
    this.ages = { media: ageOf(fetching) }
    this.dead = { media: deadOf(fetching) }
  }
}

const textsWithFiles = {
  detailType: ['message.received'],
  detail: { data: { media_count: [{ exists: true }] } },
}

const fetchMedia = {
  name: 'fetch-media',
  notice: 'Pictures of customers are not shown.',
  pattern: textsWithFiles,
  timeout: Duration.seconds(60),
  // A photo takes some 200 MB, one in HEIC more than 400.
  memorySize: 1024,
  addFiles: addDecoders,
  batchSize: 1,
  maxReceiveCount: 10,
  lateAfter: Duration.minutes(30),
}
