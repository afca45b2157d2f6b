import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { ConsentReview } from '#domain/consents/review.ts'
import { encodeNumber, orderOf, type ReviewId, threadRefOf, type WorkspaceId } from '#domain/ids.ts'
import { entryPartition } from './message.ts'
import { declareRecord, getRecord, queryOrders, queryRecords } from './record.ts'
import { ids, recordOf, startingWith } from './schema.ts'
import type { Key, Keys, Table } from './table.ts'

/** Beside the entries of its thread, which the id names. */
const reviewKey = ({ workspace, id }: Pick<ConsentReview, 'workspace' | 'id'>): Key => ({
  pk: entryPartition(workspace, threadRefOf(id)),
  sk: `review#${orderOf(id)}`,
})

/**
 * The index of whole items lists the reviews of a workspace by their deadlines. The index of keys has one partition for those
 * of all workspaces that are open, by when Parley acts on them: they are too few to make it hot.
 */
const reviewKeys = (review: ConsentReview): Keys => ({
  ...reviewKey(review),
  gsi1pk: listPartition(review.workspace, review.state === 'open' ? 'open' : 'decided'),
  gsi1sk: `${timeKey(review.dueAt)}#${review.id}`,
  ...(review.actAt !== undefined && {
    gsi2pk: duePartition,
    gsi2sk: `${timeKey(review.actAt)}#${review.workspace}#${review.id}`,
  }),
})

const duePartition = 'consent_reviews'

const listPartition = (workspace: WorkspaceId, which: 'open' | 'decided'): string =>
  `${workspace}#consent_reviews#${which}`

const timeKey = (time: number): string => encodeNumber(time, 10)

/** The last key of that time or earlier. */
const until = (time: number): string => `${timeKey(time)}~`

export const consentReviewRecord = declareRecord({
  kind: 'consent_review',
  place: {
    pk: '<workspace>#thread#<ref>',
    sk: 'review#<order>',
    index: '`<workspace>#consent_reviews#open` or `#decided`, by deadline; in `gsi2` `consent_reviews`',
  },
  keys: reviewKeys,
  personal: ['phone', 'decidedByName', 'reason'],
  schema: () =>
    recordOf('consent_review', {
      id: startingWith('crv_'),
      phone: z.string(),
      contactId: ids.contact(),
      conversationId: z.optional(ids.conversation()),
      messageId: ids.message(),
      numberId: ids.number(),
      state: z.enum(['open', 'opted_out', 'opted_in', 'dismissed']),
      at: z.number(),
      dueAt: z.number(),
      actAt: z.optional(z.number()),
      remindedAt: z.optional(z.number()),
      decidedAt: z.optional(z.number()),
      decidedBy: z.optional(z.string()),
      decidedByName: z.optional(z.string()),
      reason: z.optional(z.string()),
    }),
})

export const consentReviewStore = (table: Table): App['consentReviews'] => ({
  get: (workspace, id, reading) =>
    getRecord(table, [consentReviewRecord], reviewKey({ workspace, id }), reading),
  list: (workspace, which, { limit, from, until: last }) =>
    queryRecords(table, [consentReviewRecord], {
      index: true,
      partition: listPartition(workspace, which),
      from,
      ...(last !== undefined && { to: until(last) }),
      limit,
    }),
  due: async (last, { limit, from }) => {
    const orders = await queryOrders(table, { partition: duePartition, from, to: until(last), limit })
    return orders.map((order) => ({ order, record: parseDue(order) }))
  },
})

const parseDue = (order: string) => {
  const [, workspace, id] = order.split('#')
  return { workspace: workspace as WorkspaceId, id: id as ReviewId }
}
