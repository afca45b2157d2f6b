import { beforeEach, expect, test } from 'vitest'
import { logEvent } from '#domain/event-log/log-event.ts'
import type { OutgoingEvent } from '#domain/event-log/logged-event.ts'
import { hour, minute } from '#domain/time.ts'
import { runTimers } from '#domain/timers/run-timers.ts'
import { askProbe, replayEvents, retryDelivery } from '#domain/webhooks/ask-delivery.ts'
import { deliver } from '#domain/webhooks/deliver.ts'
import { createEndpoint, disableEndpoint, rotateSecret } from '#domain/webhooks/edit-endpoint.ts'
import { fanOut, readAudience } from '#domain/webhooks/fan-out.ts'
import type { WebhookAnswer, WebhookJob, WebhookRequest } from '#domain/webhooks/webhook-delivery.ts'
import type { WebhookEndpoint } from '#domain/webhooks/webhook-endpoint.ts'
import { times, visibilityTimeout } from '#wiring/times.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'

let app: FakeApp
let endpoint: WebhookEndpoint
/** What was posted, and how the receiver answers at a time. */
let posted: WebhookRequest[]
let answerAt: (request: WebhookRequest) => WebhookAnswer
/** Jobs that wait in the queue until their time. */
let waiting: { job: WebhookJob; at: number; received: number }[]
let mostWaiting: number
let begun: number
let areSecretsReadable: () => boolean

const ok = { status: 200, duration: 5 }
const down = { status: 500, duration: 5 }

beforeEach(async () => {
  app = createFakeApp()
  ;({ endpoint } = await createEndpoint(app, admin, {
    url: 'https://hooks.example.com/',
    eventTypes: ['message.received', 'webhook_endpoint.disabled'],
    payload: 'full',
  }))
  begun = app.now
  posted = []
  waiting = []
  mostWaiting = 0
  answerAt = () => ok
  areSecretsReadable = () => true
})

const needs = () => ({
  ...app,
  secretsOf: async (of: WebhookEndpoint) => {
    if (!areSecretsReadable()) throw new Error('Secrets Manager answered 500.')
    return app.webhookSecrets.get(of)
  },
  post: async (request: WebhookRequest) => {
    posted.push(request)
    const answer = answerAt(request)
    app.advance(answer.duration)
    return answer
  },
})

const takeJobs = () => {
  for (const job of app.webhookJobs.splice(0)) waiting.push({ job, at: app.now, received: 0 })
  mostWaiting = Math.max(mostWaiting, waiting.length)
}

/** The queue: whatever is due comes, and comes again when it is told to, or after a while where it failed. */
const drain = async () => {
  takeJobs()
  for (;;) {
    const next = waiting.findIndex(({ at }) => at <= app.now)
    if (next < 0) return
    const [one] = waiting.splice(next, 1)
    if (!one) return
    const received = one.received + 1
    const failed = { again: visibilityTimeout(times.deliverWebhookTimeout) }
    const { again } = await deliver(needs(), one.job, received).catch(() => failed)
    if (again !== undefined) waiting.push({ job: one.job, at: app.now + again, received })
    takeJobs()
  }
}

const timers = () =>
  runTimers(app, {
    notice_digest: async () => {},
    notice_texts: async () => {},
    webhook_probe: (timer) => askProbe(app, timer),
    workflow_wait: async () => {},
  })

/** Lets time go by in steps, as the schedule of timers and the queue see it. */
const pass = async (time: number, step = minute) => {
  for (const end = app.now + time; app.now < end; ) {
    app.advance(step)
    await timers()
    await drain()
  }
}

let texts = 0
const happen = async (facts: Partial<OutgoingEvent> = {}) => {
  const id = `change-${++texts}`
  const data = { message_id: `msg_${texts}` }
  const event: OutgoingEvent = { id, type: 'message.received', at: app.now, workspace, data, ...facts }
  await fanOut(app, await readAudience(app, workspace), event, async () => ({
    body: `text ${texts}`,
    at: app.now,
  }))
  return event.id
}

const current = async () => (await app.webhookEndpoints.get(workspace, endpoint.id)) as WebhookEndpoint
/** Of events that were taken: their bodies, by id. */
const bodies = () => {
  const all = new Map<string, Set<string>>()
  for (const { id, body } of posted.filter((one) => !one.body.includes('webhook.ping')))
    all.set(id, (all.get(id) ?? new Set()).add(body))
  return all
}

test('an event is posted once, full, signed, and its delivery is kept', async () => {
  const id = await happen()
  await drain()
  expect(posted).toHaveLength(1)
  expect(JSON.parse(posted[0]?.body ?? '')).toEqual({
    ...{ id, type: 'message.received', at: '2026-11-23T10:00:00.000Z', workspace },
    ...{ version: '2026-11-01', data: { body: 'text 1', at: begun } },
  })
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'delivered', attempts: 1, status: 200 }])
})

test('the same event three times is kept once, and has the same bytes each time, even when it comes late', async () => {
  const id = await happen()
  app.advance(minute)
  await happen({ id, at: begun })
  const late = await happen({ at: begun })
  app.advance(minute)
  await happen({ id: late, at: begun })
  await drain()
  expect(app.all('event')).toHaveLength(2)
  expect([...bodies().values()].map((different) => different.size)).toEqual([1, 1])
  expect(posted).toHaveLength(4)
})

test('after a day of failures each event has come at least once, with one id and the same bytes, and none is lost', async () => {
  const recovers = app.now + 24 * hour
  answerAt = () => {
    if (posted.length <= 3) return down
    if (posted.length === 4) return { problem: 'timeout', duration: 10_000 }
    return app.now < recovers ? down : ok
  }
  const taken = new Set<string>()
  const told = answerAt
  answerAt = (request) => {
    const answer = told(request)
    if (answer.status === 200) taken.add(request.id)
    return answer
  }
  const ids: string[] = []
  for (let i = 0; i < 60; i++) {
    ids.push(await happen())
    await pass(30 * minute, 5 * minute)
  }
  await pass(24 * hour, 10 * minute)
  expect(ids.filter((id) => !taken.has(id))).toEqual([])
  expect([...bodies().values()].every((different) => different.size === 1)).toBe(true)
  expect(await current()).toMatchObject({ state: 'active', failures: 0 })
})

test('an endpoint that is dead for two hours under 5,000 events gets all of them, and the queue never has 2,000', async () => {
  answerAt = () => (app.now < begun + 2 * hour ? down : ok)
  const ids: string[] = []
  for (let i = 0; i < 120; i++) {
    for (let n = 0; n < 42; n++) ids.push(await happen())
    if (i === 60) expect(await current()).toMatchObject({ state: 'paused' })
    await pass(minute)
  }
  await pass(2 * hour)
  const got = bodies()
  expect(ids).toHaveLength(5040)
  expect(ids.filter((id) => !got.has(id))).toEqual([])
  console.info({ mostWaiting, posted: posted.length })
  expect(mostWaiting).toBeLessThan(2000)
  expect(await current()).toMatchObject({ state: 'active' })
  expect((await current()).backlog).toBeUndefined()
})

test('an endpoint that never comes back is disabled after 72 hours, and hears nothing more', async () => {
  answerAt = () => down
  for (let i = 0; i < 30; i++) {
    await happen()
    await pass(minute)
  }
  await pass(73 * hour, 10 * minute)
  expect(await current()).toMatchObject({ state: 'disabled', disabledReason: 'unreachable' })
  const before = posted.length
  await happen()
  await pass(hour)
  expect(posted).toHaveLength(before)
})

test('thirteen attempts are made of one event in 72 hours; Retry-After makes a wait longer', async () => {
  answerAt = () => down
  await happen()
  await pass(80 * hour, 5 * minute)
  expect(posted).toHaveLength(13)
  expect((posted.at(-1)?.at ?? 0) - begun).toBeGreaterThan(72 * hour)
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'failed', attempts: 13 }])
})

test('a secret that cannot be read for an hour takes none of the thirteen attempts', async () => {
  answerAt = () => down
  areSecretsReadable = () => app.now >= begun + hour
  await happen()
  await pass(82 * hour, 5 * minute)
  expect(posted).toHaveLength(13)
  expect((posted.at(-1)?.at ?? 0) - (posted[0]?.at ?? 0)).toBeGreaterThan(72 * hour)
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'failed', attempts: 13 }])
})

test.each([
  ['what became of an attempt', 'webhook_delivery'],
  ['how the endpoint is', 'webhook_endpoint'],
])(
  'a table that does not keep %s takes none of the thirteen attempts, and no event comes before its time',
  async (_, kind) => {
    answerAt = () => down
    const { commit } = app
    let busy = 0
    app.commit = async (...changes) => {
      // Every third time.
      if (changes.some((change) => 'kind' in change && change.kind === kind) && ++busy % 3 === 0)
        throw new Error('The table is busy.')
      await commit(...changes)
    }
    const id = await happen()
    await pass(85 * hour, minute)
    const [delivery] = app.all('webhook_delivery')
    expect(delivery).toMatchObject({ state: 'failed', attempts: 13, tries: 13 })
    const kept = kind === 'webhook_delivery' ? posted.length - Math.floor(busy / 3) : posted.length
    expect(kept).toBe(13)
    expect(posted.every((one) => one.id === id)).toBe(true)
    expect((posted.at(-1)?.at ?? 0) - begun).toBeGreaterThan(72 * hour)
  },
)

test('what a retry by hand has brought is not sent again by the queue', async () => {
  answerAt = () => down
  await happen()
  await pass(10 * minute)
  answerAt = () => ok
  const [delivery] = app.all('webhook_delivery')
  await retryDelivery(app, admin, endpoint.id, delivery?.place ?? '')
  await drain()
  const sent = posted.length
  await pass(12 * hour, 5 * minute)
  expect(posted).toHaveLength(sent)
  expect(waiting).toEqual([])
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'delivered' }])
})

test('a retry by hand of an event that was given up begins thirteen attempts', async () => {
  answerAt = () => down
  await happen()
  await pass(80 * hour, 5 * minute)
  await app.commit({ ...(await current()), state: 'active', failures: 0, failingSince: undefined })
  const [delivery] = app.all('webhook_delivery')
  await retryDelivery(app, admin, endpoint.id, delivery?.place ?? '')
  areSecretsReadable = () => app.now > begun + 81 * hour
  await pass(83 * hour, 5 * minute)
  expect(app.all('webhook_delivery')).toMatchObject([{ state: 'failed', attempts: 26, tries: 13 }])
})

test('Retry-After is obeyed', async () => {
  answerAt = () => (posted.length === 1 ? { ...down, retryAfter: 2 * hour } : ok)
  await happen()
  await pass(119 * minute)
  expect(posted).toHaveLength(1)
  await pass(5 * minute)
  expect(posted).toHaveLength(2)
})

test('an endpoint that answers 410 is disabled at once', async () => {
  answerAt = () => ({ status: 410, duration: 5 })
  await happen()
  await drain()
  expect(await current()).toMatchObject({ state: 'disabled', disabledReason: 'gone' })
  expect(waiting).toEqual([])
})

/** A workspace that may send e-mails, with two admins, one of whom has left, and an agent. */
const hireAdmins = async () => {
  const people = { kind: 'agent', workspace, createdAt: begun, version: 0 } as const
  await app.commit(
    { ...people, id: 'agt_admin', name: 'Ada', role: 'admin', active: true, email: 'ada@acme.example' },
    { ...people, id: 'agt_gone', name: 'Gus', role: 'admin', active: false, email: 'gus@acme.example' },
    { ...people, id: 'agt_ana', name: 'Ana', role: 'agent', active: true, email: 'ana@acme.example' },
    { ...(await app.settings.get(workspace)), email: { fromAddress: 'help@acme.example' } },
  )
}

test.each([
  [
    'is gone',
    { status: 410, duration: 5 },
    'https://hooks.example.com/hear (Our CRM) answered that it is gone (410).',
  ],
  ['is not reached', down, 'https://hooks.example.com/hear (Our CRM) has taken no event for 72 hours.'],
])(
  'an endpoint that %s is told to the admins once, without a word of its query',
  async (_, answer, sentence) => {
    await hireAdmins()
    const url = 'https://hooks.example.com/hear?token=abc'
    await app.commit({ ...(await current()), url, description: 'Our CRM' })
    answerAt = () => answer
    for (let i = 0; i < 3; i++) await happen()
    await pass(80 * hour, 10 * minute)
    expect(await current()).toMatchObject({ state: 'disabled' })
    expect(app.all('email')).toMatchObject([
      { to: 'ada@acme.example', subject: 'Events are no longer sent to hooks.example.com', status: 'queued' },
    ])
    const [email] = app.all('email')
    expect(email?.body).toContain(sentence)
    expect(email?.body).not.toContain('abc')
  },
)

test('an endpoint that an admin disables, or that is paused, is told to nobody', async () => {
  await hireAdmins()
  answerAt = () => down
  for (let i = 0; i < 30; i++) {
    await happen()
    await pass(minute)
  }
  expect(await current()).toMatchObject({ state: 'paused' })
  await disableEndpoint(app, admin, endpoint.id)
  await pass(hour)
  expect(app.all('email')).toEqual([])
})

test('without a sender of e-mails an endpoint is disabled all the same', async () => {
  answerAt = () => ({ status: 410, duration: 5 })
  await happen()
  await drain()
  expect(await current()).toMatchObject({ state: 'disabled' })
  expect(app.all('email')).toEqual([])
})

test.each([['a ping'], ['a retry by hand']])(
  'what was missed is sent although a crash came between %s that was taken and the queue',
  async (by) => {
    answerAt = () => down
    const ids: string[] = []
    for (let i = 0; i < 30; i++) {
      ids.push(await happen())
      await pass(minute)
    }
    expect(await current()).toMatchObject({ state: 'paused' })
    answerAt = () => ok
    const { send } = app.webhookQueue
    let crashes = 1
    app.webhookQueue.send = async (jobs) => {
      if (jobs.some(({ kind }) => kind === 'backlog') && crashes-- > 0) throw new Error('sqs answered 503.')
      await send(jobs)
    }
    const [delivery] = app.all('webhook_delivery')
    if (by !== 'a ping') await retryDelivery(app, admin, endpoint.id, delivery?.place ?? '')
    posted.length = 0
    await pass(30 * minute)
    expect(crashes).toBeLessThan(1)
    const got = bodies()
    expect(ids.filter((id) => !got.has(id))).toEqual([])
    expect(await current()).toMatchObject({ state: 'active' })
    expect((await current()).backlog).toBeUndefined()
  },
)

test('of two runs of a backlog at once one goes on', async () => {
  for (let i = 0; i < 150; i++) await happen()
  await pass(10 * minute)
  await replayEvents(app, admin, endpoint.id, { from: begun, to: begun + hour })
  const [job] = app.webhookJobs.splice(0)
  if (!job) throw new Error('There is no job')
  await Promise.all([deliver(needs(), job, 1), deliver(needs(), job, 1)])
  expect(app.webhookJobs).toEqual([job])
  await pass(2 * hour)
  expect((await current()).backlog).toBeUndefined()
})

test('a replay sends the events of its time again, with the same bytes, and no others', async () => {
  await happen()
  await pass(hour)
  const from = app.now
  const ids = [await happen(), await happen()]
  await pass(minute)
  const to = app.now
  await pass(hour)
  await happen()
  await pass(minute)
  posted.length = 0
  await replayEvents(app, admin, endpoint.id, { from, to })
  await pass(2 * minute)
  expect(posted.map(({ id }) => id)).toEqual(ids)
  expect((await current()).backlog).toBeUndefined()
})

test('where nobody is told nothing is kept, and a thin endpoint reads no record', async () => {
  let read = 0
  const tell = async (type: string) => {
    const event = { id: `${type} 1`, type, at: app.now, workspace, data: {} }
    await fanOut(app, await readAudience(app, workspace), event, async () => ({ read: ++read }))
  }
  await tell('note.created')
  expect(app.all('event')).toEqual([])
  await app.commit({ ...(await current()), payload: 'thin' })
  await tell('message.received')
  expect(read).toBe(0)
  expect(app.all('event')).toHaveLength(1)
})

test('for a day after a rotation both secrets sign, and then the new one alone', async () => {
  const { secret } = await rotateSecret(app, admin, endpoint.id)
  await happen()
  await drain()
  expect(posted.at(-1)?.secrets).toHaveLength(2)
  app.advance(24 * hour)
  await happen()
  await drain()
  expect(posted.at(-1)?.secrets).toEqual([secret])
})

test('an event that is logged late is told to the feed at its own time', async () => {
  const { place } = await logEvent(app, {
    ...{ id: 'late', type: 'message.received', at: app.now - hour, workspace, data: {} },
  })
  expect(place).toBe(`${app.now}-late`)
  expect(await app.eventLog.at(workspace, `${app.now - hour}-late`)).toMatchObject({ place })
})
