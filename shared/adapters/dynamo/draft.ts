import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { Draft } from '#domain/conversations/draft.ts'
import { agentPartition } from './conversation.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const draftKeys = ({
  workspace,
  agentId,
  conversationId,
}: Pick<Draft, 'workspace' | 'agentId' | 'conversationId'>): Keys => ({
  pk: agentPartition(workspace, agentId),
  sk: `draft#${conversationId}`,
})

export const draftRecord = declareRecord({
  kind: 'draft',
  place: { pk: '<workspace>#agent#<agentId>', sk: 'draft#<conversationId>' },
  keys: draftKeys,
  personal: ['body'],
  keptFor: '30 days',
  schema: () =>
    recordOf('draft', {
      agentId: ids.agent(),
      conversationId: ids.conversation(),
      body: z.string(),
      updatedAt: z.optional(z.number()),
      expiresAt: z.number(),
    }),
})

export const draftStore = (table: Table): App['drafts'] => ({
  get: (of) => getRecord(table, [draftRecord], draftKeys(of), 'fresh'),
})
