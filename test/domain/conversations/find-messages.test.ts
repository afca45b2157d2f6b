import { expect, test } from 'vitest'
import type { App } from '#domain/app.ts'
import { findMessages, type MessageFilter } from '#domain/conversations/find-messages.ts'
import type { Message } from '#domain/messages/message.ts'
import { updateOutbound } from '#domain/outbound/record-outcome.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { ana, createOffice, customer, otherNumber, program, receive } from '../../support/conversing.ts'
import { type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { outsider } from '../../support/people.ts'

const anotherCustomer = '+12065550188'
const minute = 60_000

/** Bodies of all pages, in their order. */
const find = async (app: App, filter: MessageFilter = {}, limit = 2): Promise<string[]> => {
  const bodies: string[] = []
  let cursor: string | undefined
  do {
    const page = await findMessages(app, ana, { ...filter, limit, cursor })
    bodies.push(...page.records.map(({ body }) => body))
    cursor = page.nextCursor
  } while (cursor)
  return bodies
}

const send = async (app: FakeApp, body: string, more: object = {}) => {
  app.advance(1000)
  return sendSingle(app, program, { to: customer, body, ...more })
}

const become = (app: FakeApp, { id }: Message, status: 'failed' | 'delivered') =>
  updateOutbound(app, workspace, id, (message) => ({ ...message, status }))

/** Three texts from two customers to two numbers, and four to one of them. */
const createTalk = async () => {
  const app = await createOffice()
  await receive(app, { body: 'in 1' })
  await receive(app, { body: 'in 2', to: otherNumber })
  await receive(app, { body: 'in 3', from: anotherCustomer })
  const start = app.now
  await become(app, await send(app, 'out 1'), 'failed')
  await become(app, await send(app, 'out 2', { from: otherNumber }), 'delivered')
  const later = app.now + 60 * minute
  await send(app, 'out 3', { sendAt: later })
  await cancelHeld(app, program, (await send(app, 'out 4', { sendAt: later })).id)
  return { app, start }
}

const written = (bodies: string[]) => bodies.filter((body) => /^(in|out) /.test(body))

test('all messages of the workspace come newest first, page after page', async () => {
  const { app } = await createTalk()
  const newestFirst = app
    .all('message')
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map(({ createdAt }) => createdAt)
  const all = await findMessages(app, ana, { limit: 100 })
  expect(all.records.map(({ createdAt }) => createdAt)).toEqual(newestFirst)
  const bodies = await find(app)
  expect(written(bodies)).toEqual(['out 4', 'out 3', 'out 2', 'out 1', 'in 3', 'in 2', 'in 1'])
  expect(await find(app, {}, 1)).toEqual(bodies)
})

test.each<[MessageFilter, string[]]>([
  [{ direction: 'inbound' }, ['in 3', 'in 2', 'in 1']],
  [{ status: 'received' }, ['in 3', 'in 2', 'in 1']],
  [{ direction: 'inbound', numberId: 'num_other' }, ['in 2']],
  [{ direction: 'inbound', phone: '(206) 555-0188' }, ['in 3']],
  [{ phone: customer }, ['out 4', 'out 3', 'out 2', 'out 1', 'in 2', 'in 1']],
  [{ phone: customer, status: 'failed' }, ['out 1']],
  [{ phone: customer, numberId: 'num_other' }, ['out 2', 'in 2']],
  [{ phone: '+12065550199' }, []],
  [{ status: 'failed' }, ['out 1']],
  [{ status: 'canceled' }, ['out 4']],
  [{ status: 'canceled', numberId: 'num_other' }, []],
  [{ status: 'delivered' }, ['out 2']],
  [{ status: 'held' }, ['out 3']],
  [{ status: 'held', direction: 'inbound' }, []],
  [{ status: 'failed', direction: 'inbound' }, []],
  [{ status: 'received', direction: 'outbound' }, []],
  [{ numberId: 'num_gone' }, []],
])('%j lets through what it says', async (filter, bodies) => {
  const { app } = await createTalk()
  expect(written(await find(app, filter))).toEqual(bodies)
})

test.each<MessageFilter>([{}, { phone: customer }, { status: 'failed' }, { status: 'held' }])(
  'the times of creation are bounds that are not let through themselves: %j',
  async (filter) => {
    const { app } = await createTalk()
    const all = await findMessages(app, ana, { ...filter, limit: 100 })
    for (const { createdAt } of all.records) {
      const after = await findMessages(app, ana, { ...filter, createdAfter: createdAt, limit: 100 })
      const before = await findMessages(app, ana, { ...filter, createdBefore: createdAt, limit: 100 })
      const ids = (keep: (at: number) => boolean) =>
        all.records.filter((record) => keep(record.createdAt)).map(({ id }) => id)
      expect(after.records.map(({ id }) => id)).toEqual(ids((at) => at > createdAt))
      expect(before.records.map(({ id }) => id)).toEqual(ids((at) => at < createdAt))
    }
  },
)

test('a text that a carrier brings hours late is new, though it stands further up in its thread', async () => {
  const { app, start } = await createTalk()
  await receive(app, { body: 'in late', at: start - 9 * 60 * minute })
  expect((await find(app))[0]).toBe('in late')
  expect(await find(app, { createdAfter: app.now - 1 })).toEqual(['in late'])
  expect(await find(app, { createdAfter: app.now - 1, phone: customer })).toEqual(['in late'])
})

test('a page is read from its position on, and no message is read that does not fit by direction', async () => {
  const { app } = await createTalk()
  const read: string[] = []
  const messages: App['messages'] = {
    ...app.messages,
    get: async (workspace, id) => {
      const message = await app.messages.get(workspace, id)
      read.push(message?.direction ?? '')
      return message
    },
  }
  await find({ ...app, messages }, { direction: 'inbound' })
  expect(new Set(read)).toEqual(new Set(['inbound']))
})

test('a search for what hardly exists stops after two hundred messages, and goes on from its cursor', async () => {
  const app = await createOffice()
  const rare = await send(app, 'rare')
  await become(app, rare, 'delivered')
  for (let i = 0; i < 230; i++) await send(app, `other ${i}`)
  const first = await findMessages(app, ana, { status: 'delivered', limit: 25 })
  expect(first.records).toEqual([])
  const second = await findMessages(app, ana, { status: 'delivered', limit: 25, cursor: first.nextCursor })
  expect(second.records.map(({ id }) => id)).toEqual([rare.id])
  expect(second.nextCursor).toBeUndefined()
})

test('nothing of another workspace is found, and nothing by a program that may not read', async () => {
  const { app } = await createTalk()
  expect((await findMessages(app, outsider, { limit: 100 })).records).toEqual([])
  expect((await findMessages(app, outsider, { phone: customer, limit: 100 })).records).toEqual([])
  const sender = { kind: 'program', workspace, id: 'crm', scopes: ['send'] } as const
  await expect(findMessages(app, sender, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' })
})

test('what is no phone number is refused', async () => {
  const { app } = await createTalk()
  await expect(find(app, { phone: ourNumber.slice(0, 4) })).rejects.toMatchObject({
    code: 'invalid_phone_number',
  })
})
