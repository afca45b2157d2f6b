import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BaseApp } from '#adapters/app.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import type { Conversation } from '#domain/conversations/conversation.ts'
import { countConversations } from '#domain/conversations/count-conversations.ts'
import {
  type InboxFilter,
  type InboxSort,
  listConversations,
  type Tab,
} from '#domain/conversations/list-conversations.ts'
import { loadReadMarks } from '#domain/conversations/load-read-marks.ts'
import { markRead } from '#domain/conversations/mark-read.ts'
import { isUnread } from '#domain/conversations/read-marks.ts'
import {
  addParticipant,
  removeParticipant,
  transferConversation,
} from '#domain/conversations/transfer-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'
import { measureInbox } from '../support/inbox-units.ts'
import { manyConversations, writeConversations } from '../support/many-conversations.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const tabs: Tab[] = ['active', 'team', 'closed']

type Query = { tab: Tab; limit?: number; sort?: InboxSort } & InboxFilter

/** All pages of a tab, one after the other. */
const readAll = async (app: BaseApp, who: Principal, { limit = 25, ...query }: Query) => {
  const found: Conversation[] = []
  let cursor: string | undefined
  do {
    const page = await listConversations(app, who, { ...query, limit, cursor })
    expect(page.records.length).toBeLessThanOrEqual(limit)
    found.push(...page.records)
    cursor = page.nextCursor
  } while (cursor)
  return found
}

/** What each tab shows, as phones without what they have in common. */
const tabsOf = async (app: BaseApp, who: Principal) => {
  const lists = await Promise.all(tabs.map((tab) => readAll(app, who, { tab })))
  const [active, team, closed] = lists.map((list) => list.map(({ phone }) => phone.slice(-2)))
  return { active, team, closed }
}

/** Newest first: closed 27 (of nobody) to 24, then open ones: 23 of ben, 22 too but shared with ana, 21 ana's, 20 nobody's. */
const createTabs = async () => {
  const office = await createOffice(engine)
  const { app, text, ana, ben } = office
  const states = {
    unclaimed: async () => {},
    mine: (id) => claimConversation(app, ana, id),
    shared: async (id) => {
      await claimConversation(app, ben, id)
      await addParticipant(app, ben, id, ana.id)
    },
    theirs: (id) => claimConversation(app, ben, id),
  } satisfies Record<string, (id: Conversation['id']) => Promise<unknown>>
  let phone = 20
  for (const closing of [false, true]) {
    for (const state of Object.values(states) as ((id: Conversation['id']) => Promise<unknown>)[]) {
      const id = await text(`+120655501${phone++}`)
      await state(id)
      if (closing) await closeConversation(app, office.program, id)
    }
  }
  return office
}

test('[S4] each tab shows what it should, newest first, to agents, admins and programs', async () => {
  const { app, ana, ben, cleo, admin, program } = await createTabs()
  expect(await tabsOf(app, ana)).toEqual({ active: ['22', '21', '20'], team: ['23'], closed: ['26', '25'] })
  expect(await tabsOf(app, ben)).toEqual({ active: ['23', '22', '20'], team: ['21'], closed: ['27', '26'] })
  expect(await tabsOf(app, cleo)).toEqual({ active: ['20'], team: ['23', '22', '21'], closed: [] })
  const all = { active: ['20'], team: ['23', '22', '21'], closed: ['27', '26', '25', '24'] }
  expect(await tabsOf(app, admin)).toEqual(all)
  expect(await tabsOf(app, program)).toEqual(all)
})

test('the counts are those of the tabs', async () => {
  const office = await createTabs()
  for (const who of [office.ana, office.ben, office.cleo, office.admin, office.program]) {
    const counts = await countConversations(office.app, who)
    const marks = await loadReadMarks(office.app, who)
    for (const tab of tabs) {
      const shown = await readAll(office.app, who, { tab })
      const unread = shown.filter((conversation) => isUnread(conversation, marks)).length
      expect(counts[tab]).toMatchObject({ count: shown.length, unread, capped: false })
    }
  }
})

test('[S4] a conversation goes from tab to tab as it goes from hand to hand', async () => {
  const { app, text, ana, ben, cleo } = await createOffice(engine)
  const id = await text('+12065550120')
  const seenBy = async (who: Principal) => {
    const shown = await tabsOf(app, who)
    return tabs.filter((tab) => shown[tab]?.length)
  }
  const seen = async () => Promise.all([ana, ben, cleo].map(seenBy))
  expect(await seen()).toEqual([['active'], ['active'], ['active']])
  await claimConversation(app, ana, id)
  expect(await seen()).toEqual([['active'], ['team'], ['team']])
  await transferConversation(app, ana, id, ben.id)
  expect(await seen()).toEqual([['active'], ['active'], ['team']])
  await removeParticipant(app, ana, id, ana.id)
  expect(await seen()).toEqual([['team'], ['active'], ['team']])
  await addParticipant(app, ben, id, cleo.id)
  await closeConversation(app, cleo, id)
  expect(await seen()).toEqual([[], ['closed'], ['closed']])
  await reopenConversation(app, cleo, id)
  expect(await seen()).toEqual([['team'], ['active'], ['active']])
  await giveUpClaim(app, ben, id)
  expect(await seen()).toEqual([['active'], ['active'], ['active']])
})

test('[S4] a participant closes what nobody has any more, and finds it among the closed ones', async () => {
  const { app, text, ana, ben, admin } = await createOffice(engine)
  const id = await text('+12065550120')
  await addParticipant(app, admin, id, ana.id)
  await closeConversation(app, ana, id)
  expect(await tabsOf(app, ana)).toMatchObject({ closed: ['20'] })
  expect(await tabsOf(app, ben)).toMatchObject({ closed: [] })
})

test('the conversation with the newest text comes first, in the lists of participants too', async () => {
  const { app, text, ana, ben } = await createOffice(engine)
  for (const phone of ['+12065550120', '+12065550121', '+12065550122'] as const) {
    const id = await text(phone)
    await claimConversation(app, ben, id)
    await addParticipant(app, ben, id, ana.id)
  }
  await text('+12065550121')
  expect(await tabsOf(app, ana)).toMatchObject({ active: ['21', '22', '20'] })
  expect(await tabsOf(app, ben)).toMatchObject({ active: ['21', '22', '20'] })
})

test('[S4] a conversation is new until somebody takes or answers it, and unread for each until they look', async () => {
  const { app, text, ana, ben, program } = await createOffice(engine)
  const id = await text('+12065550120')
  const marks = async (who: Principal) => (await countConversations(app, who)).active
  expect(await marks(ana)).toEqual({ count: 1, unread: 1, new: 1, capped: false })
  expect(await marks(program)).toMatchObject({ count: 1, unread: 0, new: 0 })
  await markRead(app, ana, id)
  expect([await marks(ana), await marks(ben)]).toMatchObject([
    { unread: 0, new: 0 },
    { unread: 1, new: 1 },
  ])
  await text('+12065550120')
  expect(await marks(ana)).toMatchObject({ unread: 1, new: 1 })
  await sendMessage(app, program, id, { body: 'We are looking into it.' })
  expect(await marks(ana)).toMatchObject({ unread: 1, new: 0 })
  await text('+12065550120')
  expect(await marks(ana)).toMatchObject({ unread: 1, new: 1 })
  await claimConversation(app, ana, id)
  expect(await marks(ana)).toMatchObject({ unread: 1, new: 0 })
})

const belongsTo: Record<Tab, (conversation: Conversation, who: Principal) => boolean> = {
  active: ({ state, claimedBy, participants }, { id }) =>
    state === 'open' && (!claimedBy || [claimedBy, ...participants].some((agent) => agent === id)),
  team: ({ state, claimedBy, participants }, { id }) =>
    state === 'open' &&
    claimedBy !== undefined &&
    ![claimedBy, ...participants].some((agent) => agent === id),
  closed: ({ state, claimedBy, participants }, who) =>
    state === 'closed' &&
    ((who.kind === 'agent' && who.role === 'admin') ||
      [claimedBy, ...participants].some((agent) => agent === who.id)),
}

const filter = fc.record<InboxFilter>(
  {
    numberId: fc.constantFrom('num_main', 'num_other'),
    teamId: fc.constantFrom('tem_sales', 'tem_other'),
    tag: fc.constantFrom('vip', 'late', 'none'),
    claimedBy: fc.constantFrom('agt_ana', 'agt_ben', 'agt_nobody'),
    unread: fc.boolean(),
    claimed: fc.boolean(),
    waiting: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** Some wait since before their newest text, some at the very same time, and some do not wait. */
const withWaits = (all: Conversation[]): Conversation[] =>
  all.map((one, i) => ({
    ...one,
    waitingSince: i % 3 === 1 ? undefined : one.lastActivityAt - (i % 7) * 3_600_000,
  }))

/** The order of a list as its description says it. */
const inOrder = (all: Conversation[], sort: InboxSort) =>
  all.toSorted((a, b) => {
    const byActivity = b.lastActivityAt - a.lastActivityAt
    if (sort === 'newest') return byActivity || (a.id < b.id ? 1 : -1)
    const bothWait = a.waitingSince !== undefined && b.waitingSince !== undefined
    const byWait = bothWait
      ? Number(a.waitingSince) - Number(b.waitingSince)
      : Number(a.waitingSince === undefined) - Number(b.waitingSince === undefined)
    return byWait || (bothWait ? 0 : byActivity) || (a.id < b.id ? -1 : 1)
  })

test('pages of any size, filtered and sorted in any way, hold what belongs there once, in order', async () => {
  const { app, workspace, ana, admin } = await createOffice(engine)
  const all = withWaits(manyConversations(workspace, 150))
  await writeConversations(engine, all)
  const readable = all.filter((one) => one.state === 'open' || belongsTo.closed(one, ana))
  const seen = new Set(readable.filter((_, i) => i % 6 === 0).map(({ id }) => id))
  for (const id of seen) await markRead(app, ana, id)
  const sorted = { newest: inOrder(all, 'newest'), waiting: inOrder(all, 'waiting') }
  const query = fc.record({
    ...{ tab: fc.constantFrom(...tabs), limit: fc.integer({ min: 1, max: 60 }), filter },
    sort: fc.constantFrom<InboxSort>('newest', 'waiting'),
  })
  await fc.assert(
    fc.asyncProperty(query, fc.constantFrom(ana, admin), async ({ tab, limit, filter, ...asked }, who) => {
      const sort = tab === 'closed' ? 'newest' : asked.sort
      const found = await readAll(app, who, { tab, limit, sort, ...filter })
      const expected = sorted[sort]
        .filter((conversation) => belongsTo[tab](conversation, who))
        .filter(({ numberId }) => !filter.numberId || numberId === filter.numberId)
        .filter(({ teamId }) => !filter.teamId || teamId === filter.teamId)
        .filter(({ tags }) => !filter.tag || tags.includes(filter.tag))
        .filter(({ claimedBy }) => !filter.claimedBy || claimedBy === filter.claimedBy)
        .filter(({ claimedBy }) => (filter.claimed ?? !!claimedBy) === !!claimedBy)
        .filter(({ waitingSince }) => (filter.waiting ?? !!waitingSince) === !!waitingSince)
        .filter(
          ({ id }) => filter.unread === undefined || !(who.id === ana.id && seen.has(id)) === filter.unread,
        )
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    }),
    { numRuns: 60 },
  )
})

test('beyond ninety-nine nothing is counted, and the count says so', async () => {
  const { app, workspace, cleo } = await createOffice(engine)
  const unclaimed = { claimedBy: undefined, participants: [], state: 'open' as const }
  await writeConversations(
    engine,
    manyConversations(workspace, 100).map((c) => ({ ...c, ...unclaimed })),
  )
  expect(await countConversations(app, cleo)).toMatchObject({
    active: { count: 99, capped: true },
    team: { count: 0, capped: false },
  })
})

test('a cursor is of one workspace, and nobody makes up their own', async () => {
  const [ours, theirs] = [await createOffice(engine), await createOffice(engine)]
  await writeConversations(engine, manyConversations(ours.workspace, 40))
  const { nextCursor = '' } = await listConversations(ours.app, ours.ana, { tab: 'active', limit: 2 })
  expect(nextCursor).not.toBe('')
  for (const cursor of [nextCursor.slice(1), `${nextCursor}A`, 'x', '']) {
    const forged = listConversations(ours.app, ours.ana, { tab: 'active', limit: 2, cursor })
    await expect(forged).rejects.toMatchObject({ code: 'validation_failed' })
  }
  const strange = listConversations(theirs.app, theirs.ana, { tab: 'active', limit: 2, cursor: nextCursor })
  await expect(strange).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a page costs the same however many conversations there are, the first one at most six read units', async () => {
  const few = await measureInbox(engine, (workspace) => manyConversations(workspace, 100))
  const many = await measureInbox(engine, (workspace) => manyConversations(workspace, 2_000))
  console.info({ few, many })
  expect(many.shown).toBe(25)
  expect(many.first).toBe(few.first)
  expect(Math.max(many.first, many.next)).toBeLessThanOrEqual(6)
  expect(many.look.write).toBe(1)
})

test('who waits longest costs by the open conversations of the tab, whatever is closed', async () => {
  const measure = async (open: number, closed: number) => {
    const { waiting } = await measureInbox(engine, (workspace) =>
      manyConversations(workspace, open + closed).map((conversation, i) => ({
        ...conversation,
        ...{ claimedBy: undefined, participants: [], closedAt: undefined },
        state: i < open ? ('open' as const) : ('closed' as const),
      })),
    )
    return waiting
  }
  const few = await measure(100, 0)
  expect(await measure(100, 1_000)).toBe(few)
  expect(few).toBeLessThanOrEqual(20)
  const many = await measure(1_000, 0)
  expect(many).toBeGreaterThan(few)
  expect(many).toBeLessThanOrEqual(200)
  console.info({ few, many })
})

test.each<[string, Partial<Conversation>]>([
  ['nobody’s', { claimedBy: undefined, participants: [] }],
  ['the agent’s', { claimedBy: 'agt_ana', participants: [] }],
  ['of others with whom the agent takes part', { claimedBy: 'agt_ben', participants: ['agt_ana'] }],
])('the first page takes at most six read units where all conversations are %s', async (_, change) => {
  const { shown, first } = await measureInbox(engine, (workspace) =>
    manyConversations(workspace, 100).map((conversation) => ({ ...conversation, ...change, state: 'open' })),
  )
  expect(shown).toBe(25)
  expect(first).toBeLessThanOrEqual(6)
})
