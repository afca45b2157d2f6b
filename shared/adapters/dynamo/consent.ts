import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { ConsentEvent } from '#domain/consents/consent-event.ts'
import { declareRecord, queryRecords } from './record.ts'
import { ids, recordOf, startingWith, stored } from './schema.ts'
import type { Keys, Table } from './table.ts'
import { consentScope, consentSource, threadKeys } from './thread.ts'

/** The ledger of a phone, beside its thread, oldest first. */
const consentEventKeys = ({ id, ...of }: Pick<ConsentEvent, 'workspace' | 'phone' | 'id'>): Keys => ({
  pk: threadKeys(of).pk,
  sk: consentOrder(id),
})

const consentOrder = (position: string) => `consent#${position}`

export const consentEventRecord = declareRecord({
  kind: 'consent_event',
  place: { pk: '<workspace>#phone#<phone>', sk: 'consent#<id>' },
  keys: consentEventKeys,
  personal: ['phone', 'byName', 'received.body', 'sent.body', 'reason'],
  schema: () =>
    recordOf('consent_event', {
      id: startingWith('cns_'),
      phone: z.string(),
      contactId: ids.contact(),
      action: z.enum(['opt_out', 'opt_in', 'opt_in_question']),
      scope: consentScope(),
      source: consentSource(),
      by: z.optional(z.string()),
      byName: z.optional(z.string()),
      numberId: z.optional(ids.number()),
      received: z.optional(ledgerText()),
      sent: z.optional(ledgerText()),
      reason: z.optional(z.string()),
      at: z.number(),
      recordedAt: z.number(),
    }),
})

const ledgerText = () => stored({ messageId: ids.message(), body: z.string() })

export const consentStore = (table: Table): App['consents'] => ({
  list: async (workspace, phone, { limit, from = '~' }) => {
    const { pk: partition } = threadKeys({ workspace, phone })
    const range = { from: consentOrder(''), to: consentOrder(from) }
    const found = await queryRecords(table, [consentEventRecord], {
      partition,
      ...range,
      limit,
      newestFirst: true,
    })
    return found.map(({ record }) => ({ record, order: record.id }))
  },
})
