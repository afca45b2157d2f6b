import { beforeEach, expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { type InboxQuery, listConversations } from '#domain/conversations/list-conversations.ts'
import { snoozeConversation } from '#domain/conversations/snooze-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { createView } from '#domain/views/create-view.ts'
import {
  admin,
  ana,
  ben,
  conversationOf,
  createOffice,
  program,
  receive,
  refusal,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const minute = 60_000
let app: FakeApp
beforeEach(async () => {
  app = await createOffice()
})

/** A customer by the last two digits writes, a minute after what was before. */
const text = async (last: string) => {
  app.advance(minute)
  return conversationOf(app, await receive(app, { from: `+120655501${last}` })).id
}

const page = async (query: Partial<InboxQuery> = {}, who: Principal = ana) => {
  const { records, nextCursor } = await listConversations(app, who, { limit: 25, sort: 'waiting', ...query })
  return { shown: records.map(({ phone }) => phone.slice(-2)), nextCursor }
}
const listed = async (query?: Partial<InboxQuery>, who?: Principal) => (await page(query, who)).shown

const answer = (id: Awaited<ReturnType<typeof text>>) =>
  sendMessage(app, program, id, { body: 'We are on it.' })

test('who waits longest is first, whoever wrote last, and who has an answer comes after all who wait', async () => {
  const first = await text('20')
  await text('21')
  await text('22')
  await text('20')
  expect(await listed()).toEqual(['20', '21', '22'])
  expect(await listed({ sort: 'newest' })).toEqual(['20', '22', '21'])
  await answer(first)
  expect(await listed()).toEqual(['21', '22', '20'])
  await text('20')
  expect(await listed()).toEqual(['21', '22', '20'])
})

test('those who do not wait are shown newest activity first', async () => {
  for (const last of ['20', '21', '22']) {
    const id = await text(last)
    app.advance(minute)
    await answer(id)
  }
  await text('23')
  expect(await listed()).toEqual(['23', '22', '21', '20'])
})

test('a cursor holds while customers before and after it are answered, write and are claimed', async () => {
  const ids: Awaited<ReturnType<typeof text>>[] = []
  for (const last of ['20', '21', '22', '23', '24']) ids.push(await text(last))
  const [first, second, , fourth] = ids
  if (!first || !second || !fourth) throw new Error('No conversations.')
  const top = await page({ limit: 2 })
  expect(top.shown).toEqual(['20', '21'])
  await answer(first)
  await claimConversation(app, ben, second)
  await text('22')
  await claimConversation(app, ben, fourth)
  const next = await page({ limit: 2, cursor: top.nextCursor })
  expect(next.shown).toEqual(['22', '24'])
  expect(await listed({ cursor: next.nextCursor })).toEqual(['20'])
})

test('Team is sorted by waiting too, and a filter leaves no page short', async () => {
  for (const last of ['20', '21', '22']) await claimConversation(app, ben, await text(last))
  expect(await listed({ tab: 'team' })).toEqual(['20', '21', '22'])
  expect(await listed()).toEqual([])
  expect(await listed({ tab: 'team' }, program)).toEqual(['20', '21', '22'])
  expect(await listed({ tab: 'team', limit: 1, tag: 'vip' })).toEqual([])
})

test('what is snoozed stays out of Active in this order as well', async () => {
  const id = await text('20')
  await text('21')
  await snoozeConversation(app, ana, id, app.now + 60 * minute)
  expect(await listed()).toEqual(['21'])
  expect(await listed({ snoozed: true })).toEqual(['20'])
})

test('only who waits, and only what nobody has, is shown where it is asked for', async () => {
  const mine = await text('20')
  await claimConversation(app, ana, mine)
  await text('21')
  await answer(await text('22'))
  for (const sort of ['newest', 'waiting'] as const) {
    expect((await listed({ sort, claimed: false })).toSorted()).toEqual(['21', '22'])
    expect(await listed({ sort, claimed: true })).toEqual(['20'])
    expect((await listed({ sort, waiting: true })).toSorted()).toEqual(['20', '21'])
    expect(await listed({ sort, waiting: false })).toEqual(['22'])
    expect(await listed({ sort, waiting: true, claimed: false })).toEqual(['21'])
    expect(await listed({ sort, claimedBy: ana.id })).toEqual(['20'])
    expect(await listed({ sort, claimedBy: ana.id, claimed: false })).toEqual([])
  }
})

test('nobody waits in what is closed, and a customer is not sorted by waiting', async () => {
  await closeConversation(app, admin, await text('20'))
  const refused = { code: 'validation_failed', extra: { errors: [{ path: 'sort' }] } }
  await expect(page({ tab: 'closed' })).rejects.toMatchObject(refused)
  await expect(page({ phone: '+12065550120' })).rejects.toMatchObject(refused)
  const filter = { tab: 'closed', sort: 'waiting' } as const
  await expect(createView(app, ana, { name: 'Late', shared: false, filter })).rejects.toEqual(
    refusal('validation_failed'),
  )
})
