import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendFaults } from '../../../../local/parley/carrier/faults.ts'
import { type InboundText, receiveText } from '../../../../local/parley/carrier/inbound.ts'
import type { Carrier } from '../../../../local/parley/carrier/send-text.ts'
import { createAccounts } from '../../../../local/parley/carriers/accounts.ts'
import { createMedia } from '../../../../local/parley/sim/media.ts'
import { createSimulator } from '../../../../local/parley/sim/simulator.ts'
import { type HttpServer, serve } from '../../../../local/runner/core/http.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { createCarrier, createTopic } from '../carrier/create-carrier.ts'

let carrier: Carrier
let topic: ReturnType<typeof createTopic>
let server: HttpServer
let directory: string

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parley-sim-'))
  topic = createTopic()
  const state = openState(':memory:')
  carrier = createCarrier(topic.sns, state)
  const inbound = { network: carrier.network, sns: topic.sns, topicArn: 'inbound' }
  const simulator = {
    carrier,
    accounts: createAccounts(state),
    media: createMedia(directory, 'http://sim'),
    receive: (text: InboundText) => receiveText(text, inbound),
    emails: () => [],
    widgetDemo: { host: 'http://127.0.0.1:1', widget: 'wdg_demo' },
    countFacts: async () => {},
  }
  server = await serve(0, createSimulator(simulator))
})

afterEach(async () => {
  await server.stop()
  rmSync(directory, { recursive: true })
})

const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(server.url + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

const texts = '/handsets/%2B12065550143/messages'

describe('a phone', () => {
  test('sends a text as AWS delivers it', async () => {
    const { status, body } = await call('POST', texts, { to: '+12065550100', body: 'Is my order ready?' })
    expect(status).toBe(201)
    expect(topic.published).toEqual([
      {
        topic: 'inbound',
        message: {
          originationNumber: '+12065550143',
          destinationNumber: '+12065550100',
          messageKeyword: 'keyword-default',
          messageBody: 'Is my order ready?',
          inboundMessageId: body.id,
        },
      },
    ])
  })

  test('may write its number with a plus sign', async () => {
    expect((await call('POST', '/handsets/+12065550143/messages', { to: '55512', body: 'Hi' })).status).toBe(
      201,
    )
    expect((await call('GET', texts)).body.data).toMatchObject([{ from: '+12065550143', to: '55512' }])
  })

  test('answers the last text of that number', async () => {
    const ids = { id: 'out-1', direction: 'outbound', to: '+12065550143', body: 'Hello' } as const
    carrier.network.carry({ ...ids, from: '+12065550100' })
    carrier.network.carry({ ...ids, id: 'out-2', from: '+12065550199' })
    await call('POST', texts, { to: '+12065550100', body: 'STOP' })
    expect(topic.published[0]?.message).toMatchObject({
      messageKeyword: 'STOP',
      previousPublishedMessageId: 'out-1',
    })
  })

  test('repeats the id of the carrier, and shows its text once', async () => {
    const text = { to: '+12065550100', body: 'Once', id: 'given' }
    await call('POST', texts, text)
    await call('POST', texts, text)
    expect(topic.published.map(({ message }) => message.inboundMessageId)).toEqual(['given', 'given'])
    expect((await call('GET', texts)).body.data).toHaveLength(1)
  })

  test('sends pictures of a few megabytes, to be fetched where the text says', async () => {
    const data = Buffer.alloc(3 * 1024 * 1024, 'x').toString('base64')
    await call('POST', texts, { to: '+12065550100', body: '', media: [{ content_type: 'image/png', data }] })
    const [{ url, content_type }] = (await call('GET', texts)).body.data[0].media
    expect(content_type).toBe('image/png')
    const picture = await fetch(server.url + new URL(url).pathname)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect((await picture.arrayBuffer()).byteLength).toBe(3 * 1024 * 1024)
  })

  test('sends no picture to a number of AWS: the words arrive alone, and the phone says so', async () => {
    const media = [{ content_type: 'image/png', data: 'aGk=' }]
    await call('POST', texts, { to: '+12065550100', body: '', media })
    expect(topic.published).toEqual([])
    await call('POST', texts, { to: '+12065550100', body: 'Look', media })
    expect(topic.published).toMatchObject([{ message: { messageBody: 'Look' } }])
    expect(topic.published[0]?.message).not.toHaveProperty('media')
    const { data } = (await call('GET', texts)).body
    expect(data.map(({ notice }: { notice: string }) => notice)).toEqual([
      'Not delivered: numbers of AWS receive no pictures or files.',
      'Only the words were delivered: numbers of AWS receive no pictures or files.',
    ])
  })

  test('shows its texts in the order they came', async () => {
    await call('POST', texts, { to: '+12065550100', body: 'a'.repeat(200) })
    carrier.network.carry({
      id: 'x',
      direction: 'outbound',
      from: '+12065550100',
      to: '+12065550143',
      body: 'b',
    })
    const { body } = await call('GET', texts)
    expect(body.data).toMatchObject([
      { direction: 'inbound', from: '+12065550143', to: '+12065550100', body: 'a'.repeat(200), parts: 2 },
      { direction: 'outbound', from: '+12065550100', to: '+12065550143', body: 'b', parts: 1 },
    ])
  })
})

test.each<[string, string, unknown, string]>([
  [
    'a phone that is none',
    '/handsets/mum/messages',
    { to: '+12065550100', body: 'x' },
    'must be a phone number',
  ],
  ['no receiver', texts, { body: 'x' }, 'to '],
  ['an empty text', texts, { to: '+12065550100', body: '' }, 'body must not be empty'],
  ['a field that is not known', texts, { to: '+12065550100', body: 'x', subject: 'y' }, 'subject'],
  [
    'media that are not base64',
    texts,
    { to: '+12065550100', body: 'x', media: [{ content_type: 'a/b', data: '%' }] },
    'media.0.data',
  ],
  ['an error that does not exist', '/faults', { times: 1, error: 'rain' }, 'must be one of throttle'],
  [
    'a fault that its carrier cannot have',
    '/faults',
    { times: 1, error: 'media_late', carrier: 'aws' },
    'must be one of throttle',
  ],
  ['a fault that never happens', '/faults', { times: 0, error: 'throttle' }, 'times'],
  ['a duration that is none', '/clock', { advance: '9 hours' }, 'is not a duration like PT9H'],
  ['a time that is none', '/clock', { now: 'tomorrow' }, 'is not a time like'],
  ['a clock without a wish', '/clock', {}, 'must be {"advance"'],
])('%s is refused in words', async (_, path, body, words) => {
  const answer = await call('POST', path, body)
  expect(answer.status).toBe(422)
  expect(answer.body.detail).toContain(words)
})

test('a body that is not JSON is refused', async () => {
  const response = await fetch(`${server.url}/faults`, { method: 'POST', body: '{' })
  expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
})

test('what is not there is told apart from what is not offered', async () => {
  expect((await call('GET', '/nothing')).status).toBe(404)
  expect((await call('DELETE', '/clock')).status).toBe(405)
})

test('faults are listed until they are used up or cleared', async () => {
  await call('POST', '/faults', { times: 2, error: 'throttle' })
  await call('POST', '/faults', { times: 1, error: 'carrier_down' })
  carrier.faults.next('aws', sendFaults)
  expect((await call('GET', '/faults')).body.data).toEqual([
    { times: 1, error: 'throttle' },
    { times: 1, error: 'carrier_down' },
  ])
  expect((await call('DELETE', '/faults')).status).toBe(204)
  expect(carrier.faults.next('aws', sendFaults)).toBeUndefined()
})

test('the rules of the carrier change one by one', async () => {
  await call('POST', '/settings', { answers_stop: true })
  expect((await call('POST', '/settings', { parts_per_second: 5 })).body).toEqual({
    parts_per_second: 5,
    answers_stop: true,
  })
})

test('the clock travels by a duration and to an instant', async () => {
  const before = Date.parse((await call('GET', '/clock')).body.now)
  const later = Date.parse((await call('POST', '/clock', { advance: 'PT9H' })).body.now)
  expect(later - before).toBeGreaterThanOrEqual(9 * 3_600_000)
  const { body } = await call('POST', '/clock', { now: '2026-11-27T08:00:00Z' })
  expect(body.now).toMatch(/^2026-11-27T08:00:0/)
})

test('the page with the phone is there, with all that belongs to it', async () => {
  for (const path of ['/handset', '/handset/handset.css', '/handset/handset.js'])
    expect((await fetch(server.url + path)).status).toBe(200)
})

test('a page hears of texts as they come', async () => {
  const abort = new AbortController()
  const news = await fetch(`${server.url}/handsets/%2B12065550143/news`, { signal: abort.signal })
  const reader = news.body?.getReader()
  await reader?.read()
  const next = reader?.read()
  carrier.network.carry({
    id: 'x',
    direction: 'outbound',
    from: '+12065550100',
    to: '+12065550143',
    body: 'b',
  })
  expect(new TextDecoder().decode((await next)?.value as Uint8Array)).toContain('event: text')
  abort.abort()
})
