import type { App } from '#domain/app.ts'
import type { ConsentEvent } from '#domain/consents/consent-event.ts'
import { type Keys, queryRecords, type Table } from './table.ts'
import { threadKeys } from './thread.ts'

/** The ledger of a phone, beside its thread, oldest first. */
export const consentEventKeys = ({ id, ...of }: Pick<ConsentEvent, 'workspace' | 'phone' | 'id'>): Keys => ({
  pk: threadKeys(of).pk,
  sk: consentOrder(id),
})

const consentOrder = (position: string) => `consent#${position}`

export const consentStore = (table: Table): App['consents'] => ({
  list: async (workspace, phone, { limit, from = '~' }) => {
    const { pk: partition } = threadKeys({ workspace, phone })
    const range = { from: consentOrder(''), to: consentOrder(from) }
    const found = await queryRecords(table, 'consent_event', {
      partition,
      ...range,
      limit,
      newestFirst: true,
    })
    return found.map(({ record }) => ({ record, order: record.id }))
  },
})
