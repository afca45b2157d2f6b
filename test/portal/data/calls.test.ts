import { expect, test } from 'vitest'
import type { Conversation } from '../../../portal/src/data/api.ts'
import { callsFor, createCalls } from '../../../portal/src/data/calls.ts'

const row = (id: string, second: number, more: Partial<Conversation> = {}) =>
  ({
    id: `cnv_${id}`,
    unread: true,
    participants: [],
    last_message: {
      id: `msg_${second}`,
      direction: 'inbound',
      preview: 'Hi',
      at: new Date(second * 1000).toISOString(),
      status: 'received',
    },
    ...more,
  }) as Conversation

const learn = (...rows: Conversation[]) => rows.map((one) => ({ t: 'conversation', row: one }) as const)
const idsOf = (rows: Conversation[]) => rows.map(({ id }) => id)

/** A page that has read its list, with a text of second 100 on top. */
const begun = () => {
  let isReady = false
  const calls = createCalls(() => isReady)
  expect(calls(learn(row('a', 100), row('b', 50)))).toEqual([])
  isReady = true
  return calls
}

test('what was there at the beginning and what is read further down calls nobody', () => {
  const calls = begun()
  expect(calls(learn(row('c', 40)))).toEqual([])
  expect(idsOf(calls(learn(row('b', 101))))).toEqual(['cnv_b'])
})

test('a text calls once, whatever else changes with its conversation and in whatever order texts come', () => {
  const calls = begun()
  expect(idsOf(calls(learn(row('b', 120))))).toEqual(['cnv_b'])
  expect(calls(learn(row('b', 120, { tags: ['vip'] })))).toEqual([])
  expect(idsOf(calls(learn(row('c', 110))))).toEqual(['cnv_c'])
  expect(idsOf(calls(learn(row('b', 130))))).toEqual(['cnv_b'])
})

test('what we said and what was read elsewhere calls nobody', () => {
  const calls = begun()
  const { last_message } = row('b', 120)
  const ours = last_message && ({ ...last_message, direction: 'outbound' } as const)
  expect(calls(learn(row('b', 120, { last_message: ours }), row('c', 121, { unread: false })))).toEqual([])
})

test('the first text of an empty inbox calls', () => {
  let isReady = false
  const calls = createCalls(() => isReady)
  expect(calls([])).toEqual([])
  isReady = true
  expect(idsOf(calls(learn(row('a', 1))))).toEqual(['cnv_a'])
})

test('everybody is called for what they wish: mine, mine and unclaimed, all', () => {
  const ana = { id: 'agt_ana' } as const
  const mine = row('a', 1, { claimed_by: 'agt_ana' })
  const shared = row('b', 1, { claimed_by: 'agt_ben', participants: ['agt_ana'] })
  const free = row('c', 1)
  const others = row('d', 1, { claimed_by: 'agt_ben' })
  const calledFor = (wish: 'off' | 'mine' | 'mine_and_unclaimed' | 'all') =>
    idsOf([mine, shared, free, others].filter((one) => callsFor(wish, one, ana)))
  expect(calledFor('off')).toEqual([])
  expect(calledFor('mine')).toEqual(['cnv_a', 'cnv_b'])
  expect(calledFor('mine_and_unclaimed')).toEqual(['cnv_a', 'cnv_b', 'cnv_c'])
  expect(calledFor('all')).toHaveLength(4)
})
