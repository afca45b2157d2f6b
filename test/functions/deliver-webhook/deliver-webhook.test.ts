import { beforeEach, expect, test } from 'vitest'
import { createKnownSecrets } from '#adapters/webhooks/secrets.ts'
import { logEvent } from '#domain/event-log/log-event.ts'
import { hour, minute } from '#domain/time.ts'
import { createEndpoint, rotateSecret } from '#domain/webhooks/edit-endpoint.ts'
import type { WebhookAnswer, WebhookJob, WebhookRequest } from '#domain/webhooks/webhook-delivery.ts'
import type { WebhookEndpoint } from '#domain/webhooks/webhook-endpoint.ts'
import { times } from '#wiring/times.ts'
import { deliveryWork } from '../../../functions/deliver-webhook/delivery-work.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'

let app: FakeApp
let worker: ReturnType<typeof queueWorker>
let endpoint: WebhookEndpoint
let posted: WebhookRequest[]
/** What is answered to an event, by its id; everything else is taken. */
let answers: Map<string, WebhookAnswer>
/** For how long records were hidden, in seconds. */
let deferred: number[]
let readSecret: FakeApp['webhookSecrets']['get']
let defer: (receiptHandle: string, seconds: number) => Promise<void>

beforeEach(async () => {
  app = createFakeApp()
  posted = []
  answers = new Map()
  deferred = []
  readSecret = app.webhookSecrets.get
  defer = async (_, seconds) => void deferred.push(seconds)
  const post = async (request: WebhookRequest) => {
    posted.push(request)
    return answers.get(request.id) ?? { status: 200, duration: 5 }
  }
  const secretsOf = createKnownSecrets({ get: (of) => readSecret(of) }, app.clock.now)
  worker = queueWorker(
    app.log,
    deliveryWork({ ...app, secretsOf, post }, (...record) => defer(...record)),
  )
  endpoint = await addEndpoint()
})

const addEndpoint = async () => {
  const facts = {
    url: 'https://hooks.example.com/',
    eventTypes: ['message.received'],
    payload: 'thin',
  } as const
  return (await createEndpoint(app, admin, { ...facts, eventTypes: [...facts.eventTypes] })).endpoint
}

const down = { status: 500, duration: 5 }
let events = 0

/** A record of the queue for a new event; what the endpoint answers to it, unless it takes it. */
const eventRecord = async (answer?: WebhookAnswer, received = 1) => {
  const id = `evt-${++events}`
  if (answer) answers.set(id, answer)
  const { place } = await logEvent(app, { id, type: 'message.received', at: app.now, workspace, data: {} })
  const job: WebhookJob = { kind: 'event', workspace, endpointId: endpoint.id, place }
  return { ...sqsRecord(JSON.stringify(job), { received }), id }
}

test('of a batch only what was not taken comes again, when its time has come', async () => {
  const [taken, refused, late] = [await eventRecord(), await eventRecord(down), await eventRecord()]
  expect(await failuresOf(worker, taken, refused, late)).toEqual([refused.messageId])
  expect(posted.map(({ id }) => id).toSorted()).toEqual([taken.id, refused.id, late.id].toSorted())
  expect(deferred).toEqual([5])
})

test('records that cannot be read fail alone, and the others are sent', async () => {
  const [first, second] = [await eventRecord(), await eventRecord()]
  const malformed = ['', 'no JSON', 'null', '{"kind":"event"'].map((body) => sqsRecord(body))
  expect((await failuresOf(worker, first, ...malformed, second)).toSorted()).toEqual(
    malformed.map(({ messageId }) => messageId),
  )
  expect(posted).toHaveLength(2)
  expect(deferred).toEqual([])
  expect(app.logged.filter((line) => line === 'a record of the queue failed')).toHaveLength(4)
})

test('a job for an endpoint or an event that is gone is done', async () => {
  const record = await eventRecord()
  const job = JSON.parse(record.body)
  const gone = [
    { ...job, endpointId: 'whk_gone' },
    { ...job, place: '1-gone' },
    { ...job, kind: 'retry', place: '1-gone' },
  ]
  expect(await failuresOf(worker, ...gone.map((one) => sqsRecord(JSON.stringify(one))))).toEqual([])
  expect(posted).toEqual([])
})

test('a secret that cannot be read leaves the event as it is, to come again after the time of the queue', async () => {
  readSecret = () => Promise.reject(new Error('Secrets Manager answered 500.'))
  const record = await eventRecord()
  expect(await failuresOf(worker, record)).toEqual([record.messageId])
  expect(deferred).toEqual([])
  expect(app.all('webhook_delivery')).toEqual([])
  readSecret = app.webhookSecrets.get
  expect(await failuresOf(worker, record)).toEqual([])
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'delivered', attempts: 1 }])
})

test('an event that could not be hidden comes again early, and waits for its time without being posted', async () => {
  defer = () => Promise.reject(new Error('sqs answered 503.'))
  const record = await eventRecord({ ...down, retryAfter: hour })
  expect(await failuresOf(worker, record)).toEqual([record.messageId])
  defer = async (_, seconds) => void deferred.push(seconds)
  app.advance(4 * minute)
  const again = { ...record, attributes: { ...record.attributes, ApproximateReceiveCount: '2' } }
  expect(await failuresOf(worker, again)).toEqual([record.messageId])
  expect(deferred).toEqual([56 * 60])
  expect(posted).toHaveLength(1)
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'waiting', attempts: 1 }])
})

test('however late Retry-After is, an event is hidden eleven hours at most', async () => {
  const record = await eventRecord({ status: 429, duration: 5, retryAfter: 72 * hour })
  expect(await failuresOf(worker, record)).toEqual([record.messageId])
  expect(deferred).toEqual([times.longestDefer / 1000])
})

test('a secret is read once in five minutes, and at once after a rotation', async () => {
  let read = 0
  readSecret = (of) => {
    read++
    return app.webhookSecrets.get(of)
  }
  for (let i = 0; i < 3; i++) await failuresOf(worker, await eventRecord())
  expect(read).toBe(1)
  app.advance(5 * minute)
  await failuresOf(worker, await eventRecord())
  expect(read).toBe(2)
  const { secret } = await rotateSecret(app, admin, endpoint.id)
  await failuresOf(worker, await eventRecord())
  expect(read).toBe(3)
  expect(posted.at(-1)?.secrets[0]).toBe(secret)
})
