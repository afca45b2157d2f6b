import type { App } from '#domain/app.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import type { NumberAddress } from '#domain/numbers/number-address.ts'
import { getRecord, getRecords, type Keys, queryRecords, type Table } from './table.ts'

/** Listed by workspace; the index finds the workspace of an address that a customer wrote to. */
export const numberKeys = (
  number: Pick<BusinessNumber, 'workspace' | 'id'> & Partial<BusinessNumber>,
): Keys => ({
  pk: `${number.workspace}#numbers`,
  sk: number.id,
  gsi1pk: addressPartition(number.address ?? ''),
  gsi1sk: number.workspace,
})

/** The one record of the installation that holds an address: conditional writes see it at once, unlike the index. */
export const numberAddressKeys = ({ address }: Pick<NumberAddress, 'address'>): Keys => ({
  pk: addressPartition(address),
  sk: 'number_address',
})

const addressPartition = (address: string): string => `address#${address}`

export const numberStore = (table: Table): App['numbers'] => ({
  get: (workspace, id, reading) => getRecord(table, 'number', numberKeys({ workspace, id }), reading),
  many: (workspace, ids) =>
    getRecords(
      table,
      'number',
      ids.map((id) => numberKeys({ workspace, id })),
    ),
  page: (workspace, page) => queryRecords(table, 'number', { partition: `${workspace}#numbers`, ...page }),
  byAddress: async (address) => {
    const partition = addressPartition(address)
    const [found] = await queryRecords(table, 'number', { index: true, partition, limit: 1 })
    return found?.record
  },
  list: async (workspace) => {
    const found = await queryRecords(table, 'number', { partition: `${workspace}#numbers` })
    return found.map(({ record }) => record)
  },
})
