import { parentPort, workerData } from 'node:worker_threads'
import type * as Fauxqs from 'fauxqs'
import { installVirtualDate } from '../core/virtual-date.ts'
import type { QueuesSettings } from './fauxqs.ts'

const { port, dataDir, region, offset }: QueuesSettings = workerData
installVirtualDate(offset)

type Stores = NonNullable<NonNullable<Parameters<typeof Fauxqs.buildApp>[0]>['stores']>
type Store = { persistence?: unknown }
type Persistence = {
  db: import('node:sqlite').DatabaseSync
  updateMessageReady(messageId: string): void
  load(...stores: Store[]): void
  close(): void
}
type Queue = Store & {
  inflightMessages: Map<string, unknown>
  changeVisibility(receiptHandle: string, seconds: number): void
}

// `startFauxqs` would listen on every interface of the machine, so its parts are put together here. They are not among
// the package's exports: its version is pinned, and the tests of the local runner notice when a part moves.
const load = async (part: string) => import(new URL(part, import.meta.resolve('fauxqs')).href)
const { buildApp }: typeof Fauxqs = await import('fauxqs')
const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all(
  ['./sqs/sqsStore.js', './sns/snsStore.js', './s3/s3Store.js', './persistence.js'].map(load),
)

/** The original writes NULL where NULL is not allowed, and so loses a message whose visibility is set to 0. */
PersistenceManager.prototype.updateMessageReady = function (this: Persistence, messageId: string) {
  this.db
    .prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?')
    .run(messageId)
}

const persistence: Persistence = new PersistenceManager(dataDir)
const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
const queues = () => stores.sqsStore.allQueues() as unknown as Iterable<Queue>
// Loaded before the stores are told to write: loading would write everything a second time.
persistence.load(stores.sqsStore as Store, stores.snsStore as Store, stores.s3Store as Store)
for (const store of [...Object.values(stores), ...queues()] as Store[]) store.persistence = persistence

/** What was being worked on when the last run ended is nobody's work any more. */
for (const queue of queues())
  for (const handle of queue.inflightMessages.keys()) queue.changeVisibility(handle, 0)

const app = buildApp({ logger: false, host: 'localhost', defaultRegion: region, stores })
await app.listen({ port, host: '127.0.0.1' })
parentPort?.postMessage('ready')
parentPort?.once('message', async () => {
  await app.close()
  persistence.close()
  parentPort?.close()
})
