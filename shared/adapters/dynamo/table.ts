import type { Reading } from '#domain/app.ts'
import { table as names } from '#wiring/table.ts'

/** The one table, with all that is asked of it. Tests have a second one in memory that answers alike. */
export type Table = {
  /** Half a read unit for 4 KB, or one when `fresh`. */
  get(key: Key, reading?: Reading): Promise<Item | undefined>
  /** Those of the items that exist, in any order, each named once: half a read unit for 4 KB of each. */
  getMany(keys: Key[]): Promise<Item[]>
  /** Items of one partition in the order of their sort keys. */
  query(query: Query): Promise<Item[]>
  /** All or nothing. Throws ConflictError with the kinds that were overtaken. `until`: when it is given up, tries of the SDK included. */
  write(writes: Write[], until?: AbortSignal): Promise<void>
  /** Puts a copy unless a newer one is there. */
  replaceOlder(item: Keys & { version: number; [attribute: string]: unknown }): Promise<void>
  /** Deletes a copy unless a newer one is there. */
  deleteOlder(key: Key, version: number): Promise<void>
  /** Changes a count, however many do so at once. Gives what it is then, or undefined where it was out of bounds. */
  adjust(adjustment: Adjustment): Promise<number | undefined>
}

export type Item = Record<string, unknown>

export type Key = { pk: string; sk: string }

/** Where an item is kept, and where the indexes show it. */
export type Keys = Key & { gsi1pk?: string; gsi1sk?: string; gsi2pk?: string; gsi2sk?: string }

export type Query = {
  partition: string
  /** Inclusive range of sort keys. */
  from?: string
  to?: string
  limit?: number
  newestFirst?: boolean
  /** The index of whole items, or the one of keys only. */
  index?: boolean | 'keys'
  reading?: Reading
}

/** The names of the keys by which a query reads; `name` is that of the index, where it reads one. */
export const keyNames = ({ index }: Query): { name?: string; partitionKey: string; sortKey: string } => {
  if (index === 'keys') return names.keyIndex
  return index ? names.index : names
}

/** A number in an item that is no record: made at its first change, and never out of bounds before that. */
export type Adjustment = {
  key: Key
  attribute: string
  change: { set: number } | { add: number }
  /** What it must be before. A count that is not there is `atMost` anything, and `above` nothing. */
  where: Bound
  /** A second number that is set with it, and what that must be before. */
  beside?: { attribute: string; set: number; where?: Bound }
  /** When the item may be forgotten, epoch milliseconds. */
  expiresAt?: number
}

export type Bound = { atMost: number } | { above: number }

/** Puts the item, or deletes what is there, where its version still is `version`; a put with 0: where there is none. */
export type Write = { kind: string; key: Key; version: number; item?: Item }

/** By the bytes of UTF-8, as DynamoDB sorts; JavaScript's own order differs for what is beyond 16 bits. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
