import type * as z from 'zod/mini'
import type { StoredRecord } from '#domain/app.ts'
import { table as names } from '#wiring/table.ts'
import type { PathIn, SameForm } from './form.ts'
import { type Item, type Key, type Keys, keyNames, type Query, type Table } from './table.ts'
import { UnfitRecordError } from './unfit-record.ts'

export type Kind = StoredRecord['kind']
export type RecordOf<K extends Kind> = Extract<StoredRecord, { kind: K }>

/** All that is known of one kind of record. Commits, reads, the stream, erasure and docs/data-model.md follow from it. */
export type Declaration<K extends Kind = Kind> = {
  kind: K
  /** How its keys look: `<field>` stands for a field, or for what an id says of where it lives (`<ref>`, `<order>`). */
  place: Place
  keys(record: RecordOf<K>): Keys
  /** Made at the first use, so that a function pays for the kinds that it reads. */
  schema(): z.ZodMiniType
  /** Fields with words, names, phones and addresses of people; `*` stands for each entry of a list. */
  personal: PathIn<RecordOf<K>>[]
  /** How long it is kept, where it is forgotten at its `expiresAt`. */
  keptFor?: string
  /** What makes the form of today from those of earlier versions, oldest first. Each leaves newer forms as they are. */
  older?: ((item: Item) => Item)[]
}

/** What of a declaration reads an item. */
type Reader = Pick<Declaration, 'kind' | 'place' | 'schema' | 'older'> & { personal: string[] }
type Readers = [Reader, ...Reader[]]

type Place = Key & { index?: string }

/** Declares a kind. A domain type and a schema that differ, in either direction, do not compile. */
export const declareRecord = <K extends Kind, S extends z.ZodMiniType>(
  declaration: Omit<Declaration<K>, 'schema'> & { schema(): S & SameForm<z.output<S>, RecordOf<K>> },
): Declaration<K> => {
  let schema: S | undefined
  return {
    ...declaration,
    schema: () => {
      schema ??= declaration.schema()
      return schema
    },
  }
}

/** One record by its key: half a read unit for 4 KB, or one when `fresh`. Throws UnfitRecordError. */
export const getRecord = async <D extends Readers>(
  table: Table,
  declarations: D,
  key: Key,
  reading?: Query['reading'],
): Promise<RecordOf<D[number]['kind']> | undefined> => {
  const item = await table.get(key, reading)
  return item && parseRecord(declarations, item)
}

/** Those of the records that exist, in any order, each named once. Throws UnfitRecordError. */
export const getRecords = async <D extends Readers>(
  table: Table,
  declarations: D,
  keys: Key[],
): Promise<RecordOf<D[number]['kind']>[]> => {
  const items = await table.getMany(keys)
  return items.map((item) => parseRecord(declarations, item))
}

/** Records of one partition in the order of their sort keys; `order` is that sort key. Throws UnfitRecordError. */
export const queryRecords = async <D extends Readers>(
  table: Table,
  declarations: D,
  query: Query,
): Promise<{ record: RecordOf<D[number]['kind']>; order: string }[]> => {
  const items = await table.query(query)
  const { sortKey } = keyNames(query)
  return items.map((item) => ({
    record: parseRecord(declarations, item),
    order: String(item[sortKey]),
  }))
}

/** The orders of one partition of the index of keys. */
export const queryOrders = async (table: Table, query: Omit<Query, 'index'>): Promise<string[]> => {
  const items = await table.query({ ...query, index: 'keys' })
  return items.map((item) => String(item[names.keyIndex.sortKey]))
}

/** The record in an item, in the form of today. Throws UnfitRecordError. */
export const parseRecord = <D extends Readers>(declarations: D, item: Item): RecordOf<D[number]['kind']> => {
  const declaration = declarations.find(({ kind }) => kind === item.kind)
  if (!declaration) throw new UnfitRecordError(declarations[0], item, [['kind']])
  const record = (declaration.older ?? []).reduce((form, read) => read(form), withoutKeys(item))
  const { error, data } = declaration.schema().safeParse(record)
  if (error)
    throw new UnfitRecordError(
      declaration,
      item,
      error.issues.map(({ path }) => path),
    )
  return data as RecordOf<D[number]['kind']>
}

/** An item without what only the table needs. */
const withoutKeys = (item: Item): Item => {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expires_at, is_copy, ...record } = item
  return record
}
