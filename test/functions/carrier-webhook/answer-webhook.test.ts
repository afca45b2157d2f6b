import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { expect, test } from 'vitest'
import { answerWebhook } from '../../../functions/carrier-webhook/answer-webhook.ts'
import { fakeCarrier } from '../../support/fake-carrier.ts'

const path = '/webhooks/twilio/acme-01m83xj8800a1b2c3d4e5f6g7h/messages'

const eventOf = (change: Partial<APIGatewayProxyEventV2> = {}) =>
  ({
    rawPath: path,
    rawQueryString: '',
    headers: { 'X-Token': 'good', 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from('Body=Hi').toString('base64'),
    isBase64Encoded: true,
    ...change,
  }) as APIGatewayProxyEventV2

/** Its queues, and the names of the secrets that were looked for. */
const open = () => {
  const queued: [string, unknown][] = []
  const looked: string[] = []
  const answer = answerWebhook({
    adapters: { twilio: fakeCarrier },
    clock: { now: () => 7 },
    enqueue: async (queue, delivery) => void queued.push([queue, delivery]),
    fitting: async ({ workspace, id }, use) => {
      looked.push(`${workspace}/${id}`)
      return workspace === 'wks_acme' ? use({ auth_token: 'good' }) : undefined
    },
  })
  return { answer, queued, looked }
}

test('what a carrier hands over is queued as it came, and then answered', async () => {
  const { answer, queued, looked } = open()
  expect(await answer(eventOf())).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'text/xml' },
    body: '<Response/>',
  })
  expect(looked).toEqual(['wks_acme/cac_01m83xj8800a1b2c3d4e5f6g7h'])
  expect(queued).toEqual([
    [
      'inbound',
      {
        carrier: 'twilio',
        account: 'cac_01m83xj8800a1b2c3d4e5f6g7h',
        workspace: 'wks_acme',
        path: 'messages',
        contentType: 'application/x-www-form-urlencoded',
        body: 'Body=Hi',
        receivedAt: 7,
      },
    ],
  ])
})

test('receipts have a queue of their own, and keep their path', async () => {
  const { answer, queued } = open()
  const rawPath = path.replace('messages', 'receipts/acme/1/0')
  await answer(eventOf({ rawPath }))
  expect(queued).toEqual([['receipts', expect.objectContaining({ path: 'receipts/acme/1/0' })]])
})

test('what the queue does not take is not answered', async () => {
  const refusing = answerWebhook({
    adapters: { twilio: fakeCarrier },
    clock: { now: () => 7 },
    enqueue: () => Promise.reject(new Error('unreachable')),
    fitting: async (_, use) => use({ auth_token: 'good' }),
  })
  await expect(refusing(eventOf())).rejects.toThrow('unreachable')
})

test.each([
  ['without a proof', { headers: {} }],
  ['with a wrong proof', { headers: { 'x-token': 'bad' } }],
  ['for an account that is not there', { rawPath: path.replace('acme', 'other') }],
  ['for a carrier without an adapter', { rawPath: path.replace('twilio', 'aws') }],
  ['for a carrier that nobody knows', { rawPath: path.replace('twilio', 'constructor') }],
  ['for what is no account', { rawPath: path.replace('acme-', 'acme_') }],
  ['with a path that no queue takes', { rawPath: path.replace('messages', 'voice') }],
  ['without a path', { rawPath: path.replace('/messages', '/') }],
  ['of more than 256 KB', { body: 'a'.repeat(256 * 1024 + 1), isBase64Encoded: false }],
])('a request %s is refused in the same words, and leaves nothing', async (_, change) => {
  const { answer, queued, looked } = open()
  expect(await answer(eventOf(change))).toEqual({
    statusCode: 403,
    headers: { 'content-type': 'application/json' },
    body: '{"message":"Forbidden"}',
  })
  expect(queued).toEqual([])
  expect(looked).toHaveLength(1)
})
