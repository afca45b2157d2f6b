import { parentPort, workerData } from 'node:worker_threads'
import type * as Fauxqs from 'fauxqs'
import { keepAlive } from '../core/http.ts'
import { installVirtualDate } from '../core/virtual-date.ts'
import { type CorsRule, corsHeadersFor, corsRulesIn } from './bucket-cors.ts'
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
  /** By receipt handle. */
  inflightMessages: Map<string, { receivedAt?: number }>
  dequeue(count: number, ...others: unknown[]): { ReceiptHandle: string }[]
  changeVisibility(receiptHandle: string, seconds: number): void
}

// `startFauxqs` would listen on every interface of the machine, so its parts are put together here. They are not among
// the package's exports: its version is pinned, and the tests of the local runner notice when a part moves.
const load = async (part: string) => import(new URL(part, import.meta.resolve('fauxqs')).href)
const { buildApp }: typeof Fauxqs = await import('fauxqs')
const [{ SqsStore, SqsQueue }, { SnsStore }, { S3Store }, { PersistenceManager }, { SqsError }] =
  await Promise.all(
    [
      './sqs/sqsStore.js',
      './sns/snsStore.js',
      './s3/s3Store.js',
      './persistence.js',
      './common/errors.js',
    ].map(load),
  )

/** The original writes NULL where NULL is not allowed, and so loses a message whose visibility is set to 0. */
PersistenceManager.prototype.updateMessageReady = function (this: Persistence, messageId: string) {
  this.db
    .prepare('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?')
    .run(messageId)
}

const longestVisibility = 43_200
const { dequeue, changeVisibility } = SqsQueue.prototype as Queue

/** The original forgets when a message was received. */
SqsQueue.prototype.dequeue = function (this: Queue, ...settings: Parameters<Queue['dequeue']>) {
  const received = dequeue.apply(this, settings)
  for (const { ReceiptHandle } of received) {
    const entry = this.inflightMessages.get(ReceiptHandle)
    if (entry) entry.receivedAt = Date.now()
  }
  return received
}

/**
 * Twelve hours count from when the message was received, not from the request.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
SqsQueue.prototype.changeVisibility = function (this: Queue, handle: string, seconds: number) {
  const { receivedAt = Date.now() } = this.inflightMessages.get(handle) ?? {}
  if ((Date.now() - receivedAt) / 1000 + seconds > longestVisibility)
    throw Object.defineProperty(
      new SqsError(
        'InvalidParameterValue',
        `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [${longestVisibility} seconds].`,
      ),
      // The original puts a prefix before the code that AWS puts before others only.
      'queryErrorHeader',
      { value: 'InvalidParameterValue;Sender' },
    )
  changeVisibility.call(this, handle, seconds)
}

const persistence: Persistence = new PersistenceManager(dataDir)
const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
const queues = () => stores.sqsStore.allQueues() as unknown as Iterable<Queue>
// Loaded before the stores are told to write: loading would write everything a second time.
persistence.load(stores.sqsStore as Store, stores.snsStore as Store, stores.s3Store as Store)
for (const store of [...Object.values(stores), ...queues()] as Store[]) store.persistence = persistence

/** Messages that were in flight when the last run ended have nobody who works on them: they come back. */
for (const queue of queues())
  for (const handle of queue.inflightMessages.keys()) queue.changeVisibility(handle, 0)

/** The original knows no rules for pages of other origins: here buckets have those of the template. */
const addCors = (server: ReturnType<typeof Fauxqs.buildApp>) => {
  const rules = new Map<string, CorsRule[]>()
  const bucketOf = (url: string) => url.split(/[/?]/)[1] ?? ''
  server.addHook('onRequest', async ({ method, url, headers }, reply) => {
    const isAsked = method === 'OPTIONS'
    const allowed = corsHeadersFor(rules.get(bucketOf(url)) ?? [], {
      origin: headers.origin ?? '',
      method: isAsked ? (headers['access-control-request-method'] ?? '') : method,
      headers: isAsked ? headers['access-control-request-headers'] : undefined,
    })
    reply.headers(allowed ?? {})
    return isAsked ? reply.code(allowed ? 200 : 403).send() : undefined
  })
  server.addHook('preHandler', async ({ method, url, body }, reply) => {
    if (method !== 'PUT' || !new URLSearchParams(url.split('?')[1]).has('cors')) return
    rules.set(bucketOf(url), corsRulesIn(String(body)))
    return reply.code(200).send()
  })
}

const app = buildApp({ logger: false, host: 'localhost', defaultRegion: region, stores })
Object.assign(app.server, keepAlive)
addCors(app)
await app.listen({ port, host: '127.0.0.1' })
parentPort?.postMessage('ready')
parentPort?.once('message', async () => {
  await app.close()
  persistence.close()
  parentPort?.close()
})
