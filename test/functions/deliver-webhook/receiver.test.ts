import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SQSRecord } from 'aws-lambda'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localNetwork } from '#adapters/webhooks/addresses.ts'
import { createPost } from '#adapters/webhooks/post.ts'
import { createKnownSecrets } from '#adapters/webhooks/secrets.ts'
import { day, hour, minute } from '#domain/time.ts'
import { runTimers } from '#domain/timers/run-timers.ts'
import { askProbe } from '#domain/webhooks/ask-delivery.ts'
import { createEndpoint } from '#domain/webhooks/edit-endpoint.ts'
import { fanOut, readAudience } from '#domain/webhooks/fan-out.ts'
import { deliveryWork } from '../../../functions/deliver-webhook/delivery-work.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'

type Got = { id: string; body: string; status: number | 'asleep' }

/** A program that hears of events: it fails three times, sleeps once, fails for a day, and works from then on. */
let server: Server
let url: string
let got: Got[]
let app: FakeApp
let worksFrom: number

const answerNow = (): Got['status'] => {
  if (got.length < 3) return 500
  if (got.length === 3) return 'asleep'
  return app.now < worksFrom ? 500 : 200
}

beforeAll(async () => {
  app = createFakeApp()
  worksFrom = app.now + day
  got = []
  server = createServer(async (request, response) => {
    const body = await text(request)
    const status = answerNow()
    got.push({ id: String(request.headers['webhook-id']), body, status })
    if (status !== 'asleep') response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** The function on its queue, with real requests and virtual time. */
const createQueue = () => {
  const waiting = new Map<string, { body: string; at: number; received: number }>()
  const worker = queueWorker(
    app.log,
    deliveryWork(
      {
        ...app,
        secretsOf: createKnownSecrets(app.webhookSecrets, app.clock.now),
        post: createPost(localNetwork, { total: 200, read: 1024, kept: 100 }),
      },
      async (name, seconds) => {
        const one = waiting.get(name)
        if (one) one.at = app.now + Math.ceil(seconds) * 1000
      },
    ),
  )
  const take = () => {
    for (const job of app.webhookJobs.splice(0)) {
      const { messageId } = sqsRecord('')
      waiting.set(messageId, { body: JSON.stringify(job), at: app.now, received: 0 })
    }
  }
  const drain = async (): Promise<void> => {
    take()
    const due = [...waiting].filter(([, { at }]) => at <= app.now)
    for (const [name, one] of due) {
      one.received++
      one.at = app.now + 4 * minute
      const record: SQSRecord = { ...sqsRecord(one.body, one), messageId: name, receiptHandle: name }
      if ((await failuresOf(worker, record)).length === 0) waiting.delete(name)
    }
    if (due.length > 0) await drain()
  }
  return { drain, waiting }
}

test('a receiver that fails, sleeps, and answers 500 for a day gets every event in the end, with one id and the same bytes', async () => {
  const { webhookAddresses } = app
  app.webhookAddresses = localNetwork
  await createEndpoint(app, admin, { url, eventTypes: ['message.received'], payload: 'full' })
  app.webhookAddresses = webhookAddresses
  const { drain, waiting } = createQueue()
  const pass = async (time: number) => {
    for (const end = app.now + time; app.now < end; ) {
      app.advance(5 * minute)
      const nothing = async () => {}
      await runTimers(app, {
        notice_digest: nothing,
        notice_texts: nothing,
        webhook_probe: (timer) => askProbe(app, timer),
        workflow_wait: nothing,
      })
      await drain()
    }
  }
  const ids: string[] = []
  for (let i = 0; i < 100; i++) {
    const id = `evt-${i}`
    const event = { id, type: 'message.received', at: app.now, workspace, data: { message_id: `msg_${i}` } }
    await fanOut(app, await readAudience(app, workspace), event, async () => ({
      body: `¿Text ${i}? 🖨`,
      at: app.now,
    }))
    ids.push(id)
    await drain()
    await pass(15 * minute)
  }
  await pass(12 * hour)
  const told = got.filter(({ id }) => id.startsWith('evt-'))
  const taken = told.filter(({ status }) => status === 200)
  const bytes = new Map<string, Set<string>>()
  for (const { id, body } of told) bytes.set(id, (bytes.get(id) ?? new Set()).add(body))
  expect(got.slice(0, 4).map(({ status }) => status)).toEqual([500, 500, 500, 'asleep'])
  expect([...new Set(taken.map(({ id }) => id))].toSorted()).toEqual(ids.toSorted())
  expect([...bytes.values()].filter((different) => different.size > 1)).toEqual([])
  expect(told.every(({ id, body }) => JSON.parse(body).id === id)).toBe(true)
  expect(waiting.size).toBe(0)
  console.info({
    events: ids.length,
    requests: got.length,
    taken: taken.length,
    failed: got.length - taken.length,
  })
})
