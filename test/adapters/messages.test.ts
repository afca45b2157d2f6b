import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMessages, type MessageFilter } from '#domain/conversations/find-messages.ts'
import { updateOutbound } from '#domain/outbound/record-outcome.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import type { Phone } from '#domain/phones/phone.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const phone = (n: number): Phone => `+1206555${1000 + n}`

/** Sixty texts of sixty customers and the welcomes, then one that failed. */
const createTalk = async () => {
  const office = await createOffice(engine)
  const { app, program, workspace, text } = office
  for (let i = 0; i < 60; i++) await text(phone(i), `in ${i}`)
  const { id } = await sendSingle(app, program, { to: phone(0), body: 'out' })
  await updateOutbound(app, workspace, id, (message) => ({ ...message, status: 'failed' }))
  const find = async (filter: MessageFilter, limit = 25) => {
    const page = await findMessages(app, program, { ...filter, limit })
    return { ...page, bodies: page.records.map(({ body }) => body) }
  }
  return { ...office, id, find }
}

test('messages are found by direction, status, phone and time, on the table as in the tests of the rules', async () => {
  const { app, program, find } = await createTalk()
  const inbound = await find({ direction: 'inbound' })
  expect(inbound.bodies).toEqual(Array.from({ length: 25 }, (_, i) => `in ${59 - i}`))
  const cursor = inbound.nextCursor
  const next = await findMessages(app, program, { direction: 'inbound', limit: 25, cursor })
  expect(next.records.map(({ body }) => body)).toEqual(Array.from({ length: 25 }, (_, i) => `in ${34 - i}`))
  expect((await find({ status: 'failed' })).bodies).toEqual(['out'])
  expect((await find({ status: 'undelivered' })).bodies).toEqual([])
  expect((await find({ phone: phone(0), direction: 'outbound' })).bodies[0]).toBe('out')
  const { createdAt = 0 } = next.records[0] ?? {}
  expect((await find({ direction: 'inbound', createdBefore: createdAt }, 1)).bodies).toEqual(['in 33'])
  expect((await find({ createdAfter: createdAt, createdBefore: createdAt })).bodies).toEqual([])
})

test('a text that turns out well after all is no longer among those that need attention', async () => {
  const { app, workspace, id, find } = await createTalk()
  await updateOutbound(app, workspace, id, (message) => ({ ...message, status: 'delivered' }))
  expect((await find({ status: 'failed' })).bodies).toEqual([])
  const delivered = await find({ status: 'delivered' })
  expect(delivered.records).toMatchObject([{ id, status: 'delivered' }])
})

test('a list of messages takes few units, and a rare status hardly any', async () => {
  const { find } = await createTalk()
  const measure = async (filter: MessageFilter) => {
    engine.units()
    await find(filter)
    return engine.units()
  }
  await find({})
  const units = {
    newest: await measure({}),
    inbound: await measure({ direction: 'inbound' }),
    failed: await measure({ status: 'failed' }),
    ofPhone: await measure({ phone: phone(0) }),
  }
  console.info(units)
  expect(units.newest.read).toBeLessThanOrEqual(14)
  expect(units.inbound.read).toBeLessThanOrEqual(17)
  expect(units.failed.read).toBeLessThanOrEqual(1.5)
  expect(units.ofPhone.read).toBeLessThanOrEqual(2.5)
})
