import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OutboundMessage, type PartStatus, withPart } from '#domain/messages/message.ts'
import { type Receipt, withReceipt } from '#domain/outbound/record-outcome.ts'

const part = { workspace: 'wks_a', messageId: 'msg_1', index: 0, carrierMessageId: 'c' } as const

const sent = (...statuses: PartStatus[]): OutboundMessage => ({
  kind: 'message',
  direction: 'outbound',
  status: 'sent',
  origin: 'agent',
  workspace: 'wks_a',
  id: 'msg_1',
  numberId: 'num_1',
  from: '+12065550100',
  to: '+12065550123',
  body: 'Hello',
  at: 0,
  createdAt: 0,
  encoding: 'gsm7',
  segments: statuses.length,
  parts: statuses.map((status) => ({ segments: 1, status })),
  gate: { decision: 'allow' },
  version: 1,
})

const receipt = (status: Receipt['status'], change: Partial<Receipt> = {}): Receipt => ({
  ...part,
  status,
  at: 1000,
  ...change,
})

const afterAll = (message: OutboundMessage, receipts: Receipt[]) => receipts.reduce(withReceipt, message)

test.each<[PartStatus, Receipt['status'], string]>([
  ['queued', 'sent', 'sent'],
  ['sent', 'delivered', 'delivered'],
  ['sent', 'undelivered', 'undelivered'],
  ['delivered', 'sent', 'delivered'],
  ['delivered', 'undelivered', 'delivered'],
  ['undelivered', 'delivered', 'delivered'],
  ['failed', 'delivered', 'delivered'],
  ['unknown', 'sent', 'sent'],
  ['unknown', 'delivered', 'delivered'],
  ['sent', 'unknown', 'unknown'],
  ['queued', 'unknown', 'unknown'],
  ['delivered', 'unknown', 'delivered'],
  ['undelivered', 'unknown', 'undelivered'],
])('a part that is %s and hears "%s" is %s', (before, heard, after) => {
  expect(withReceipt(sent(before), receipt(heard)).parts[0]?.status).toBe(after)
})

test('a message is delivered when each of its parts is', () => {
  const message = sent('sent', 'sent')
  const half = withReceipt(message, receipt('delivered', { index: 1 }))
  expect(half).toMatchObject({ status: 'sent', deliveredAt: undefined })
  expect(withReceipt(half, receipt('delivered', { at: 5000 }))).toMatchObject({
    status: 'delivered',
    deliveredAt: 5000,
  })
})

test('a receipt that says nothing new changes nothing, so that nothing is written', () => {
  const message = withReceipt(sent('sent'), receipt('delivered', { price: 0.01 }))
  expect(withReceipt(message, receipt('delivered', { price: 0.01 }))).toBe(message)
  expect(withReceipt(message, receipt('sent'))).toBe(message)
})

test('price and carrier fee are kept, whichever receipt brings them', () => {
  const priced = withReceipt(sent('delivered'), receipt('sent', { price: 0.00581, carrierFee: 0.003 }))
  expect(priced.parts[0]).toMatchObject({ status: 'delivered', price: 0.00581, carrierFee: 0.003 })
})

test('the price waits for the last receipt, so that a text is written once less', () => {
  const message = sent('sent')
  expect(withReceipt(message, receipt('sent', { price: 0.00581 }))).toBe(message)
  expect(withReceipt(message, receipt(undefined, { price: 0.00581 }))).toBe(message)
  const last = withReceipt(message, receipt('sent', { price: 0.00581, final: true }))
  expect(last.parts[0]).toMatchObject({ status: 'sent', price: 0.00581 })
})

test('a receipt for a part that the message does not have changes nothing', () => {
  const message = sent('sent')
  expect(withReceipt(message, receipt('delivered', { index: 4 }))).toBe(message)
})

test('the order and number of receipts does not matter', () => {
  const heard = fc.constantFrom<Receipt['status']>('sent', 'delivered', 'undelivered', 'unknown')
  fc.assert(
    fc.property(
      fc.array(heard, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (list, order) => {
        const shuffled = list
          .map((status) => ({ status, key: order.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ status }) => receipt(status))
        const straight = afterAll(
          sent('queued'),
          list.map((status) => receipt(status)),
        )
        expect(afterAll(sent('queued'), [...shuffled, ...shuffled]).status).toBe(straight.status)
      },
    ),
  )
})

test('an error that is not the last word of the carrier leaves the text on its way', () => {
  const open = withReceipt(
    sent('queued'),
    receipt('undelivered', { error: { code: 'phone_unreachable', detail: '' }, final: false }),
  )
  expect(open).toMatchObject({ status: 'sent', error: undefined, parts: [{ status: 'sent' }] })
  expect(withReceipt(sent('sent', 'queued'), receipt('undelivered', { final: false }))).toMatchObject({
    parts: [{ status: 'sent' }, { status: 'queued' }],
  })
  expect(withReceipt(open, receipt('delivered', { final: true })).status).toBe('delivered')
})

test('the last word that nobody knows is told apart from an attempt without an answer', () => {
  const asked = withReceipt(sent('sent'), receipt('unknown', { at: 5000 }))
  expect(asked).toMatchObject({ status: 'unknown', unknownAt: 5000, error: { code: 'delivery_unknown' } })
  expect(withReceipt(asked, receipt('sent'))).toBe(asked)
  const attempted = { ...sent('unknown'), status: 'unknown' as const }
  expect(withReceipt(attempted, receipt('sent')).status).toBe('sent')
})

test.each<[PartStatus[], OutboundMessage['status']]>([
  [['delivered', 'canceled'], 'undelivered'],
  [['sent', 'canceled'], 'undelivered'],
  [['delivered', 'queued'], 'sending'],
  [['unknown', 'canceled'], 'unknown'],
  [['failed', 'canceled'], 'failed'],
])('parts that are %j make a text %s: none is left on its way', ([first = 'sent', ...rest], status) => {
  const before: PartStatus = first === 'delivered' ? 'sent' : 'queued'
  const error = { code: 'spam', detail: '' }
  const message = withPart(
    sent(before, ...rest),
    0,
    { status: first, ...(first === 'failed' && { error }) },
    1,
  )
  expect(message.status).toBe(status)
  if (status === 'undelivered') expect(message.error?.code).toBe('rest_withdrawn')
})
