import type { App, Removal, StoredRecord } from '#domain/app.ts'
import { table as names } from '#wiring/table.ts'
import { declarationOf } from './records.ts'
import type { Table, Write } from './table.ts'

/** Writes records whole, each under the condition that nobody wrote it since it was read. `until`: gives a write up. */
export const commitTo =
  (table: Table, until?: () => AbortSignal): App['commit'] =>
  (...changes) =>
    table.write(changes.map(writeOf), until?.())

const writeOf = (change: StoredRecord | Removal): Write => {
  const record = 'remove' in change ? change.remove : change
  const { kind, version } = record
  const keys = declarationOf(kind).keys(record)
  const { pk, sk } = keys
  return {
    kind,
    version,
    key: { pk, sk },
    ...(record === change && { item: { ...keys, ...itemOf(record) } }),
  }
}

const itemOf = (record: StoredRecord) => ({
  ...record,
  version: record.version + 1,
  ...('expiresAt' in record &&
    record.expiresAt !== undefined && { [names.timeToLive]: Math.ceil(record.expiresAt / 1000) }),
})
