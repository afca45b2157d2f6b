import { expect, test } from 'vitest'
import { conversationKeys, conversationRecord } from '#adapters/dynamo/conversation.ts'
import { parseRecord } from '#adapters/dynamo/record.ts'

const id = 'cnv_01m84s1678000000k3zqh7d2m9x4c8v5wq'
const at = 1_795_860_000_000

/** A conversation as it was kept when who had looked at it was kept with it. */
const before = (direction: 'inbound' | 'outbound') => ({
  kind: 'conversation',
  workspace: 'wks_acme' as const,
  id: id as typeof id & `cnv_${string}`,
  phone: '+12065550123',
  numberId: 'num_01m83xj8800a1b2c3d4e5f6g7h',
  contactId: 'con_01m84s16780a1b2c3d4e5f6g7h',
  state: 'open' as const,
  participants: [],
  tags: ['vip'],
  openedAt: at,
  lastActivityAt: at,
  lastInboundAt: direction === 'inbound' ? at : at - 1,
  lastOutboundAt: direction === 'inbound' ? at - 1 : at,
  lastMessage: { id: `msg_${id.slice(4)}`, direction, preview: 'Is my order ready?', at },
  span: { first: id.slice(4, 24), last: id.slice(4, 24) },
  threading: { decision: 'start', reason: 'no_conversation_before', at },
  version: 12,
})

const read = (item: Pick<ReturnType<typeof before>, 'workspace' | 'id' | 'state' | 'lastActivityAt'>) =>
  parseRecord([conversationRecord], { ...conversationKeys(item), ...item })

test.each([{ seenBy: ['agt_ana'] }, { seen: { agt_ana: at } }])(
  'an older conversation whose customer wrote last waits, and is unread for everybody: %j',
  (looks) => {
    const { lastMessage, ...facts } = before('inbound')
    expect(read({ ...facts, ...{ lastMessage }, ...looks })).toEqual({
      ...facts,
      lastMessage: { ...lastMessage, status: 'received' },
      waitingSince: at,
      unreadFrom: 12,
    })
  },
)

test('an older conversation that we wrote in last waits for nobody, and is read', () => {
  const { lastMessage, ...facts } = before('outbound')
  expect(read({ ...facts, ...{ lastMessage }, ...{ seenBy: [] } })).toEqual({
    ...facts,
    lastMessage: { ...lastMessage, status: 'sent' },
  })
})

test('of a conversation of today nothing is changed', () => {
  const { lastMessage, ...facts } = before('inbound')
  const today = { ...facts, lastMessage: { ...lastMessage, status: 'held' } }
  expect(read(today)).toEqual(today)
})
