import { expect, test } from 'vitest'
import { flowroute } from '#adapters/carriers/flowroute/adapter.ts'

const receivedAt = Date.parse('2026-11-28T12:00:00Z')
const attributes = {
  ...{ from: '12065550143', to: '12065550102', body: 'Hi', direction: 'inbound' },
  timestamp: '2026-11-28T11:59:58.00Z',
}
const file = (id: string, url?: string) => ({
  ...{ id, type: 'media' },
  attributes: { url, mime_type: 'image/jpeg', file_name: `${id}.jpg`, file_size: 12 },
})

const delivery = (value: unknown, path = 'messages/key') => ({
  ...({
    carrier: 'flowroute',
    account: 'cac_1',
    workspace: 'wks_acme',
    path,
    contentType: '',
    receivedAt,
  } as const),
  body: JSON.stringify(value),
})
const read = (change: object = {}, more: object = {}, id = 'mdr2-1') =>
  flowroute.inbound(delivery({ data: { id, attributes: { ...attributes, ...change }, ...more } }))

test('a text is read, its phones with the plus sign', () => {
  expect(read()).toEqual({
    ...{ carrier: 'flowroute', account: 'cac_1', carrierMessageId: 'mdr2-1', body: 'Hi' },
    ...{ from: '+12065550143', to: '+12065550102', at: receivedAt - 2_000 },
  })
  expect(read({ from: '55512', body: null })).toMatchObject({ from: '55512', body: '' })
})

test('files are in the order of the relationships, whatever the order of what is said of them', () => {
  const media = { data: [{ id: 'b' }, { id: 'a' }, { id: 'lost' }] }
  const value = {
    data: { id: 'mdr2-1', attributes, relationships: { media } },
    included: ['strange', file('a', 'https://s/a'), file('b', 'https://s/b')],
  }
  expect(flowroute.inbound(delivery(value))).toMatchObject({
    media: [
      { index: 0, url: 'https://s/b', name: 'b.jpg', contentType: 'image/jpeg', bytes: 12 },
      { index: 1, url: 'https://s/a' },
      { index: 2, failed: 'carrier_failed' },
    ],
  })
})

test('a text of a group is for no number, and one of ours is none of a customer', () => {
  expect(read({ to: ['12065550102', '12065550103'] })).toMatchObject({
    to: 'group:+12065550102,+12065550103',
  })
  expect(read({ direction: 'outbound' })).toEqual({ ignored: 'outbound' })
})

test('a time that is none or lies ahead counts as the moment of the request', () => {
  expect(read({ timestamp: 'yesterday' })).toMatchObject({ at: receivedAt })
  expect(read({ timestamp: '2030-01-01T00:00:00Z' })).toMatchObject({ at: receivedAt })
})

test('a text without an id cannot be read', () => {
  expect(() => read({}, {}, '')).toThrow()
})

const path = `receipts/acme/01m83xj8800/2/${'0'.repeat(32)}`
const receipt = (level: number | string, status: string, at = path) =>
  flowroute.receipt(
    delivery({ data: { id: 'mdr2-1', attributes: { level, status, status_code_description: 'Why' } } }, at),
  )

test.each([
  [1, 'message buffered', 'sent', false],
  [1, 'delivered', 'sent', false],
  [2, 'delivered', 'delivered', true],
  ['2', 'Delivered', 'delivered', true],
  [1, 'undeliverable', 'undelivered', true],
  [2, 'rejected by carrier', 'undelivered', true],
])('level %s, %s is %s', (level, status, heard, final) => {
  expect(receipt(level, status)).toMatchObject({
    ...{ workspace: 'wks_acme', messageId: 'msg_01m83xj8800', index: 2, status: heard, final },
    ...(heard === 'undelivered' && { error: { code: 'carrier_refused', detail: 'Why' } }),
  })
})

test('a status that nobody knows is left out, and so is a path that names no part', () => {
  expect(receipt(2, 'teleported')).toEqual({ ignored: 'teleported' })
  expect(receipt(2, 'delivered', `receipts/${'0'.repeat(32)}`)).toEqual({ ignored: 'not_ours' })
})
