import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { FittingSecret } from '#adapters/aws/secret-store.ts'
import { accessOf } from '#adapters/carriers/access.ts'
import { accountOf } from '#adapters/carriers/account-name.ts'
import type { WebhookRequest } from '#adapters/carriers/adapter.ts'
import type { accountCarriers } from '#adapters/carriers/carriers.ts'
import type { AccountName } from '#domain/app.ts'
import type { CarrierDelivery, CarrierName } from '#domain/carriers/carrier.ts'

type Needs = {
  adapters: typeof accountCarriers
  fitting: FittingSecret
  clock: { now(): number }
  /** Settles when the queue has it. */
  enqueue(queue: Queue, delivery: CarrierDelivery): Promise<void>
}

/** The queue that a request is put on, by the first step of the path behind the account. */
const queues = { messages: 'inbound', receipts: 'receipts' } as const
type Queue = (typeof queues)[keyof typeof queues]

/** The longest that a queue takes. */
const mostBytes = 256 * 1024

type Webhook = { carrier: CarrierName; account: AccountName; queue: Queue; request: WebhookRequest }

/**
 * Passes on what a carrier hands over, as it came: whoever parses it may be wrong, and be put right later. Whatever is not
 * proven to be the carrier's gets one and the same answer after the same work, so that nobody learns which accounts there are.
 */
export const answerWebhook =
  ({ adapters, fitting, clock, enqueue }: Needs) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { carrier, account, queue, request } = readWebhook(event) ?? nobody
    const adapter = Object.hasOwn(adapters, carrier) ? adapters[carrier] : undefined
    const verify = (secret: Record<string, string>) => adapter?.verifies(request, accessOf(secret)) ?? false
    const verified = await fitting(account, verify, (proven) => proven)
    if (verified === undefined) verify({})
    if (!verified || !adapter) return refused
    await enqueue(queue, {
      carrier,
      account: account.id,
      workspace: account.workspace,
      path: request.path,
      contentType: request.headers['content-type'] ?? '',
      body: request.body,
      receivedAt: clock.now(),
    })
    const { contentType, body } = adapter.accepted
    return { statusCode: 200, headers: { 'content-type': contentType }, body }
  }

const refused = {
  statusCode: 403,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Forbidden"}',
}

/** In place of what names no account: it is looked for all the same. */
const nobody: Webhook = {
  carrier: 'twilio',
  account: { workspace: 'wks_0', id: 'cac_00000000' },
  queue: 'inbound',
  request: { path: '', query: '', headers: {}, body: '' },
}

const readWebhook = (event: APIGatewayProxyEventV2): Webhook | undefined => {
  const [, carrier, segment = '', path = ''] =
    /^\/webhooks\/([^/]+)\/([^/]+)\/(.+)$/.exec(event.rawPath) ?? []
  const account = accountOf(segment)
  const [first = ''] = path.split('/')
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  if (!carrier || !account || !isQueued(first) || bytes.length > mostBytes) return undefined
  const request = {
    path,
    query: event.rawQueryString,
    headers: lowerCased(event.headers),
    body: bytes.toString('utf8'),
  }
  return { carrier: carrier as CarrierName, account, queue: queues[first], request }
}

const isQueued = (first: string): first is keyof typeof queues => Object.hasOwn(queues, first)

const lowerCased = (headers: APIGatewayProxyEventV2['headers']) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
