import { beforeEach, expect, test } from 'vitest'
import type { CarrierAdapter } from '#adapters/carriers/adapter.ts'
import { createListInbound } from '#adapters/carriers/list-inbound.ts'
import type { CarrierAccount } from '#domain/carrier-accounts/carrier-account.ts'
import type { CarrierDelivery } from '#domain/carriers/carrier.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { reconcileAccounts } from '#domain/inbound/reconcile-accounts.ts'
import { type BusinessNumber, newNumber } from '#domain/numbers/number.ts'
import { day, hour, minute } from '#domain/time.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { fakeCarrier } from '../../support/fake-carrier.ts'

const address = '+12065550102'
const id = 'cac_1'
const facts = { workspace, country: 'US', carrier: 'twilio', carrierAccountId: id } as const

let app: FakeApp
/** What the carrier has of the account. */
let texts: CarrierInbound[]
let asked: number[]
let queued: CarrierDelivery[]
let answer: () => unknown

beforeEach(async () => {
  app = createFakeApp()
  app.advance(10 * day)
  texts = []
  asked = []
  queued = []
  answer = () => undefined
  const account: CarrierAccount = {
    ...{ kind: 'carrier_account', workspace, id, carrier: 'twilio', name: 'Ours', status: 'ok', version: 0 },
    ...{ webhookUrl: 'https://api.example.com/x', createdAt: app.now - 9 * day },
  }
  await app.commit(account)
  await app.commit(
    newNumber({ ...facts, id: 'num_1', address, state: 'active', createdAt: app.now - 9 * day }),
  )
})

const adapter: CarrierAdapter = {
  ...fakeCarrier,
  listInbound: async function* (_, since) {
    asked.push(since)
    const failure = answer()
    if (failure) throw failure
    for (const text of texts.filter(({ at }) => at >= since))
      yield { carrier: 'twilio', path: 'messages', contentType: '', body: JSON.stringify(text) }
  },
}

const run = () =>
  reconcileAccounts({
    ...app,
    listInbound: createListInbound(async (_, use) => use({}), { twilio: adapter }),
    deliver: async (delivery) => void queued.push(delivery),
  })

const text = (carrierMessageId: string, change: Partial<CarrierInbound> = {}): CarrierInbound => ({
  ...{ carrier: 'twilio', account: id, carrierMessageId, from: '+14255550182', to: address },
  ...{ body: carrierMessageId, at: app.now - 10 * minute, ...change },
})

const account = () => app.carrierAccounts.get(workspace, id)
const refusal = (status: number) => Object.assign(new Error('No.'), { status })

const editNumber = async (change: Partial<BusinessNumber>) => {
  const number = await app.numbers.get(workspace, 'num_1')
  if (!number) throw new Error('There is no number.')
  await app.commit({ ...number, ...change })
}

/** Takes what is queued, as receive-message does. */
const receive = async () => {
  for (const delivery of queued.splice(0)) await receiveMessage(app, JSON.parse(delivery.body))
}

test('a text whose webhook was lost is there after the next run, once', async () => {
  texts = [text('came'), text('lost')]
  await receiveMessage(app, text('came'))
  await run()
  expect(queued).toMatchObject([{ carrier: 'twilio', account: id, workspace, path: 'messages' }])
  await receive()
  await run()
  expect(queued).toEqual([])
  const bodies = app.all('message').map(({ body }) => body)
  expect(bodies.filter((body) => body === 'lost')).toHaveLength(1)
  expect(app.reported.filter(({ outcome }) => outcome === 'recovered')).toHaveLength(1)
})

test('the last two hours are asked for, and more after a time without a good run, up to three days', async () => {
  await run()
  answer = () => refusal(500)
  app.advance(5 * hour)
  await expect(run()).rejects.toMatchObject({ facts: { account: expect.stringMatching(/^cac_/) } })
  answer = () => undefined
  await run()
  app.advance(6 * day)
  await run()
  await run()
  expect(asked.map((since) => (app.now - since) / hour)).toEqual([
    6 * 24 + 5 + 2,
    6 * 24 + 5,
    6 * 24 + 5,
    72,
    2,
  ])
})

test('an account that the carrier refuses says so, until it is taken again', async () => {
  answer = () => refusal(401)
  await run()
  await run()
  expect(await account()).toMatchObject({ status: 'unauthorized' })
  expect(app.reported.filter(({ outcome }) => outcome === 'unauthorized')).toHaveLength(1)
  answer = () => undefined
  await run()
  expect(await account()).toMatchObject({ status: 'ok', reconciledAt: app.now })
})

test('what other systems of the account received, and what came before the number was ours, is left alone', async () => {
  texts = [
    text('other number', { to: '+12065550199' }),
    text('before', { at: app.now - 90 * minute }),
    text('after'),
  ]
  await editNumber({ createdAt: app.now - hour })
  await run()
  expect(queued.map(({ body }) => JSON.parse(body).body)).toEqual(['after'])
})

test('a number that moved to another account gets nothing of the old one', async () => {
  texts = [text('old')]
  await editNumber({ carrierAccountId: 'cac_2' })
  await run()
  expect([asked, queued]).toEqual([[], []])
})

test('a good run is written down once an hour', async () => {
  await run()
  const { version } = (await account()) ?? {}
  app.advance(15 * minute)
  await run()
  expect((await account())?.version).toBe(version)
  app.advance(hour)
  await run()
  expect((await account())?.reconciledAt).toBe(app.now)
})
