import { beforeEach, expect, test } from 'vitest'
import { each } from '#contract/client.ts'
import type { AgentId } from '#domain/ids.ts'
import { createInbox } from '../../../portal/src/data/inbox.ts'
import { type Filter, type List, listOf, readList, tabs } from '../../../portal/src/data/list.ts'
import { createStore } from '../../../portal/src/data/store.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims } from '../../support/gateway.ts'
import { manyConversations } from '../../support/many-conversations.ts'
import { createTestClient } from '../../support/test-client.ts'

const count = 200
let app: FakeApp
let desk: Awaited<ReturnType<typeof sitDown>>
let colleague: Awaited<ReturnType<typeof sitDown>>
beforeEach(async () => {
  app = createFakeApp()
  desk = await sitDown('agent')
  colleague = await sitDown('admin')
  await fill()
})

/** A page of somebody, over the API itself. */
const sitDown = async (role: 'agent' | 'admin') => {
  const { client, sent } = createTestClient(agentClaims(workspace, role), app)
  const { agent } = await client.getMe()
  if (!agent) throw new Error('Nobody.')
  const store = createStore()
  return { client, sent, agent, store, inbox: createInbox(client, store, agent, () => app.now) }
}

/** Of every four one is Ana's, two are her colleague's, and nobody has the last; she has a part in some. */
const fill = async () => {
  const claimers: (AgentId | undefined)[] = [desk.agent.id, colleague.agent.id, undefined, colleague.agent.id]
  for (const [index, conversation] of manyConversations(workspace, count).entries()) {
    await app.commit({
      ...conversation,
      ...{ numberId: 'num_00000000', teamId: undefined, claimedBy: claimers[index % 4] },
      participants: index % 8 === 3 ? [desk.agent.id] : [],
      tags: index % 40 === 0 ? ['VIP'] : [],
      waitingSince: index % 3 === 1 ? undefined : conversation.lastActivityAt - (index % 7) * 3_600_000,
      ...(index % 10 === 2 && { snoozedUntil: app.now + 3_600_000 }),
      ...(index % 5 === 4 && { state: 'closed', closedAt: conversation.openedAt }),
    })
  }
}

const listed = async (tab: (typeof tabs)[number], { client } = desk) => {
  const all = await Array.fromAsync(each(client.listConversations, { query: { tab, limit: 100 } }))
  return all.map(({ id, version }) => `${id} ${version}`)
}

const shown = (tab: List, { inbox } = desk) => inbox.rows(tab).map(({ id, version }) => `${id} ${version}`)

const readAll = async (tab: (typeof tabs)[number], { inbox } = desk) => {
  await inbox.more(tab)
  while (inbox.state(tab).cursor) await inbox.more(tab)
}

test.each(['agent', 'admin'] as const)(
  'an %s sees in each tab what the API lists, in its order',
  async (role) => {
    const seat = role === 'agent' ? desk : colleague
    for (const tab of tabs) await readAll(tab, seat)
    for (const tab of tabs) {
      expect(shown(tab, seat)).toEqual(await listed(tab, seat))
      expect(shown(tab, seat).length).toBeGreaterThan(9)
    }
  },
)

/** Everything that a filter can ask for, of which some leave pages short or empty. */
const filters = (): Filter[] => [
  { tag: 'vip' },
  { claimed_by: colleague.agent.id },
  { number_id: 'num_00000000', unread: false },
  { unread: true },
  { team_id: 'tem_00000000' },
  { snoozed: true },
  { claimed: false },
  { claimed: true, waiting: false },
  { sort: 'waiting' },
  { waiting: true, sort: 'waiting', unread: true },
]

test('whatever is filtered by, the page shows what the API lists', async () => {
  for (const tab of tabs) await readAll(tab)
  for (const filter of filters()) {
    const list = listOf('active', filter)
    expect(readList(list)).toEqual({ tab: 'active', ...filter })
    await desk.inbox.more(list)
    while (desk.inbox.state(list).cursor) await desk.inbox.more(list)
    const query = { tab: 'active' as const, ...filter, limit: 100 }
    const all = await Array.fromAsync(each(desk.client.listConversations, { query }))
    expect(desk.inbox.rows(list).map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  }
})

const byWaiting = listOf('active', { sort: 'waiting' })

/** What the API lists by waiting, as far as the page has read. */
const expectAsListed = async () => {
  const query = { tab: 'active' as const, sort: 'waiting' as const, limit: 100 }
  const all = await Array.fromAsync(each(desk.client.listConversations, { query }))
  const rows = shown(byWaiting)
  expect(rows.length).toBeGreaterThan(50)
  expect(rows).toEqual(all.map(({ id, version }) => `${id} ${version}`).slice(0, rows.length))
}

test('by waiting, what was pushed and what was read elsewhere is placed as the API places it', async () => {
  await readAll('active')
  await desk.inbox.more(byWaiting)
  await expectAsListed()
  const [first, second] = desk.inbox.rows(byWaiting).filter(({ claimed_by }) => !claimed_by)
  if (!first || !second) throw new Error('Nobody waits.')
  app.now += 60_000
  const [answered] = app.all('conversation').filter(({ id }) => id === first.id)
  if (answered) await app.commit({ ...answered, waitingSince: undefined, lastActivityAt: app.now })
  await colleague.client.claimConversation({ id: second.id })
  for (const { id } of [first, second]) {
    const row = await colleague.client.getConversation({ id })
    desk.inbox.hear([{ t: 'conversation', row }])
  }
  await expectAsListed()
  expect(desk.inbox.rows(byWaiting).map(({ id }) => id)).not.toContain(second.id)
})

test('by waiting, all that was read is read again after a gap: what is new may be anywhere', async () => {
  const free = {
    claimedBy: undefined,
    teamId: undefined,
    participants: [],
    numberId: 'num_00000000' as const,
  }
  for (const conversation of manyConversations(workspace, count + 240).slice(count))
    await app.commit({ ...conversation, ...free, state: 'open' })
  await desk.inbox.more(byWaiting)
  await desk.inbox.more(byWaiting)
  const rows = desk.inbox.rows(byWaiting)
  expect(rows).toHaveLength(200)
  const unclaimed = rows.filter(({ claimed_by }) => !claimed_by)
  for (const row of [unclaimed[0], unclaimed.at(-1)])
    await colleague.client.claimConversation({ id: row?.id ?? 'cnv_' })
  const asked = () => desk.sent.filter(({ url }) => url.includes('sort=waiting')).length
  const before = asked()
  expect(await desk.inbox.catchUp(byWaiting, false)).toBe(true)
  expect(asked() - before).toBe(2)
  await expectAsListed()
  expect(await desk.inbox.catchUp(byWaiting, false)).toBe(false)
})

test('Closed has one order, and the usual one is not named', () => {
  expect(listOf('closed', { sort: 'waiting', tag: 'vip' })).toBe(listOf('closed', { tag: 'vip' }))
  expect(listOf('team', { sort: 'newest' })).toBe('team')
})

test('a page that a filter left empty is no end, and hides nothing that lies deeper', async () => {
  const older = manyConversations(workspace, count + 240).slice(count)
  for (const [index, conversation] of older.entries()) {
    const tags = index === older.length - 1 ? ['rare'] : []
    const free = { claimedBy: undefined, teamId: undefined, participants: [] }
    await app.commit({ ...conversation, ...free, state: 'open', numberId: 'num_00000000', tags })
  }
  const list = listOf('active', { tag: 'rare' })
  await desk.inbox.more(list)
  expect(desk.inbox.rows(list)).toEqual([])
  expect(desk.inbox.state(list).cursor).toBeDefined()
  expect(await desk.inbox.catchUp(list, false)).toBe(false)
  await desk.inbox.more(list)
  expect(desk.inbox.state(list)).toMatchObject({ cursor: undefined, error: undefined })
  expect(desk.inbox.rows(list).map(({ tags }) => tags)).toEqual([['rare']])
})

test('what is snoozed is out of Active until its time, and then back by itself', async () => {
  await readAll('active')
  const before = shown('active')
  const snoozed = [...desk.store.conversations()].length
  app.now += 3_600_000
  expect(shown('active')).toEqual(before)
  const list = listOf('active', { snoozed: true })
  app.now -= 3_600_000
  await desk.inbox.more(list)
  expect(shown(list).length).toBeGreaterThan(2)
  expect(shown('active')).toEqual(before)
  expect([...desk.store.conversations()].length).toBeGreaterThan(snoozed)
  app.now += 3_600_000
  expect(shown(list)).toEqual([])
  expect(shown('active')).toEqual(await listed('active'))
})

test('what was read of a list is shown without a gap, and no further', async () => {
  await desk.inbox.more('active')
  expect(shown('active')).toEqual((await listed('active')).slice(0, 50))
  // Known from another place, but further down than what was read.
  const deep = (await listed('active')).at(-1)?.split(' ')[0] as `cnv_${string}`
  desk.store.apply([{ t: 'conversation', row: await desk.client.getConversation({ id: deep }) }])
  expect(shown('active')).toHaveLength(50)
})

test('after a gap the list is as the API has it, however much happened and however long ago', async () => {
  await readAll('active')
  const free = desk.inbox.rows('active').filter(({ claimed_by }) => !claimed_by)
  for (const { id } of free.slice(0, 20)) await colleague.client.claimConversation({ id })
  for (const { id } of free.slice(20, 25)) await colleague.client.addTag({ id, body: { tag: 'seen' } })
  app.now += 30 * 24 * 3_600_000
  expect(await desk.inbox.catchUp('active', false)).toBe(true)
  const [first] = [await listed('active')]
  expect(shown('active').slice(0, 50)).toEqual(first.slice(0, 50))
})

test('a thorough look finds what changed below a page without news', async () => {
  await readAll('active')
  const last = desk.inbox.rows('active').findLast(({ claimed_by }) => !claimed_by)
  await colleague.client.claimConversation({ id: last?.id ?? 'cnv_' })
  expect(await desk.inbox.catchUp('active', false)).toBe(false)
  expect(shown('active')).not.toEqual(await listed('active'))
  expect(await desk.inbox.catchUp('active', true)).toBe(true)
  expect(shown('active')).toEqual(await listed('active'))
})

test('a list that nothing happened to costs one page', async () => {
  await readAll('active')
  const before = desk.sent.length
  expect(await desk.inbox.catchUp('active', false)).toBe(false)
  expect(desk.sent.length - before).toBe(1)
})

test('an older answer that comes late changes nothing', async () => {
  await desk.inbox.more('active')
  const [row] = desk.inbox.rows('active')
  if (!row) throw new Error('No row.')
  const claimed = await desk.client.claimConversation({ id: row.id }).catch(() => row)
  desk.store.apply([{ t: 'conversation', row: { ...claimed, version: claimed.version + 1 } }])
  expect(desk.store.apply([{ t: 'conversation', row }])).toEqual([])
  expect(desk.store.conversation(row.id)?.version).toBe(claimed.version + 1)
})
