import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Notice } from '#domain/notices/notice.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'

const noticeKeys = ({
  workspace,
  numberId,
  conversationId,
}: Pick<Notice, 'workspace' | 'numberId' | 'conversationId'>): Keys => ({
  pk: `${workspace}#notices#${numberId}`,
  sk: conversationId,
})

export const noticeRecord = declareRecord({
  kind: 'notice',
  place: { pk: '<workspace>#notices#<numberId>', sk: '<conversationId>' },
  keys: noticeKeys,
  personal: [],
  keptFor: '7 days',
  schema: () =>
    recordOf('notice', {
      numberId: ids.number(),
      conversationId: ids.conversation(),
      toldAt: z.number(),
      digest: z.optional(stored({ texts: z.number(), at: z.number() })),
      seen: z.array(z.string()),
      expiresAt: z.number(),
    }),
})

export const noticeStore = (table: Table): App['notices'] => ({
  get: (workspace, numberId, conversationId) =>
    getRecord(table, [noticeRecord], noticeKeys({ workspace, numberId, conversationId }), 'fresh'),
})
