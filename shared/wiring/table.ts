/** Attribute and index names of the single table: lib/ creates it with them, shared/adapters/dynamo reads and writes them. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expires_at',
  /** What partitions begin with that hold what people without a token may be shown. */
  publicPartitions: 'link#',
  index: { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
  /** Holds keys only: an entry is written once, whatever becomes of its record. */
  keyIndex: { name: 'gsi2', partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
} as const
