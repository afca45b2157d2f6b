/** A record as it is after its commit, which counts its version up. */
export const asStored = <R extends { version: number }>(record: R): R => ({
  ...record,
  version: record.version + 1,
})
