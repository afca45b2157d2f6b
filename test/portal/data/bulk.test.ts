import { beforeEach, expect, test } from 'vitest'
import { type Problem, ProblemError } from '#contract/client.ts'
import type { Api, Conversation } from '../../../portal/src/data/api.ts'
import { type Bulk, createBulk } from '../../../portal/src/data/bulk.ts'
import { closing, handing, reading, tagging } from '../../../portal/src/data/bulk-works.ts'
import { createStore, type Store } from '../../../portal/src/data/store.ts'
import { conversationOf, receive } from '../../support/conversing.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { agentClaims } from '../../support/gateway.ts'
import { manyConversations } from '../../support/many-conversations.ts'
import { createTestClient } from '../../support/test-client.ts'

const count = 200
let app: FakeApp
let api: Api
let store: Store
let bulk: Bulk
let underWay: number
let most: number
beforeEach(async () => {
  app = createFakeApp()
  const { client } = createTestClient(agentClaims(workspace, 'agent'), app)
  await client.getMe()
  underWay = 0
  most = 0
  api = counted(client)
  store = createStore()
  bulk = createBulk(api, store, async () => {})
  for (const conversation of manyConversations(workspace, count)) {
    const free = {
      claimedBy: undefined,
      teamId: undefined,
      participants: [],
      numberId: 'num_00000000',
    } as const
    await app.commit({ ...conversation, ...free, participants: [], state: 'open' })
  }
  let cursor: string | undefined
  do {
    const page = await client.listConversations({ query: { limit: 100, cursor } })
    store.apply(page.data.map((row) => ({ t: 'conversation', row })))
    cursor = page.next_cursor
  } while (cursor)
  bulk.choose(ids())
})

const ids = () => [...store.conversations()].map(({ id }) => id)
const rows = () => [...store.conversations()]

/** How many requests are under way at most is seen from outside. */
const counted = (client: Api): Api => {
  const methods = Object.entries(client).map(([name, method]) => [
    name,
    async (input: never) => {
      most = Math.max(most, ++underWay)
      try {
        return await (method as (input: never) => unknown)(input)
      } finally {
        underWay--
      }
    },
  ])
  return Object.fromEntries(methods) as Api
}

test('two hundred are tagged, six at once, and untagged again but where the tag was before', async () => {
  const had = rows().filter(({ tags }) => tags.includes('vip')).length
  await bulk.run(tagging('vip'))
  expect(bulk.state().result).toEqual({ kind: 'tagged', name: 'vip', count, reasons: [], mayUndo: true })
  expect(rows().every(({ tags }) => tags.includes('vip'))).toBe(true)
  expect(most).toBe(6)
  await bulk.undo()
  expect(bulk.state().result).toEqual({ kind: 'undone', count, reasons: [], mayUndo: false })
  expect(rows().filter(({ tags }) => tags.includes('vip'))).toHaveLength(had)
})

test('what nobody had claimed is closed, and is nobody’s again when that is taken back', async () => {
  const texts = [await receive(app, { from: '+12065550901' }), await receive(app, { from: '+12065550902' })]
  for (const text of texts) {
    const row = await api.getConversation({ id: conversationOf(app, text).id })
    store.apply([{ t: 'conversation', row }])
  }
  bulk.choose(texts.map((text) => conversationOf(app, text).id))
  await bulk.run(closing())
  expect(bulk.state().result).toMatchObject({ kind: 'closed', count: 2, reasons: [] })
  expect(rows().filter(({ state }) => state === 'closed')).toHaveLength(2)
  expect(bulk.chosen()).toEqual([])
  await bulk.undo()
  expect(rows().every(({ state, claimed_by }) => state === 'open' && !claimed_by)).toBe(true)
})

test('what the API refuses is told by its reason, and the others are done', async () => {
  const [own, taken] = ids()
  const { client } = createTestClient(agentClaims(workspace, 'admin'), app)
  const { agent } = await client.getMe()
  if (!own || !taken || !agent) throw new Error('Nothing there.')
  await client.claimConversation({ id: taken })
  bulk.choose([own, taken])
  await bulk.run(handing(agent, { role: 'agent' }))
  const { result } = bulk.state()
  expect(result).toMatchObject({ kind: 'handed', count: 1, mayUndo: false })
  expect(result?.reasons.map(({ count: refused }) => refused)).toEqual([1])
  expect(store.conversation(own)?.claimed_by).toBe(agent.id)
})

test('a lost connection and a limit are tried again', async () => {
  const [id] = ids()
  if (!id) throw new Error('Nothing there.')
  const limit = new ProblemError({ code: 'rate_limited', retryable: true, detail: 'Slow down.' } as Problem)
  const failures: unknown[] = [new TypeError('fetch failed'), limit]
  const run = async (_: Api, row: Conversation) => {
    const failure = failures.shift()
    if (failure) throw failure
    return row
  }
  bulk.choose([id])
  await bulk.run({ kind: 'read', run })
  expect(bulk.state().result).toEqual({ kind: 'read', count: 1, reasons: [], mayUndo: false })
})

test('read and unread again, as each was before', async () => {
  await bulk.run(reading())
  expect(rows().some(({ unread }) => unread)).toBe(false)
  await bulk.undo()
  expect(rows().every(({ unread }) => unread)).toBe(true)
})

test('with Shift the choice reaches from the last one to this one, up or down', () => {
  const order = ids()
  bulk.choose(order.slice(5, 6))
  bulk.reach(order[8] as Conversation['id'], order)
  expect(bulk.chosen()).toEqual(order.slice(5, 9))
  bulk.choose(order.slice(5, 6))
  bulk.reach(order[2] as Conversation['id'], order)
  expect(new Set(bulk.chosen())).toEqual(new Set(order.slice(2, 6)))
})
