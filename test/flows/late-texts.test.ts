import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { credentials, region } from '../../local/runner/core/clients.ts'
import { handset, type Page, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'

type Text = { id: string; status: string; gate: { reason?: string } }

let stack: Awaited<ReturnType<typeof startStack>>
let admin: Person
beforeAll(async () => {
  stack = await startStack()
  admin = await signIn(stack.endpoints, 'admin@example.com')
}, 120_000)
afterAll(() => stack?.stop())

const phone = '+12065550177'
const travel = (now: string) => simulator(stack.endpoints).travel({ now })
const read = async (id: string) => (await admin.get<Text>(`/v1/messages/${id}`)).body
const reached = (id: string, status: string) =>
  until(`${id} to be ${status}`, async () => (await read(id)).status === status, 90)
const send = async (body: string) => {
  const { status, body: text } = await admin.post<Text>('/v1/messages', {
    to: phone,
    body,
    origin: 'campaign',
  })
  expect(status).toBe(202)
  return text
}
const setQuietHours = async (quiet_hours: string) => {
  const patched = await admin.patch('/v1/settings', { quiet_hours }, { 'if-match': '*' })
  expect(patched.status).toBe(200)
}
const faultsLeft = async (): Promise<number> => {
  const response = await fetch(`${stack.endpoints.sim}/faults`)
  const { data } = (await response.json()) as { data: { times: number }[] }
  return data[0]?.times ?? 0
}
const clearFaults = () => fetch(`${stack.endpoints.sim}/faults`, { method: 'DELETE' })
const shown = async () => (await handset(stack.endpoints, phone).messages()).map(({ body }) => body)

test('a text that is held when it should leave, and let go at once, is delivered', async () => {
  await setQuietHours('automated')
  // The quiet hours of Washington begin at eight in the evening.
  await travel('2027-03-03T03:50:00Z')
  await simulator(stack.endpoints).fault('carrier_down', 50)
  const { id } = await send('held and let go')
  await until('the first try', async () => (await faultsLeft()) < 50)
  expect((await read(id)).status).toBe('queued')
  await travel('2027-03-03T04:00:20Z')
  await reached(id, 'held')
  await clearFaults()
  await setQuietHours('off')
  await reached(id, 'delivered')
  expect(await shown()).toEqual(['held and let go'])
}, 240_000)

test('after the clock was set back a day the next text leaves', async () => {
  const first = await send('on that day')
  await reached(first.id, 'delivered')
  await travel('2027-03-02T04:00:00Z')
  const next = await send('the day before')
  await reached(next.id, 'delivered')
  expect(await shown()).toContain('the day before')
  const held = await admin.get<Page<Text>>('/v1/messages?status=held')
  expect(held.body.data).toEqual([])
}, 240_000)

/** The queue forgets all that it has; gives how much that leaves. */
const emptyOutboundQueue = async () => {
  const sqs = new SQSClient({ region, credentials, endpoint: stack.services.sqs })
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}))
  const QueueUrl = QueueUrls.find((url) => url.includes('outboundqueue'))
  await sqs.send(new PurgeQueueCommand({ QueueUrl }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
  sqs.destroy()
  return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible]
}

test('a text that the queue has lost is found after fifteen minutes, and is delivered once', async () => {
  await simulator(stack.endpoints).fault('carrier_down', 50)
  const { id } = await send('lost on its way')
  await until('the first try', async () => (await faultsLeft()) < 50)
  expect(await emptyOutboundQueue()).toEqual(['0', '0'])
  await clearFaults()
  expect((await read(id)).status).toBe('queued')
  await simulator(stack.endpoints).travel({ advance: 'PT21M' })
  await reached(id, 'delivered')
  expect((await shown()).filter((body) => body === 'lost on its way')).toHaveLength(1)
}, 240_000)

test('users of a number are told at once, and of what came meanwhile after ten minutes', async () => {
  const customer = handset(stack.endpoints, '+12065550178')
  const told = async () => {
    const emails = await simulator(stack.endpoints).emails()
    return emails.map(({ subject }) => subject).filter((subject) => String(subject).endsWith('ends in 0178'))
  }
  await customer.text('+12065550100', 'Anybody?')
  await until('the notice', async () => (await told()).length === 1)
  await customer.text('+12065550100', 'Hello?')
  await customer.text('+12065550100', 'Still there?')
  const inbox = async () =>
    (
      await admin.get<Page<{ phone: string; last_message?: { preview: string } }>>(
        '/v1/conversations?tab=active',
      )
    ).body.data
  await until('the texts', async () =>
    (await inbox()).some((one) => one.last_message?.preview === 'Still there?'),
  )
  // The events of the texts are worked on after they are stored: those that came later than the digest have one of their own.
  await until('the digest', async () => {
    await simulator(stack.endpoints).travel({ advance: 'PT11M' })
    return (await told()).length > 1
  })
  expect(await told()).toEqual([
    'SMS Chat Request from the number that ends in 0178',
    expect.stringMatching(/^SMS Chat Request(: 2 texts)? from the number that ends in 0178$/),
  ])
}, 240_000)
