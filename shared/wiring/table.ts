/** Attribute and index names of the single table: lib/ creates it with them, shared/adapters/dynamo reads and writes them. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expires_at',
  index: { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
} as const
