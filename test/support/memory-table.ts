import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { marshallOptions } from '#adapters/dynamo/open-table.ts'
import {
  type Adjustment,
  type Bound,
  compareKeys,
  type Item,
  type Key,
  type Keys,
  type Query,
  type Table,
  type Write,
} from '#adapters/dynamo/table.ts'
import { ConflictError } from '#domain/error.ts'
import { table as names } from '#wiring/table.ts'
import { itemSize } from './item-size.ts'

export type MemoryTable = Table & {
  /** The attributes of each item but its keys. */
  items: Map<string, Item>
  /** Writes an item as it is, without a condition. */
  put(keys: Keys, item: Item | undefined): void
}

/** A table in memory that answers as the engine does. `changed` is told of each item that is written. */
export const createMemoryTable = (
  changed: (before: Item | undefined, after: Item | undefined) => void,
): MemoryTable => {
  const items = new Map<string, Item>()
  const places = new Map<string, Place>()
  /** The sort keys of the items in each partition, of the table and of its index. */
  const partitions = new Map<string, Map<string, string>>()
  const find = (name: string): Item | undefined => {
    const item = items.get(name)
    return item && { ...places.get(name), ...item }
  }
  const place = (name: string, keys: Keys, isThere: boolean) => {
    for (const [partition, order] of partitionsOf(keys)) {
      const orders = partitions.get(partition) ?? new Map()
      partitions.set(partition, orders)
      if (isThere) orders.set(name, order)
      else orders.delete(name)
    }
  }
  const put = (keys: Keys, item: Item | undefined) => {
    const name = nameOf(keys)
    const before = find(name)
    place(name, places.get(name) ?? keys, false)
    places.set(name, placeOf({ ...item, ...keys }))
    if (item) {
      items.set(name, asStored(item))
      place(name, keys, true)
    } else items.delete(name)
    changed(before, find(name))
  }
  const replaceOlder = (keys: Keys, version: number, item?: Item) => {
    const before = items.get(nameOf(keys))
    if (!before || Number(before.version) < version) put(keys, item)
  }
  return {
    items,
    put,
    get: (key) => turn().then(() => find(nameOf(key))),
    getMany: async (keys) => {
      await turn()
      return keys.map((key) => find(nameOf(key))).filter((item) => item !== undefined)
    },
    query: async (query) => {
      await turn()
      const names = sortedNames(
        partitions.get(
          `${query.index === 'keys' ? 'keys' : query.index ? 'index' : 'table'} ${query.partition}`,
        ),
        query,
      )
      return names
        .map(find)
        .filter((item) => item !== undefined)
        .slice(0, query.limit)
    },
    write: async (writes) => {
      await turn()
      requireOnce(writes)
      for (const { key, item } of writes) requireStorable({ ...item, ...key })
      const overtaken = writes.filter((write) => !mayWrite(write, items.get(nameOf(write.key))))
      if (overtaken.length > 0) throw new ConflictError(overtaken.map(({ kind }) => kind))
      for (const { key, item } of writes) put({ ...item, ...key }, item)
    },
    replaceOlder: async (item) => replaceOlder(item, item.version, item),
    deleteOlder: async (key, version) => replaceOlder(key, version),
    adjust: async (adjustment) => {
      await turn()
      const item = adjusted(find(nameOf(adjustment.key)), adjustment)
      if (item) put({ ...item, ...adjustment.key }, item)
      return item && Number(item[adjustment.attribute])
    },
  }
}

/** Lets other work go first, as every call over a network does. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`

/** What only the table needs of an item. */
type Place = Keys & { expires_at?: unknown }

const placeOf = ({ pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expires_at }: Place): Place =>
  withoutUndefined({ pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expires_at })

const partitionsOf = (keys: Keys): [partition: string, order: string][] => {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk } = keys
  return [
    [`table ${pk}`, sk],
    ...(gsi1pk && gsi1sk ? ([[`index ${gsi1pk}`, gsi1sk]] as [string, string][]) : []),
    ...(gsi2pk && gsi2sk ? ([[`keys ${gsi2pk}`, gsi2sk]] as [string, string][]) : []),
  ]
}

/** What is left of an item on its way to the engine and back: no undefined, no dates, plain objects. */
const asStored = ({ pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expires_at, ...item }: Item): Item =>
  withoutUndefined(item)

const withoutUndefined = <T extends Item>(item: T): T => unmarshall(marshall(item, marshallOptions)) as T

const mayWrite = ({ item, version }: Write, stored: Item | undefined): boolean =>
  item && version === 0 ? stored === undefined : stored?.version === version

const requireOnce = (writes: Write[]): void => {
  const keys = new Set(writes.map(({ key }) => nameOf(key)))
  if (keys.size < writes.length || keys.size > 100)
    throw refusal('A transaction writes at most 100 items, each once')
}

const sortedNames = (
  orders: Map<string, string> | undefined,
  { from = ' ', to = '~', newestFirst }: Query,
): string[] => {
  const found = [...(orders ?? [])].filter(
    ([, order]) => compareKeys(from, order) <= 0 && compareKeys(order, to) <= 0,
  )
  return found
    .toSorted(([, a], [, b]) => (newestFirst ? compareKeys(b, a) : compareKeys(a, b)))
    .map(([name]) => name)
}

/** The engine has bounds for keys and items, and takes only strings that are well-formed. */
const requireStorable = (item: Item & Partial<Keys>): void => {
  const lengths = [
    ...[item.pk, item.gsi1pk, item.gsi2pk].map((key) => ({ key, most: 2048 })),
    ...[item.sk, item.gsi1sk, item.gsi2sk].map((key) => ({ key, most: 1024 })),
  ]
  for (const { key = '-', most } of lengths) {
    const bytes = Buffer.byteLength(key)
    if (bytes === 0 || bytes > most) throw refusal('A key has one to 2048 bytes, a sort key to 1024')
  }
  if (itemSize(item) > 400_000) throw refusal('An item has at most 400 KB')
  if (!isWellFormed(item))
    throw Object.assign(refusal('Half a character'), { name: 'SerializationException' })
}

const isWellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true
  return Object.entries(value).every(([name, held]) => name.isWellFormed() && isWellFormed(held))
}

const refusal = (why: string) => Object.assign(new Error(why), { name: 'ValidationException' })

const adjusted = (item: Item | undefined, adjustment: Adjustment): Item | undefined => {
  const { attribute, change, where, beside, expiresAt } = adjustment
  const count = item?.[attribute] as number | undefined
  const other = beside && (item?.[beside.attribute] as number | undefined)
  if (!isWithin(count, where) || (beside?.where && !isWithin(other, beside.where))) return undefined
  return {
    ...item,
    [attribute]: 'set' in change ? change.set : (count ?? 0) + change.add,
    ...(beside && { [beside.attribute]: beside.set }),
    ...(expiresAt && { [names.timeToLive]: Math.ceil(expiresAt / 1000) }),
  }
}

const isWithin = (count: number | undefined, where: Bound): boolean =>
  'atMost' in where ? count === undefined || count <= where.atMost : (count ?? -Infinity) > where.above
