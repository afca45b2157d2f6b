import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { ConsentEvent } from '#domain/threads/consent-event.ts'
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

const actions = [
  ...(['opt_out', 'opt_in', 'opt_in_question', 'attested'] as const),
  ...(['do_not_contact', 'do_not_contact_lifted', 'enrolled', 'enrolment_ended'] as const),
] as const

export const consentEventRecord = declareRecord({
  kind: 'consent_event',
  place: { pk: '<workspace>#phone#<phone>', sk: 'consent#<id>' },
  keys: consentEventKeys,
  personal: [
    ...(['phone', 'saidOn', 'byName', 'received.body', 'sent.body', 'reason', 'play'] as const),
    ...(['terms.purpose', 'terms.source', 'terms.wording', 'terms.page', 'form.address'] as const),
  ],
  schema: () =>
    recordOf('consent_event', {
      id: startingWith('cns_'),
      phone: z.string(),
      contactId: ids.contact(),
      action: z.enum(actions),
      scope: consentScope(),
      source: consentSource(),
      system: z.optional(z.string()),
      play: z.optional(z.string()),
      importId: z.optional(ids.import()),
      by: z.optional(z.string()),
      byName: z.optional(z.string()),
      numberId: z.optional(ids.number()),
      templateId: z.optional(ids.template()),
      received: z.optional(ledgerText()),
      sent: z.optional(ledgerText()),
      notSent: z.optional(
        z.enum(['answer_too_late', 'too_many_answers', 'own_number', 'carrier_answers', 'blocked']),
      ),
      saidOn: z.optional(z.string()),
      terms: z.optional(terms()),
      form: z.optional(
        stored({
          widgetId: ids.widget(),
          wording: z.optional(z.number()),
          language: z.optional(z.string()),
          address: z.optional(z.string()),
          browser: z.optional(z.string()),
        }),
      ),
      reason: z.optional(z.string()),
      at: z.number(),
      recordedAt: z.number(),
    }),
})

const terms = () =>
  stored({
    purpose: z.optional(z.string()),
    source: z.optional(z.string()),
    wording: z.optional(z.string()),
    page: z.optional(z.string()),
    expiresAt: z.optional(z.number()),
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
