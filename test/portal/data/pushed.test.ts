import { beforeEach, expect, test, vi } from 'vitest'
import { each } from '#contract/client.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { PushedChange } from '#contract/events/pushed.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { pushedChanges } from '../../../functions/push-changes/pushed-changes.ts'
import { createInbox } from '../../../portal/src/data/inbox.ts'
import { tabs } from '../../../portal/src/data/list.ts'
import { createStore } from '../../../portal/src/data/store.ts'
import { createThreads } from '../../../portal/src/data/thread.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { agentClaims } from '../../support/gateway.ts'
import { createTestClient } from '../../support/test-client.ts'

let app: FakeApp
let ana: Awaited<ReturnType<typeof sitDown>>
let admin: Awaited<ReturnType<typeof sitDown>>
beforeEach(async () => {
  app = createFakeApp()
  ana = await sitDown('agent')
  admin = await sitDown('admin')
})

/** A page of somebody, over the API itself. */
const sitDown = async (role: 'agent' | 'admin') => {
  const { client, sent } = createTestClient(agentClaims(workspace, role), app)
  const { agent } = await client.getMe()
  if (!agent) throw new Error('Nobody.')
  const store = createStore()
  const inbox = createInbox(client, store, agent, () => app.now)
  const threads = createThreads(client, store, () => {})
  for (const tab of tabs) await inbox.more(tab)
  await inbox.count()
  return { client, sent, agent, store, inbox, threads }
}

const snakeCased = (data: object) =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  )

/** What pages are told of all that was written since the last time. */
const told = async (): Promise<PushedChange[]> => {
  app.published.length = 0
  await publishChanges(app, app.changes.splice(0))
  const events = app.published.map(
    ({ type, workspace, data }) => ({ type, workspace, data: snakeCased(data) }) as unknown as ParleyEvent,
  )
  return JSON.parse(JSON.stringify([...(await pushedChanges(app, events)).values()].flat()))
}

const hear = ({ inbox, threads }: typeof ana, changes: PushedChange[]) => {
  inbox.hear(changes.filter((change) => change.t === 'conversation' || change.t === 'closed'))
  return threads.hear(changes.filter((change) => ['message', 'note', 'changed'].includes(change.t)) as never)
}

let texts = 0
const text = async (last: string) => {
  app.advance(60_000)
  const facts = { carrier: 'aws', carrierMessageId: `in-${++texts}`, to: ourNumber, at: app.now } as const
  await receiveMessage(app, { ...facts, from: `+1206555${last}`, body: `text ${texts}` })
}
const idOf = (last: string) => {
  const found = app.all('conversation').filter(({ phone }) => phone === `+1206555${last}`)
  const id = found.at(-1)?.id
  if (!id) throw new Error(`Nothing from ${last}.`)
  return id
}

const listed = (tab: (typeof tabs)[number], { client }: typeof ana) =>
  Array.fromAsync(each(client.listConversations, { query: { tab, limit: 100 } }))

/** A page that is only told shows what one that asks would show: rows, what is unread and new, and the counts. */
const expectAsAsked = async (seat: typeof ana) => {
  for (const tab of tabs) {
    const rows = await listed(tab, seat)
    await vi.waitFor(() => expect(seat.inbox.rows(tab)).toEqual(rows))
  }
  const counts = await seat.client.countConversations()
  await vi.waitFor(() => expect(seat.inbox.counts()).toEqual(counts))
}

const steps: [string, () => Promise<unknown>][] = [
  ['a first text', () => text('0001')],
  ['another customer', () => text('0002')],
  ['a second text', () => text('0001')],
  ['a colleague claims', () => admin.client.claimConversation({ id: idOf('0001') })],
  ['a tag', () => admin.client.addTag({ id: idOf('0001'), body: { tag: 'vip' } })],
  ['a text to the claimer', () => text('0001')],
  ['an answer', () => admin.client.sendMessage({ id: idOf('0001'), body: { body: 'Hi' } })],
  [
    'a subject',
    () => admin.client.editConversation({ id: idOf('0001'), ifMatch: '*', body: { subject: 'Tyres' } }),
  ],
  [
    'Ana takes part',
    () => admin.client.addParticipant({ id: idOf('0001'), body: { agent_id: ana.agent.id } }),
  ],
  ['a text that she also sees', () => text('0001')],
  ['closed with her', () => admin.client.closeConversation({ id: idOf('0001'), body: {} })],
  ['another is claimed', () => admin.client.claimConversation({ id: idOf('0002') })],
  ['closed without her', () => admin.client.closeConversation({ id: idOf('0002'), body: {} })],
  ['reopened', () => admin.client.reopenConversation({ id: idOf('0002') })],
  [
    'handed to her',
    () => admin.client.transferConversation({ id: idOf('0002'), body: { agent_id: ana.agent.id } }),
  ],
  ['a text to her', () => text('0002')],
]

test('a page that is told shows after each step what one that asks would show', async () => {
  for (const [name, work] of steps) {
    await work()
    const changes = await told()
    for (const seat of [ana, admin]) {
      hear(seat, changes)
      await expectAsAsked(seat).catch((error) => {
        throw new Error(`After "${name}": ${error.message}`)
      })
    }
  }
})

test('the counts are shown as soon as a pushed row has changed them', async () => {
  const shown: unknown[] = []
  ana.inbox.subscribe(() => shown.push(ana.inbox.counts()?.active.new))
  await text('0001')
  hear(ana, await told())
  expect(shown.at(-1)).toBe(1)
})

test('what an agent has read stays read until the customer writes again', async () => {
  await text('0001')
  hear(ana, await told())
  const id = idOf('0001')
  const [row] = ana.inbox.rows('active')
  expect(row).toMatchObject({ unread: true, new: true })
  ana.store.apply([
    { t: 'conversation', row: await ana.client.markRead({ id, body: { version: row?.version ?? 0 } }) },
  ])
  await admin.client.addTag({ id, body: { tag: 'vip' } })
  hear(ana, await told())
  expect(ana.inbox.rows('active')).toMatchObject([{ unread: false, new: false, tags: ['vip'] }])
  await text('0001')
  hear(ana, await told())
  expect(ana.inbox.rows('active')).toMatchObject([{ unread: true, new: true }])
})

test('a conversation that a colleague snoozes leaves Active, and is back when it is woken', async () => {
  await text('0001')
  hear(ana, await told())
  const id = idOf('0001')
  const until = new Date(app.now + 3_600_000).toISOString()
  await admin.client.snoozeConversation({ id, body: { until } })
  hear(ana, await told())
  await expectAsAsked(ana)
  expect(ana.inbox.rows('active')).toEqual([])
  await admin.client.unsnoozeConversation({ id })
  hear(ana, await told())
  expect(ana.inbox.rows('active')).toHaveLength(1)
})

test('repeats and what comes too late change nothing', async () => {
  await text('0001')
  const early = await told()
  await admin.client.claimConversation({ id: idOf('0001') })
  const late = await told()
  for (const changes of [early, late, early, late]) hear(ana, changes)
  await expectAsAsked(ana)
})

test('an ordinary day is told without a request of the page', async () => {
  const before = ana.sent.length
  for (const [, work] of steps.slice(0, 10)) {
    await work()
    hear(ana, await told())
  }
  expect(ana.sent.length).toBe(before)
})

test('texts and notes of a thread are told; what is only named, or has moved, has to be asked for', async () => {
  await text('0001')
  hear(ana, await told())
  const id = idOf('0001')
  await admin.client.claimConversation({ id })
  await admin.client.addNote({ id, body: { body: 'Calls back' } })
  expect(hear(ana, await told())).toBe(false)
  const timeline = ana.store.timeline(id.slice(-14))
  expect(timeline.map(({ type }) => type).filter((type) => type === 'note')).toHaveLength(1)
  await text('0001')
  hear(ana, await told())
  const [, second] = app.all('message').filter(({ direction }) => direction === 'inbound')
  await admin.client.splitConversation({ id, body: { message_id: second?.id } })
  expect(hear(ana, await told())).toBe(true)
})
