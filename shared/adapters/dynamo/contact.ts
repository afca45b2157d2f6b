import type { App } from '#domain/app.ts'
import type { Contact } from '#domain/contacts/contact.ts'
import { getRecord, type Keys, type Table } from './table.ts'

export const contactKeys = ({ workspace, id }: Pick<Contact, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#contact#${id}`,
  sk: 'contact',
})

export const contactStore = (table: Table): App['contacts'] => ({
  get: (workspace, id) => getRecord(table, 'contact', contactKeys({ workspace, id })),
})
