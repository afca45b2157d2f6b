import * as z from 'zod/mini'
import type { App, Ordered } from '#domain/app.ts'
import { mediaFailures } from '#domain/carriers/carrier.ts'
import type { Note } from '#domain/conversations/note.ts'
import { type NumberId, orderOf, type ThreadRef, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { mostMedia } from '#domain/media/media.ts'
import { filingReasons, ruledReasons } from '#domain/messages/filing.ts'
import { blockCauses, blockReasons } from '#domain/messages/gate-decision.ts'
import { listOrder, parseListOrder, storedAt } from '#domain/messages/listed-message.ts'
import {
  isUnsuccessful,
  type Message,
  type OutboundMessage,
  type UnsuccessfulStatus,
} from '#domain/messages/message.ts'
import { releaseOrder } from '#domain/scheduled/release-order.ts'
import { declareRecord, getRecord, getRecords, queryOrders, queryRecords } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Item, Keys, Table } from './table.ts'

/** Everything said in a thread, in order. The id of each entry names the partition and the place in it. */
export const entryPartition = (workspace: WorkspaceId, ref: ThreadRef): string => `${workspace}#thread#${ref}`

const entryKeys = ({ workspace, id }: Pick<Message | Note, 'workspace' | 'id'>): Keys => ({
  pk: entryPartition(workspace, threadRefOf(id)),
  sk: `entry#${orderOf(id)}`,
})

/**
 * The index of keys lists every message of a number. The index of whole items has only what somebody waits for or should
 * look at: held texts by when they leave, unsuccessful ones by when they were stored, watched ones by when the sweep looks.
 */
const messageKeys = (message: Message): Keys => ({
  ...entryKeys(message),
  gsi2pk: numberPartition(message.workspace, message.numberId),
  gsi2sk: listOrder(message),
  ...statusKeys(message),
})

const statusKeys = (message: Message): Partial<Keys> => {
  const { workspace, numberId, status } = message
  if (message.direction === 'inbound') return {}
  if (isWatched(message)) {
    return {
      gsi1pk: watchedPartition(workspace, numberId),
      gsi1sk: storedAt(message.checkAt) + orderOf(message.id),
    }
  }
  if (status !== 'held' && !isUnsuccessful(status)) return {}
  return {
    gsi1pk: statusPartition(workspace, numberId, status),
    gsi1sk: status === 'held' ? releaseOrder(message) : listOrder(message),
  }
}

/** On its way, and the sweep is to look at it at a time of its own. */
const isWatched = (message: OutboundMessage): message is OutboundMessage & { checkAt: number } =>
  message.checkAt !== undefined && ['queued', 'sending', 'sent'].includes(message.status)

const watchedPartition = (workspace: WorkspaceId, number: NumberId): string =>
  `${workspace}#watched#${number}`

const numberPartition = (workspace: WorkspaceId, number: NumberId): string =>
  `${workspace}#messages#${number}`

const statusPartition = (
  workspace: WorkspaceId,
  number: NumberId,
  status: 'held' | UnsuccessfulStatus,
): string => `${workspace}#${status}#${number}`

/** It was kept on the conversation only. */
const withThreading = (item: Item): Item => {
  const threading = { decision: 'append', reason: 'not_recorded' }
  return item.direction === 'inbound' ? { threading, ...item } : item
}

/** Only how many files came was kept, and none of them. */
const withMediaCount = ({ mediaCount, ...item }: Item): Item => {
  if (typeof mediaCount !== 'number') return item
  const media = Array.from({ length: Math.min(mediaCount, mostMedia) }, () => ({
    status: 'failed',
    reason: 'not_available',
  }))
  return { media, ...item }
}

export const messageRecord = declareRecord({
  kind: 'message',
  place: {
    pk: '<workspace>#thread#<ref>',
    sk: 'entry#<order>',
    index: 'by status, and in `gsi2` by number: see below',
  },
  keys: messageKeys,
  personal: [
    'from',
    'to',
    'body',
    'parts.*.body',
    'metadata',
    'sentByName',
    'case.byName',
    'reactions.*.by',
    'media.*.name',
  ],
  older: [withThreading, withMediaCount],
  schema: () => z.discriminatedUnion('direction', [inbound(), outbound()]),
})

const facts = () => ({
  id: ids.message(),
  conversationId: z.optional(ids.conversation()),
  numberId: ids.number(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  media: z.optional(z.array(media())),
  at: z.number(),
  createdAt: z.number(),
  encoding: z.enum(['gsm7', 'ucs2']),
  segments: z.number(),
  searchable: z.optional(z.literal(true)),
  automated: z.optional(z.literal(true)),
  case: z.optional(filing()),
})

const filing = () =>
  stored({
    id: z.optional(ids.case()),
    reason: z.enum(filingReasons),
    sure: z.boolean(),
    by: z.optional(z.string()),
    byName: z.optional(z.string()),
    at: z.optional(z.number()),
    ruled: z.optional(
      z.nullable(stored({ id: ids.case(), reason: z.enum(ruledReasons), sure: z.boolean() })),
    ),
  })

const media = () => {
  const facts = {
    contentType: z.optional(z.string()),
    name: z.optional(z.string()),
    bytes: z.optional(z.number()),
  }
  const ready = { ...facts, status: z.literal('ready'), bytes: z.number() }
  return z.union([
    stored({ ...facts, status: z.literal('fetching'), carrier: z.enum(['aws', 'twilio', 'flowroute']) }),
    stored({
      ...ready,
      kind: z.literal('image'),
      contentType: z.enum(['image/jpeg', 'image/webp']),
      width: z.number(),
      height: z.number(),
    }),
    stored({ ...ready, kind: z.literal('file') }),
    stored({ ...facts, status: z.literal('failed'), reason: z.enum(mediaFailures) }),
  ])
}

const inbound = () =>
  recordOf('message', {
    ...facts(),
    direction: z.literal('inbound'),
    status: z.literal('received'),
    origin: z.literal('customer'),
    carrierMessageId: z.string(),
    threading: stored({ decision: z.string(), reason: z.string() }),
    reaction: z.optional(
      stored({ messageId: ids.message(), emoji: z.string(), removed: z.optional(z.literal(true)) }),
    ),
  })

const outbound = () =>
  recordOf('message', {
    ...facts(),
    direction: z.literal('outbound'),
    status: z.enum([...partStatuses, 'held', 'sending', 'blocked']),
    origin: z.enum([
      'agent',
      'api',
      'campaign',
      'case',
      'consent',
      'welcome',
      'after_hours',
      'case_question',
      'notice',
      'workflow',
    ]),
    sentBy: z.optional(z.string()),
    sentByName: z.optional(z.string()),
    metadata: z.optional(z.record(z.string(), z.string())),
    parts: z.array(part()),
    gate: gate(),
    sendAt: z.optional(z.number()),
    sendNow: z.optional(z.boolean()),
    leaveBy: z.optional(z.number()),
    editedAt: z.optional(z.number()),
    error: z.optional(error()),
    sentAt: z.optional(z.number()),
    deliveredAt: z.optional(z.number()),
    unknownAt: z.optional(z.number()),
    recipientCarrier: z.optional(z.enum(['t_mobile', 'other'])),
    reactions: z.optional(z.array(reaction())),
    queuedAt: z.optional(z.number()),
    checkAt: z.optional(z.number()),
    template: z.optional(stored({ id: ids.template(), version: z.number() })),
    resendOf: z.optional(ids.message()),
    resentAs: z.optional(ids.message()),
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

const reaction = () =>
  stored({ emoji: z.string(), by: z.string(), at: z.number(), removed: z.optional(z.literal(true)) })

const error = () => stored({ code: z.string(), detail: z.string() })

const gate = () =>
  z.union([
    stored({ decision: z.literal('allow') }),
    stored({
      decision: z.literal('block'),
      reason: z.enum(blockReasons),
      cause: z.optional(z.enum(blockCauses)),
    }),
    stored({ decision: z.literal('hold'), reason: z.enum(['consent_review', 'customer_wrote']) }),
    stored({
      decision: z.literal('hold'),
      reason: z.enum(['scheduled', 'frequency_cap', 'outside_business_hours', 'quiet_hours']),
      releaseAt: z.number(),
      rule: z.optional(z.string()),
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
      mentions: z.optional(z.array(ids.agent())),
      link: z.optional(ids.conversation()),
      createdAt: z.number(),
    }),
})

export const messageStore = (table: Table): App['messages'] => ({
  get: async (workspace, id, reading) => {
    const entry = await getRecord(table, [messageRecord, noteRecord], entryKeys({ workspace, id }), reading)
    return entry?.kind === 'message' ? entry : undefined
  },
  many: async (workspace, ids) => {
    const keys = ids.map((id) => entryKeys({ workspace, id }))
    const found = await getRecords(table, [messageRecord], keys)
    return found.filter((message) => message.direction === 'outbound')
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
  newest: async (workspace, number, range) => {
    const partition = numberPartition(workspace, number)
    const orders = await queryOrders(table, { partition, ...range, newestFirst: true })
    return orders.map((order) => ({ record: parseListOrder(order), order }))
  },
  oldest: async (workspace, number, range) => {
    const orders = await queryOrders(table, { partition: numberPartition(workspace, number), ...range })
    return orders.map((order) => ({ record: parseListOrder(order), order }))
  },
  unsuccessful: async (workspace, number, status, range) => {
    const partition = statusPartition(workspace, number, status)
    const query = { index: true, partition, ...range, newestFirst: true }
    return (await queryRecords(table, [messageRecord], query)) as Ordered<OutboundMessage>[]
  },
  held: async (workspace, number, range) => {
    const partition = statusPartition(workspace, number, 'held')
    const found = await queryRecords(table, [messageRecord], { index: true, partition, ...range })
    return found as Ordered<OutboundMessage>[]
  },
  watched: async (workspace, number, range) => {
    const partition = watchedPartition(workspace, number)
    const found = await queryRecords(table, [messageRecord], { index: true, partition, ...range })
    return found as Ordered<OutboundMessage>[]
  },
})
