import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAwsEndpoint } from '../../../../local/runner/core/aws-endpoint.ts'
import { type Clock, createClock } from '../../../../local/runner/core/clock.ts'
import { type HttpServer, serve } from '../../../../local/runner/core/http.ts'
import { openState, type State } from '../../../../local/runner/core/state.ts'
import { type Bus, createBus } from '../../../../local/runner/events/bus.ts'
import { createDeliveries, type Deliveries, type Target } from '../../../../local/runner/events/deliveries.ts'
import { createSchedules } from '../../../../local/runner/events/schedules.ts'

let state: State
let clock: Clock
let deliveries: Deliveries
let bus: Bus
let server: HttpServer
let client: EventBridgeClient
let handed: { arn: string; payload: Record<string, unknown> }[]
let wake: (() => void)[]
let take: (arn: string) => Promise<void>

const handOver = async (arn: string, payload: unknown) => {
  await take(arn)
  handed.push({ arn, payload: payload as Record<string, unknown> })
  for (const resolve of wake.splice(0)) resolve()
}

/** Settles when so many events were handed over. */
const until = async (count: number) => {
  while (handed.length < count) await new Promise<void>((resolve) => wake.push(resolve))
  return handed
}

beforeEach(async () => {
  state = openState(':memory:')
  clock = createClock(state)
  handed = []
  wake = []
  take = async () => {}
  deliveries = createDeliveries(state, handOver, () => {})
  bus = createBus(clock, deliveries)
  bus.addBus('parley')
  server = await serve(
    0,
    createAwsEndpoint({ 'AWSEvents.PutEvents': bus.putEvents }, () => {}),
  )
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' }
  client = new EventBridgeClient({ endpoint: server.url, region: 'us-east-1', credentials })
})

afterEach(async () => {
  client.destroy()
  await server.stop()
})

const addRule = (target: Target, pattern: object = { source: ['parley'] }) =>
  bus.addRule({ name: 'rule', bus: 'parley', pattern: pattern as Record<string, unknown>, targets: [target] })

const put = (entry: Partial<PutEventsRequestEntry> = {}) =>
  client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: 'parley',
          Source: 'parley',
          DetailType: 'message.received',
          Detail: '{"id":"msg_1"}',
          ...entry,
        },
      ],
    }),
  )

test('an event reaches the targets of the rules that it fits', async () => {
  addRule({ arn: 'fits' })
  addRule({ arn: 'does not' }, { 'detail-type': ['message.sent'] })
  const { Entries } = await put()
  expect(await until(1)).toEqual([
    {
      arn: 'fits',
      payload: {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'message.received',
        source: 'parley',
        account: '000000000000',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region: 'us-east-1',
        resources: [],
        detail: { id: 'msg_1' },
      },
    },
  ])
})

test('a target gets what its rule makes of the event', async () => {
  addRule({
    arn: 'text',
    inputTransformer: { paths: { id: '$.detail.id' }, template: '{"text":"new: <id>","id":<id>}' },
  })
  addRule({ arn: 'part', inputPath: '$.detail' })
  addRule({ arn: 'fixed', input: '{"a":1}' })
  await put()
  const payloads = Object.fromEntries((await until(3)).map(({ arn, payload }) => [arn, payload]))
  expect(payloads).toEqual({
    text: { text: 'new: msg_1', id: 'msg_1' },
    part: { id: 'msg_1' },
    fixed: { a: 1 },
  })
})

test.each([
  ['without a detail that is an object', { Detail: 'x' }, 'MalformedDetail'],
  ['for a bus that is not there', { EventBusName: 'other' }, 'ResourceNotFoundException'],
])('an event %s is refused by itself', async (_, entry, code) => {
  const { FailedEntryCount, Entries } = await put(entry)
  expect([FailedEntryCount, Entries?.[0]?.ErrorCode]).toEqual([1, code])
})

test('an event whose target fails is delivered once more', async () => {
  addRule({ arn: 'target' })
  take = async () => {
    take = async () => {}
    throw new Error('busy')
  }
  await put()
  expect(await until(1)).toHaveLength(1)
})

test('an event that its target refuses goes to the dead letters', async () => {
  addRule({ arn: 'target', retries: 0, deadLetterArn: 'dead' })
  take = async (arn) => {
    if (arn === 'target') throw new Error('no')
  }
  await put()
  expect(await until(1)).toMatchObject([{ arn: 'dead', payload: { detail: { id: 'msg_1' } } }])
})

test('an event that was taken outlives a restart', async () => {
  addRule({ arn: 'target' })
  take = () => new Promise(() => {})
  await put()
  take = async () => {}
  createDeliveries(state, handOver, () => {}).resume()
  expect(await until(1)).toMatchObject([{ arn: 'target' }])
})

test('a schedule fires when its time has come, once however far the clock jumps', async () => {
  const schedules = createSchedules(clock, deliveries)
  schedules.add({ arn: 'every-five', expression: 'rate(5 minutes)', targets: [{ arn: 'target' }] })
  schedules.start()
  await clock.travel(clock.now() + 9 * 3_600_000)
  expect(await until(1)).toMatchObject([{ payload: { source: 'aws.events', resources: ['every-five'] } }])
  await clock.travel(clock.now() + 301_000)
  expect(await until(2)).toHaveLength(2)
  schedules.stop()
})
