import { expect, test } from 'vitest'
import { parseAwsInbound } from '#adapters/carriers/aws/inbound.ts'
import { inEnvelope, readExample } from '../../../examples/examples.ts'

const example = readExample('aws-inbound')

test('the documented two-way payload is read, with the time of SNS', () => {
  expect(parseAwsInbound(inEnvelope(example))).toEqual({
    carrier: 'aws',
    carrierMessageId: 'cae173d2-66b9-564c-8309-21f858e9fb84',
    from: '+14255550182',
    to: '+12125550101',
    body: 'EXAMPLE',
    at: Date.parse('2026-11-21T00:54:06.655Z'),
    previousCarrierMessageId: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  })
})

test('keyword and previous message may be missing', () => {
  const { messageKeyword, previousPublishedMessageId, ...rest } = example
  expect(parseAwsInbound(inEnvelope(rest)).previousCarrierMessageId).toBeUndefined()
})

test('a text without words is a text', () => {
  expect(parseAwsInbound(inEnvelope({ ...example, messageBody: '' })).body).toBe('')
})

test.each([
  ['no JSON', 'not json'],
  ['no envelope', JSON.stringify(example)],
  ['no JSON in the envelope', inEnvelope('{"originationNumber":')],
  ['no sender', inEnvelope({ ...example, originationNumber: undefined })],
  ['no id', inEnvelope({ ...example, inboundMessageId: '' })],
  ['a number where words belong', inEnvelope({ ...example, messageBody: 7 })],
])('%s is refused, so that the queue keeps it', (_, body) => {
  expect(() => parseAwsInbound(body)).toThrow()
})
