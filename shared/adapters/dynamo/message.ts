import * as z from 'zod/mini'
import type { App, Ordered } from '#domain/app.ts'
import type { Note } from '#domain/conversations/note.ts'
import { type NumberId, orderOf, type ThreadRef, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { blockReasons } from '#domain/messages/gate-decision.ts'
import type { Message, OutboundMessage } from '#domain/messages/message.ts'
import { releaseOrder } from '#domain/scheduled/release-order.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Item, Keys, Table } from './table.ts'

/** Everything said in a thread, in order. The id of each entry names the partition and the place in it. */
export const entryPartition = (workspace: WorkspaceId, ref: ThreadRef): string => `${workspace}#thread#${ref}`

const entryKeys = ({ workspace, id }: Pick<Message | Note, 'workspace' | 'id'>): Keys => ({
  pk: entryPartition(workspace, threadRefOf(id)),
  sk: `entry#${orderOf(id)}`,
})

/** Only while it is held the index has a message, by its number and the time at which it leaves. */
const messageKeys = (message: Message): Keys =>
  message.status === 'held'
    ? {
        ...entryKeys(message),
        gsi1pk: heldPartition(message.workspace, message.numberId),
        gsi1sk: releaseOrder(message),
      }
    : entryKeys(message)

const heldPartition = (workspace: WorkspaceId, number: NumberId): string => `${workspace}#held#${number}`

/** It was kept on the conversation only. */
const withThreading = (item: Item): Item => {
  const threading = { decision: 'append', reason: 'not_recorded' }
  return item.direction === 'inbound' ? { threading, ...item } : item
}

export const messageRecord = declareRecord({
  kind: 'message',
  place: {
    pk: '<workspace>#thread#<ref>',
    sk: 'entry#<order>',
    index: 'only while held: `<workspace>#held#<numberId>`, by release',
  },
  keys: messageKeys,
  personal: ['from', 'to', 'body', 'parts.*.body'],
  older: [withThreading],
  schema: () => z.discriminatedUnion('direction', [inbound(), outbound()]),
})

const facts = () => ({
  id: ids.message(),
  conversationId: z.optional(ids.conversation()),
  numberId: ids.number(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  at: z.number(),
  createdAt: z.number(),
  encoding: z.enum(['gsm7', 'ucs2']),
  segments: z.number(),
})

const inbound = () =>
  recordOf('message', {
    ...facts(),
    direction: z.literal('inbound'),
    status: z.literal('received'),
    origin: z.literal('customer'),
    carrierMessageId: z.string(),
    threading: stored({ decision: z.string(), reason: z.string() }),
  })

const outbound = () =>
  recordOf('message', {
    ...facts(),
    direction: z.literal('outbound'),
    status: z.enum([...partStatuses, 'held', 'sending', 'blocked']),
    origin: z.enum(['agent', 'api', 'campaign', 'case', 'consent', 'welcome', 'after_hours']),
    sentBy: z.optional(z.string()),
    parts: z.array(part()),
    gate: gate(),
    sendAt: z.optional(z.number()),
    sendNow: z.optional(z.boolean()),
    editedAt: z.optional(z.number()),
    error: z.optional(error()),
    sentAt: z.optional(z.number()),
    deliveredAt: z.optional(z.number()),
    unknownAt: z.optional(z.number()),
  })

const partStatuses = ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled'] as const

const part = () =>
  stored({
    body: z.optional(z.string()),
    segments: z.number(),
    status: z.enum(partStatuses),
    carrierMessageId: z.optional(z.string()),
    error: z.optional(error()),
    price: z.optional(z.number()),
    carrierFee: z.optional(z.number()),
  })

const error = () => stored({ code: z.string(), detail: z.string() })

const gate = () =>
  z.union([
    stored({ decision: z.literal('allow') }),
    stored({ decision: z.literal('block'), reason: z.enum(blockReasons) }),
    stored({ decision: z.literal('hold'), reason: z.literal('customer_wrote') }),
    stored({
      decision: z.literal('hold'),
      reason: z.enum(['scheduled', 'outside_business_hours', 'quiet_hours']),
      releaseAt: z.number(),
    }),
  ])

export const noteRecord = declareRecord({
  kind: 'note',
  place: { pk: '<workspace>#thread#<ref>', sk: 'entry#<order>' },
  keys: entryKeys,
  personal: ['body'],
  schema: () =>
    recordOf('note', {
      id: ids.note(),
      conversationId: ids.conversation(),
      body: z.string(),
      writtenBy: z.optional(z.string()),
      link: z.optional(ids.conversation()),
      createdAt: z.number(),
    }),
})

export const messageStore = (table: Table): App['messages'] => ({
  get: async (workspace, id, reading) => {
    const entry = await getRecord(table, [messageRecord, noteRecord], entryKeys({ workspace, id }), reading)
    return entry?.kind === 'message' ? entry : undefined
  },
  entries: async (workspace, ref, { from = '', to = '~', limit, reading }) => {
    const partition = entryPartition(workspace, ref)
    const range = { from: `entry#${from}`, to: `entry#${to}` }
    const found = await queryRecords(table, [messageRecord, noteRecord], {
      partition,
      ...range,
      limit,
      reading,
      newestFirst: true,
    })
    return found.map(({ record }) => record)
  },
  held: async (workspace, number, range) => {
    const partition = heldPartition(workspace, number)
    const found = await queryRecords(table, [messageRecord], { index: true, partition, ...range })
    return found as Ordered<OutboundMessage>[]
  },
})
