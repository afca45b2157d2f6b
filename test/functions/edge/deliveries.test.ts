import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountCarriers } from '#adapters/carriers/carriers.ts'
import type { CarrierAccountId, CarrierDelivery } from '#domain/carriers/carrier.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { carrierWorker } from '../../../functions/edge/carrier-worker.ts'
import { inboundWork } from '../../../functions/edge/inbound-work.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'
import { fakeCarrier } from '../../support/fake-carrier.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'

const known = accountCarriers.twilio
beforeAll(() => {
  accountCarriers.twilio = fakeCarrier
})
afterAll(() => {
  accountCarriers.twilio = known
})

const to = '+12065550102'
const text = { carrierMessageId: 'SM1', from: '+12065550123', to, body: 'Hello?', at: createFakeApp().now }

const delivery = (account: CarrierAccountId, body: unknown = text): CarrierDelivery => ({
  ...{ carrier: 'twilio', account, workspace: 'wks_other', path: 'messages', contentType: 'text/plain' },
  ...{ body: JSON.stringify(body), receivedAt: 0 },
})

const receive = async (...deliveries: CarrierDelivery[]) => {
  const app = createFakeApp()
  const carrier = { carrier: 'twilio', carrierAccountId: 'cac_ours', state: 'active' } as const
  const facts = { workspace, id: 'num_twilio', address: to, country: 'US', createdAt: app.now } as const
  await app.commit(newNumber({ ...facts, ...carrier }))
  const worker = carrierWorker(app, inboundWork, 'wks_operator')
  const failed = await failuresOf(worker, ...deliveries.map((one) => sqsRecord(JSON.stringify(one))))
  expect(failed).toEqual([])
  return app
}

test('a delivery of a webhook is read by its carrier, and stored once', async () => {
  const app = await receive(delivery('cac_ours'), delivery('cac_ours'))
  expect(app.all('message').filter(({ direction }) => direction === 'inbound')).toMatchObject([
    { body: 'Hello?' },
  ])
  expect(app.reported).toContainEqual(expect.objectContaining({ outcome: 'received', carrier: 'twilio' }))
})

test('half an emoji becomes a sign for it, whichever carrier cut it', async () => {
  const app = await receive(delivery('cac_ours', { ...text, body: 'cut \ud83d' }))
  expect(app.all('message')).toMatchObject([{ body: 'cut \ufffd' }])
})

test('one for a number of another account is kept by whose account it came in at', async () => {
  const app = await receive(delivery('cac_theirs'))
  expect(app.all('message')).toEqual([])
  expect(app.all('unreadable')).toMatchObject([{ workspace: 'wks_other', reason: 'unrouted' }])
  expect(app.reported).toMatchObject([{ outcome: 'unrouted', carrier: 'twilio' }])
})

test('what its carrier has no use for is reported with its name', async () => {
  const app = await receive(delivery('cac_ours', { ignored: 'typing' }))
  expect(app.reported).toEqual([{ way: 'in', outcome: 'ignored', carrier: 'twilio', reason: 'typing' }])
})
