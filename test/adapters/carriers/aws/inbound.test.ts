import { expect, test } from 'vitest'
import { parseAwsInbound } from '#adapters/carriers/aws/inbound.ts'
import { inEnvelope, readExample } from '../../../examples/examples.ts'

const example = readExample('aws-inbound')
const queuedAt = Date.parse('2026-11-21T00:54:07Z')
const parse = (body: string) => parseAwsInbound(body, queuedAt)
const parsed = (change: object) => parse(inEnvelope({ ...example, ...change }))

test('the documented two-way payload is read, with the time of SNS', async () => {
  expect(await parsed({})).toEqual({
    carrier: 'aws',
    carrierMessageId: 'cae173d2-66b9-564c-8309-21f858e9fb84',
    from: '+14255550182',
    to: '+12125550101',
    body: 'EXAMPLE',
    at: Date.parse('2026-11-21T00:54:06.655Z'),
    previousCarrierMessageId: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  })
})

test.each([undefined, null, '', 7, {}, []])(
  '%j instead of what a text can do without changes nothing',
  async (odd) => {
    const needed = await parsed({ previousPublishedMessageId: undefined })
    const change = { messageKeyword: odd, previousPublishedMessageId: odd, media: odd, somethingNew: odd }
    expect(await parsed(change)).toEqual(needed)
  },
)

test.each(['', null, undefined])('a text whose words are %j is a text', async (messageBody) => {
  expect(await parsed({ messageBody })).toMatchObject({ from: '+14255550182', body: '' })
})

test('pictures are counted', async () => {
  expect(await parsed({ media: [{ url: 'https://…' }, {}] })).toMatchObject({
    media: [
      { index: 0, failed: 'not_available' },
      { index: 1, failed: 'not_available' },
    ],
  })
})

test('half an emoji is a replacement character, and control characters stay', async () => {
  const half = JSON.stringify({ ...example, messageBody: 'see you \ud83d' })
  expect(await parse(inEnvelope(half))).toMatchObject({ body: 'see you \ufffd' })
  expect(await parsed({ messageBody: 'mail jo\u0000@example.com' })).toMatchObject({
    body: 'mail jo\u0000@example.com',
  })
})

test('a text without an id is known by the id of SNS, which is the same when it comes again', async () => {
  const found = await Promise.all(
    [undefined, null, ''].map((inboundMessageId) => parsed({ inboundMessageId })),
  )
  for (const text of found)
    expect(text).toMatchObject({ carrierMessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324' })
})

test.each([undefined, null, 'noon', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  'where SNS says %j, a text has the time at which it was queued',
  async (Timestamp) => {
    const body = JSON.stringify({ ...JSON.parse(inEnvelope(example)), Timestamp })
    expect(await parse(body)).toMatchObject({ at: queuedAt })
  },
)

test.each([
  ['RCS_TYPING_INDICATOR', 'RCS_TYPING_INDICATOR'],
  ['anything else', 'unnamed'],
  ['+12065550123', 'unnamed'],
])('an event "%s" without words is passed over', async (eventType, ignored) => {
  const rcs = { eventType, rcsBusinessId: 'agent', originationNumber: '+14255550182' }
  expect(await parse(inEnvelope(rcs))).toEqual({ ignored })
})

test('what somebody says by a tap is a text', async () => {
  expect(await parsed({ eventType: 'RCS_SUGGESTION_TAP', messageBody: 'Yes' })).toMatchObject({ body: 'Yes' })
})

test.each([
  ['no JSON', 'not json'],
  ['no envelope', JSON.stringify(example)],
  ['no JSON in the envelope', inEnvelope('{"originationNumber":')],
  ['nothing in the envelope', inEnvelope('null')],
  ['JSON that is nested without end', inEnvelope('['.repeat(100_000) + ']'.repeat(100_000))],
  ['no sender', inEnvelope({ ...example, originationNumber: undefined })],
  ['a number instead of its words', inEnvelope({ ...example, messageBody: 7 })],
])('%s cannot be read', (_, body) => {
  return expect(parse(body)).rejects.toThrow()
})
