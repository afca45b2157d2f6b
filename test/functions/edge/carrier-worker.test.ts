import { expect, test } from 'vitest'
import { newNumber } from '#domain/numbers/number.ts'
import { carrierWorker } from '../../../functions/edge/carrier-worker.ts'
import { inboundWork } from '../../../functions/edge/inbound-work.ts'
import { receiptWork } from '../../../functions/edge/receipt-work.ts'
import { inEnvelope } from '../../examples/examples.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { agentClaims, createGateway, machineClaims } from '../../support/gateway.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'

const operator = 'wks_operator'
const admin = agentClaims(workspace, 'admin')

const payload = (body: unknown, change: object = {}) =>
  inEnvelope({
    originationNumber: '+12065550123',
    destinationNumber: ourNumber,
    messageBody: body,
    inboundMessageId: `in ${body}`,
    ...change,
  })

const receive = (app: FakeApp, ...bodies: string[]) =>
  failuresOf(carrierWorker(app, inboundWork, operator), ...bodies.map((body) => sqsRecord(body)))

const bodiesIn = (app: FakeApp) => app.all('message').map(({ body }) => body)

test('what cannot be read is kept once and reported, and does not come again', async () => {
  const app = createFakeApp()
  const bad = sqsRecord(payload(7))
  const worker = carrierWorker(app, inboundWork, operator)
  expect(await failuresOf(worker, bad, sqsRecord(payload('Hello?')))).toEqual([])
  expect(await failuresOf(worker, bad)).toEqual([])
  expect(app.all('unreadable')).toMatchObject([
    {
      workspace,
      source: 'inbound',
      reason: 'unreadable',
      detail: 'ZodError, messageBody: invalid_type',
      raw: bad.body,
      cut: false,
    },
  ])
  expect(app.reported.filter(({ outcome }) => outcome === 'unreadable')).toHaveLength(1)
  expect(bodiesIn(app)).toContain('Hello?')
})

test.each([
  ['no JSON', 'not json'],
  ['no number', payload('Hi', { destinationNumber: null })],
  ['a number that nobody has', payload(7, { destinationNumber: '+12065550199' })],
])('%s: the admins of the deployment see it', async (_, body) => {
  const app = createFakeApp()
  expect(await receive(app, body)).toEqual([])
  expect(app.all('unreadable')).toMatchObject([{ workspace: operator, raw: body }])
})

test('an event that means nothing to Parley is reported by its kind, and dropped', async () => {
  const app = createFakeApp()
  expect(
    await receive(app, inEnvelope({ eventType: 'RCS_TYPING', originationNumber: '+12065550123' })),
  ).toEqual([])
  expect(app.reported).toEqual([{ way: 'in', outcome: 'ignored', carrier: 'aws', reason: 'RCS_TYPING' }])
  expect(app.all('unreadable')).toEqual([])
})

/** The number's record is damaged, so that each text to it fails. */
const damageNumber = async (app: FakeApp) => {
  const [place = '', number] = [...app.stored].find(([, { kind }]) => kind === 'number') ?? []
  app.stored.set(place, { ...number, state: 'asleep' })
  return () => void app.stored.set(place, { ...number })
}

test('a text that fails for good is set aside after the third time, and others go on', async () => {
  const app = createFakeApp()
  const mend = await damageNumber(app)
  const worker = carrierWorker(app, inboundWork, operator)
  const stuck = (received: number) => ({ ...sqsRecord(payload('Hello?'), { received }), messageId: 'stuck' })
  expect(await failuresOf(worker, stuck(1))).toEqual(['stuck'])
  expect(await failuresOf(worker, stuck(2))).toEqual(['stuck'])
  expect(await failuresOf(worker, stuck(3))).toEqual([])
  expect(app.all('unreadable')).toMatchObject([{ reason: 'failing', workspace: operator }])
  mend()
  expect(await failuresOf(worker, sqsRecord(payload('Me again.')))).toEqual([])
  expect(bodiesIn(app)).toContain('Me again.')
})

test('a text that fails for an outage is never set aside', async () => {
  const app = createFakeApp()
  app.numbers.byAddress = () => Promise.reject(Object.assign(new Error(), { name: 'InternalServerError' }))
  const late = { ...sqsRecord(payload('Hello?'), { received: 19 }), messageId: 'late' }
  expect(await failuresOf(carrierWorker(app, inboundWork, operator), late)).toEqual(['late'])
  expect(app.all('unreadable')).toEqual([])
})

test('what cannot be kept either comes again', async () => {
  const app = createFakeApp()
  app.commit = () => Promise.reject(new Error('unreachable'))
  const bad = sqsRecord('not json')
  expect(await failuresOf(carrierWorker(app, inboundWork, operator), bad)).toEqual([bad.messageId])
})

/** A text that could not be read, as an admin finds it, and how it is asked for. */
const createKept = async () => {
  const app = createFakeApp()
  const mend = await damageNumber(app)
  const stuck = sqsRecord(payload('Hello?'), { received: 3 })
  await failuresOf(carrierWorker(app, inboundWork, workspace), stuck)
  const request = createGateway(app)
  const list = async (claims = admin) =>
    (await request({ method: 'GET', path: '/v1/unreadable', claims })).body
  const retry = (id: string, headers = {}) =>
    request({ method: 'POST', path: `/v1/unreadable/${id}/retry`, claims: admin, headers })
  const [kept] = (await list()).data
  return { app, mend, request, list, retry, kept, stuck }
}

test('admins see what could not be read, and why', async () => {
  const { kept, stuck } = await createKept()
  expect(kept).toMatchObject({
    source: 'inbound',
    reason: 'failing',
    detail: 'UnfitRecordError',
    raw: stuck.body,
  })
})

test.each([
  ['an agent', agentClaims(workspace)],
  ['a program that may send', machineClaims(workspace, 'read', 'send')],
])('%s neither sees it nor takes it up', async (_, claims) => {
  const { request, kept } = await createKept()
  for (const [method, path] of [
    ['GET', '/v1/unreadable'],
    ['POST', `/v1/unreadable/${kept.id}/retry`],
  ] as const) {
    expect((await request({ method, path, claims })).status).toBe(403)
  }
})

test.each([{}, { 'idempotency-key': 'k' }])(
  'once the cause is mended it is taken up, and stored once, with %j',
  async (headers) => {
    const { app, mend, list, retry, kept, stuck } = await createKept()
    mend()
    expect((await retry(kept.id, headers)).status).toBe(204)
    expect((await list()).data).toEqual([])
    await failuresOf(carrierWorker(app, inboundWork, workspace), stuck)
    expect(bodiesIn(app).filter((body) => body === 'Hello?')).toHaveLength(1)
  },
)

test('while the cause is there, it stays and says so', async () => {
  const { list, retry, kept } = await createKept()
  const { status, body } = await retry(kept.id)
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'still_unreadable' })
  expect(body.detail).toBe('It fails as before: UnfitRecordError.')
  expect((await list()).data).toHaveLength(1)
})

test('a text to a number that nobody has is listed, without an alarm, and is taken up once somebody has it', async () => {
  const app = createFakeApp()
  const address = '+12065550199'
  const stray = sqsRecord(payload('Is this the shop?', { destinationNumber: address }))
  const worker = carrierWorker(app, inboundWork, workspace)
  for (const record of [stray, stray]) expect(await failuresOf(worker, record)).toEqual([])
  expect(app.reported.map(({ outcome }) => outcome)).toEqual(['unrouted'])
  const [kept] = app.all('unreadable')
  expect(kept).toMatchObject({
    workspace,
    reason: 'unrouted',
    detail: 'No workspace has the number, or it belongs to another account.',
  })
  const path = `/v1/unreadable/${kept?.id}/retry`
  const retry = () => createGateway(app)({ method: 'POST', path, claims: admin })
  expect((await retry()).body).toMatchObject({ code: 'still_unreadable' })
  const facts = { id: 'num_shop', address, country: 'US', state: 'active', createdAt: 1 } as const
  await app.commit(newNumber({ workspace, ...facts }))
  expect((await retry()).status).toBe(204)
  expect(bodiesIn(app)).toContain('Is this the shop?')
  expect(app.all('unreadable')).toEqual([])
})

test('a receipt that cannot be read is kept in the workspace of its text', async () => {
  const app = createFakeApp()
  const receipt = inEnvelope({ eventType: null, context: { workspace: 'wks_acme', part_id: 'msg_1.0' } })
  expect(await failuresOf(carrierWorker(app, receiptWork, operator), sqsRecord(receipt))).toEqual([])
  expect(app.all('unreadable')).toMatchObject([{ source: 'receipts', workspace: 'wks_acme' }])
})

test('what is longer than a record may be is kept cut, and is not taken up', async () => {
  const app = createFakeApp()
  await failuresOf(carrierWorker(app, inboundWork, workspace), sqsRecord('é'.repeat(400_000)))
  const [kept] = app.all('unreadable')
  expect(kept?.cut).toBe(true)
  expect(Buffer.byteLength(kept?.raw ?? '')).toBeLessThanOrEqual(300_003)
  const path = `/v1/unreadable/${kept?.id}/retry`
  const { body } = await createGateway(app)({ method: 'POST', path, claims: admin })
  expect(body).toMatchObject({ code: 'still_unreadable', detail: 'It was too long to be kept whole.' })
})

test('the log of what could not be read holds no word and no phone of it', async () => {
  const app = createFakeApp()
  const said: unknown[] = []
  app.log = { info: () => {}, warn: () => {}, error: (...line) => void said.push(line) }
  await receive(app, payload('my card is 4111', { originationNumber: 7, destinationNumber: '+12065550199' }))
  expect(said.length).toBeGreaterThan(1)
  expect(JSON.stringify(said)).not.toMatch(/4111|5550199/)
})
