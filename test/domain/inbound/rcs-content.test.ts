import { expect, test } from 'vitest'
import type { CarrierMedia } from '#domain/carriers/carrier.ts'
import { readRcs } from '#domain/inbound/rcs-content.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'

const typed = '{"mediaStatus":"SUCCESS"}'
const text = (media: CarrierMedia[]): CarrierInbound => ({
  carrier: 'aws',
  carrierMessageId: 'in-1',
  from: '+14255550182',
  to: 'rcs-agent',
  body: typed,
  at: Date.parse('2026-11-23T10:00:00Z'),
  rcs: { body: '', media },
})
const at = (key: string): CarrierMedia => ({ index: 0, object: { bucket: 'media', key } })
const agent = { type: 'rcs' as const, workspace }

test('a file of the workspace that an RCS agent was sent is one, and its JSON is not shown', () => {
  const picture = at(`rcs/${workspace}/rcs/msg-1#photo.jpg`)
  const read = readRcs(text([picture]), agent)
  expect(read).toMatchObject({ body: '', media: [picture] })
  expect(read).not.toHaveProperty('rcs')
})

test.each([
  'rcs/wks_other/rcs/msg-1#photo.jpg',
  `rcs/${workspace}2/rcs/msg-1#photo.jpg`,
  `rcs/${workspace}`,
  `media/${workspace}/msg_1/0/view`,
  `/rcs/${workspace}/rcs/msg-1#photo.jpg`,
])('typed JSON that names %s is a text', (key) => {
  const read = readRcs(text([at(key)]), agent)
  expect(read.body).toBe(typed)
  expect(read.media).toBeUndefined()
})

test('the same JSON to a phone number is a text', () => {
  const picture = at(`rcs/${workspace}/rcs/msg-1#photo.jpg`)
  expect(readRcs(text([picture]), { type: 'long_code', workspace })).toMatchObject({ body: typed })
})

test('a place is words that lead to a map', () => {
  const rcs = { body: 'https://maps.google.com/?q=47.6,-122.3' }
  expect(readRcs({ ...text([]), rcs }, agent)).toMatchObject(rcs)
})

test('a file that the carrier could not hand over is reported beside its text', async () => {
  const app = createFakeApp()
  const facts = { workspace, id: 'num_rcs', address: 'rcs-agent', country: 'US', createdAt: 0 } as const
  await app.commit(newNumber({ ...facts, type: 'rcs', capabilities: ['rcs'], state: 'active' }))
  await receiveMessage(app, text([{ index: 0, name: 'IMG_7115.heic', failed: 'carrier_failed' }]))
  const outcomes = app.reported.filter(({ way }) => way === 'in')
  expect(outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['received', undefined],
    ['file_lost', 'carrier_failed'],
  ])
})
