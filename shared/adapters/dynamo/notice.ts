import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Notice } from '#domain/notices/notice.ts'
import type { NoticePace } from '#domain/notices/notice-pace.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
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

const paceKeys = ({ workspace, phone }: Pick<NoticePace, 'workspace' | 'phone'>): Keys => ({
  pk: `${workspace}#notice_paces`,
  sk: phone,
})

export const noticePaceRecord = declareRecord({
  kind: 'notice_pace',
  place: { pk: '<workspace>#notice_paces', sk: '<phone>' },
  keys: paceKeys,
  personal: ['phone'],
  keptFor: 'a day',
  schema: () =>
    recordOf('notice_pace', {
      phone: z.string(),
      toldAt: z.number(),
      hourFrom: z.number(),
      told: z.number(),
      waiting: z.optional(
        stored({ numberId: ids.number(), conversations: z.array(ids.conversation()), at: z.number() }),
      ),
      expiresAt: z.number(),
    }),
})

export const noticeStore = (table: Table): App['notices'] => ({
  get: (workspace, numberId, conversationId) =>
    getRecord(table, [noticeRecord], noticeKeys({ workspace, numberId, conversationId }), 'fresh'),
  pace: (workspace, phone) => getRecord(table, [noticePaceRecord], paceKeys({ workspace, phone }), 'fresh'),
  paces: (workspace) => queryRecords(table, [noticePaceRecord], { partition: `${workspace}#notice_paces` }),
})
