import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { createCarrierAccount } from '#domain/carrier-accounts/create-carrier-account.ts'
import { deleteCarrierAccount } from '#domain/carrier-accounts/delete-carrier-account.ts'
import { editCarrierAccount } from '#domain/carrier-accounts/edit-carrier-account.ts'
import type { CarrierPart } from '#domain/carriers/carrier.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'

const admin: Principal = { kind: 'program', workspace, id: 'crm', scopes: ['manage', 'send'] }
const accountSid = 'AC00000000000000000000000000000001'
const address = '+12065550102'
const customer = '+12065550123'

const addTwilio = (app: FakeApp) =>
  createCarrierAccount(app, admin, {
    carrier: 'twilio',
    name: 'Ours',
    accountSid,
    secrets: { auth_token: 'first' },
  })

/** An account at Twilio and an active number that belongs to it. */
const createOffice = async () => {
  const app = createFakeApp()
  const account = await addTwilio(app)
  const number = await createNumber(app, admin, { address, carrier: 'twilio', carrierAccountId: account.id })
  await app.commit({ ...number, state: 'active' })
  return { app, account, number }
}

const inboundAt = (account: CarrierPart['account'], carrierMessageId = 'SM1') => ({
  ...{ carrier: 'twilio' as const, account, carrierMessageId, from: customer, to: address },
  body: 'Hello?',
  at: createFakeApp().now,
})

test('secrets stay out of the table, with what a webhook is checked by', async () => {
  const app = createFakeApp()
  const account = await addTwilio(app)
  expect(app.secrets.get(account.id)).toEqual({
    auth_token: 'first',
    account_sid: accountSid,
    public_url: `https://api.example.com/webhooks/twilio/${account.id}`,
    path_key: expect.stringMatching(/^.{40}$/),
  })
  expect(JSON.stringify([...app.stored.values()])).not.toContain('first')
})

test('new secrets keep the address and what was not named', async () => {
  const app = createFakeApp()
  const account = await addTwilio(app)
  const before = app.secrets.get(account.id)
  const secrets = { shared_key: 'shared', auth_token: 'second' }
  const edited = await editCarrierAccount(app, admin, account.id, { secrets })
  expect(app.secrets.get(account.id)).toEqual({ ...before, ...secrets })
  expect(edited.webhookUrl).toBe(account.webhookUrl)
})

test.each([
  [{ carrier: 'twilio', secrets: { auth_token: 'a' } }, 'account_sid'],
  [{ carrier: 'twilio', accountSid, secrets: {} }, 'secrets.auth_token'],
  [
    { carrier: 'twilio', accountSid, secrets: { auth_token: 'a', api_key_sid: 'SK1' } },
    'secrets.api_key_secret',
  ],
  [
    { carrier: 'twilio', accountSid, secrets: { auth_token: 'a', api_key_secret: 'b' } },
    'secrets.api_key_sid',
  ],
  [
    { carrier: 'flowroute', secrets: { access_key: 'a', secret_key: 'b', auth_token: 'c' } },
    'secrets.auth_token',
  ],
  [{ carrier: 'aws', secrets: {} }, 'carrier'],
] as const)('%j is refused for %s', async (facts, path) => {
  const app = createFakeApp()
  const created = createCarrierAccount(app, admin, { name: 'Ours', ...facts })
  await expect(created).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path }] },
  })
  expect(app.secrets.size).toBe(0)
})

test('an account that numbers belong to is not forgotten, and another one is, with its secrets', async () => {
  const { app, account, number } = await createOffice()
  await expect(deleteCarrierAccount(app, admin, account.id)).rejects.toMatchObject({
    code: 'carrier_account_in_use',
    extra: { number_ids: [number.id] },
  })
  expect(app.secrets.size).toBe(1)
  await editNumber(app, admin, number.id, { carrier: 'aws', carrierAccountId: null })
  await deleteCarrierAccount(app, admin, account.id)
  expect(app.secrets.size).toBe(0)
  expect(app.all('carrier_account')).toEqual([])
})

test.each([
  [{ carrier: 'twilio' }, 'carrier_account_id'],
  [{ carrier: 'aws', carrierAccountId: 'cac_1' }, 'carrier_account_id'],
  [{ carrier: 'flowroute', carrierAccountId: 'cac_1' }, 'carrier_account_id'],
  [{ mmsOut: true }, 'mms_out'],
] as const)('a number with %j is refused', async (facts, path) => {
  const app = createFakeApp()
  await expect(createNumber(app, admin, { address, ...facts })).rejects.toMatchObject({
    extra: { errors: [{ path }] },
  })
})

test('a number of Twilio lets Twilio answer STOP, and one that moves to AWS does not', async () => {
  const { app, number } = await createOffice()
  expect(number.carrierHandlesOptOut).toBe(true)
  const moved = await editNumber(app, admin, number.id, { carrier: 'aws', carrierAccountId: null })
  expect(moved.carrierHandlesOptOut).toBe(false)
})

test.each([
  ['STOP', undefined, false],
  [' stop ', undefined, false],
  ['STOP please', undefined, true],
  ['STOP please', true, false],
  ['START', undefined, false],
])('to %j, answered by the carrier: %s, Parley answers: %s', async (body, carrierAnswered, answers) => {
  const { app, account } = await createOffice()
  await receiveMessage(app, inboundAt(account.id))
  await receiveMessage(app, { ...inboundAt(account.id, 'SM2'), body, carrierAnswered, at: app.now + 1 })
  expect(app.all('message').some(({ origin }) => origin === 'consent')).toBe(answers)
  expect(app.all('consent_event')).toHaveLength(1)
})

test('a text counts only for a number of the account that it came in at', async () => {
  const { app, account } = await createOffice()
  const other = await addTwilio(app)
  expect(await receiveMessage(app, inboundAt(other.id))).toBe('unrouted')
  expect(await receiveMessage(app, inboundAt(undefined))).toBe('unrouted')
  expect(await receiveMessage(app, { ...inboundAt(account.id), carrier: 'flowroute' })).toBe('unrouted')
  expect(app.all('message')).toEqual([])
  expect(await receiveMessage(app, inboundAt(account.id))).toBeUndefined()
  expect(app.all('message').map(({ direction }) => direction)).toContain('inbound')
})

test('a receipt counts only at an account of its workspace', async () => {
  const { app, account } = await createOffice()
  const receipt = { workspace, messageId: 'msg_1', index: 0, status: 'delivered', at: app.now } as const
  expect(await recordReceipt(app, { ...receipt, account: 'cac_strange' })).toBe('unrouted')
  expect(await recordReceipt(app, { ...receipt, account: account.id })).toBeUndefined()
})

test('when a webhook last came is written once in a quarter of an hour', async () => {
  const { app, account } = await createOffice()
  const heard = () => app.all('carrier_account').map(({ lastWebhookAt }) => lastWebhookAt)
  const began = app.now
  for (const id of ['SM1', 'SM2', 'SM3']) {
    await receiveMessage(app, inboundAt(account.id, id))
    expect(heard()).toEqual([began])
    app.advance(60_000)
  }
  app.advance(15 * 60_000)
  await receiveMessage(app, inboundAt(account.id, 'SM4'))
  expect(heard()).toEqual([app.now])
})

test('an account whose secrets are refused says so until a text is taken again, and the text waits', async () => {
  const { app, account } = await createOffice()
  const status = () => app.all('carrier_account').map((found) => found.status)
  app.answer = () => ({ outcome: 'not_now', detail: '401', unauthorized: true })
  await sendSingle(app, admin, { to: customer, from: address, body: 'Hi' })
  await publishChanges(app, app.changes)
  const [part] = app.queued
  if (!part) throw new Error('Nothing was queued')
  expect(await sendPart(app, part)).toEqual({ again: expect.any(Number) })
  expect(app.sent.map((sent) => [sent.carrier, sent.account])).toEqual([['twilio', account.id]])
  expect(status()).toEqual(['unauthorized'])
  app.advance(60_000)
  await sendPart(app, part)
  // It rings once, however often the text is tried.
  expect(app.reported.filter(({ outcome }) => outcome === 'unauthorized')).toEqual([
    { way: 'out', outcome: 'unauthorized', workspace: account.workspace, carrier: 'twilio' },
  ])
  app.answer = () => ({ outcome: 'accepted', carrierMessageId: 'SM9' })
  app.advance(60_000)
  expect(await sendPart(app, part)).toEqual({})
  expect(status()).toEqual(['ok'])
})
