import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { accessOf } from '#adapters/carriers/access.ts'
import { withPathKey } from '#adapters/carriers/flowroute/webhook.ts'
import { receiptPath } from '#adapters/carriers/receipt-path.ts'
import type { CarrierAccountId } from '#domain/carriers/carrier.ts'
import { bottomless, hostileString, hostileValue } from './hostile.ts'
import { idOf, madeOf } from './values.ts'
import { ourNumbers, ourWorkspace, phones, theirNumber, type World } from './world.ts'

export type Queue = 'inbound' | 'receipts'

type Account = { carrier: 'twilio' | 'flowroute'; id: CarrierAccountId; number: string; publicUrl: string }

const accountOf = (carrier: Account['carrier'], number: string): Account => {
  const id = `${carrier}0001`
  const publicUrl = `https://api.example.com/webhooks/${carrier}/ours-${id}`
  return { carrier, id: `cac_${id}`, number, publicUrl }
}

export const accounts = [accountOf('twilio', '+12065550102'), accountOf('flowroute', '+12065550103')]

const accountSid = `AC${'0'.repeat(32)}`

export const secretOf = ({ publicUrl }: Account): Record<string, string> => ({
  ...{ public_url: publicUrl, account_sid: accountSid, auth_token: 'token', path_key: 'path key' },
})

/** A request that proves to be the carrier's, whatever stands in it. */
export const nextSigned = (world: World): APIGatewayProxyEventV2 => {
  const { random } = world
  const account = random.pick(accounts)
  const path = random.percent(60) ? 'messages' : receiptPathOf(world)
  return account.carrier === 'twilio' ? fromTwilio(world, account, path) : fromFlowroute(world, account, path)
}

const receiptPathOf = (world: World): string => {
  const { random } = world
  if (random.percent(10))
    return `receipts/${random.pick(['x', 'ours/1', 'theirs/1/0', '%2e%2e/1/99', 'ours/1/0/0'])}`
  return receiptPath({ workspace: ourWorkspace, partId: `${idOf(world, 'msg')}.${random.below(3)}` })
}

const eventOf = (account: Account, path: string, headers: Record<string, string>, body: string) =>
  ({
    rawPath: `${new URL(account.publicUrl).pathname}/${path}`,
    rawQueryString: '',
    headers,
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  }) as unknown as APIGatewayProxyEventV2

type Fields = Record<string, unknown>

/** With other values in some of its fields, without others, and with fields that nobody knows. */
const spoiled = ({ random }: World, fields: Fields): Fields => {
  const wild = random.percent(50) ? 0 : random.pick([5, 30])
  const kept = Object.entries(fields)
    .filter(() => !random.percent(wild / 3))
    .map(([name, value]) => [name, random.percent(wild) ? hostileValue(random) : value])
  const strange = random.percent(wild) ? [[hostileString(random).slice(0, 100), hostileValue(random)]] : []
  return Object.fromEntries([...kept, ...strange])
}

const addressee = ({ random }: World, { number }: Account): string =>
  random.percent(70)
    ? number
    : random.pick([...ourNumbers, theirNumber, '+12065550111', 'whatsapp:+12065550102'])

const bodyOf = (world: World): unknown => madeOf(world, { type: 'string', maxLength: 2_000 }, 'text', 0)

const addressOfFile = ({ random }: World): string =>
  random.pick(['https://api.twilio.com/2010-04-01/x', 'http://169.254.169.254/', 'javascript:1', 'x', ''])

const twilioText = (world: World, account: Account): Fields => {
  const { random } = world
  const files = random.percent(20) ? random.below(12) : 0
  const addresses = Array.from({ length: files }, (_, i) => [`MediaUrl${i}`, addressOfFile(world)])
  return {
    MessageSid: `SM${random.below(100_000)}`,
    From: random.pick([...phones, 'whatsapp:+12065550143', '12345', 'rcs:brand']),
    To: addressee(world, account),
    Body: bodyOf(world),
    NumMedia: String(files),
    SmsStatus: random.pick(['received', 'received', 'delivered']),
    ...Object.fromEntries(addresses),
    ...(random.percent(10) && { OptOutType: random.pick(['STOP', 'START', 'HELP', 'MAYBE']) }),
    ...(random.percent(5) && { OtherRecipients0: '+12065550144' }),
  }
}

const twilioReceipt = ({ random }: World): Fields => ({
  MessageSid: `SM${random.below(100)}`,
  MessageStatus: random.pick(['queued', 'sent', 'delivered', 'undelivered', 'failed', 'read', 'singing']),
  ErrorCode: random.pick([undefined, '30003', '21610', '99999', 'x']),
})

const fromTwilio = (world: World, account: Account, path: string) => {
  const fields = path === 'messages' ? twilioText(world, account) : twilioReceipt(world)
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(spoiled(world, fields)))
    form.append(name, String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 60_000))
  form.set('AccountSid', accountSid)
  const signed = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
  const signature = webhooks.getExpectedTwilioSignature('token', `${account.publicUrl}/${path}`, signed)
  return eventOf(account, path, { 'X-Twilio-Signature': signature }, form.toString())
}

const flowrouteText = (world: World, account: Account): Fields => {
  const { random } = world
  const files = Array.from({ length: random.percent(20) ? random.below(12) : 0 }, (_, i) => ({
    ...{
      id: `file ${i}`,
      type: 'media',
      attributes: spoiled(world, { url: addressOfFile(world), file_size: i }),
    },
  }))
  return {
    data: {
      id: `mdr2-${random.below(100_000)}`,
      attributes: spoiled(world, {
        from: random.pick(phones).replace('+', ''),
        to: random.percent(5) ? phones : addressee(world, account).replace('+', ''),
        body: bodyOf(world),
        direction: random.pick(['inbound', 'inbound', 'outbound']),
        timestamp: random.pick(['2026-11-28T12:00:00+00:00', '0001-01-01T00:00:00Z', 'noon']),
      }),
      relationships: { media: { data: files.map(({ id }) => ({ id })) } },
    },
    included: files,
  }
}

const flowrouteReceipt = (world: World): Fields => {
  const { random } = world
  const status = random.pick(['message buffered', 'delivered', 'undelivered', 'singing'])
  return {
    data: {
      id: `mdr2-${random.below(100)}`,
      attributes: spoiled(world, { level: random.pick([1, 2, 7, '2', 'x']), status, timestamp: 'now' }),
    },
  }
}

const fromFlowroute = (world: World, account: Account, path: string) => {
  const { random } = world
  const value = path === 'messages' ? flowrouteText(world, account) : flowrouteReceipt(world)
  const odd = random.percent(5) ? random.pick(['', '{', 'null', '[]', '7', bottomless]) : undefined
  const body = odd ?? JSON.stringify(spoiled(world, value))
  return eventOf(account, withPathKey(path, accessOf(secretOf(account))), {}, body)
}
