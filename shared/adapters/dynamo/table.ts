import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import type { Reading, StoredRecord } from '#domain/app.ts'
import { table as names } from '#wiring/table.ts'

/** A table and the client that reaches it. */
export type Table = { name: string; client: DynamoDBDocumentClient }

/** Where a record is kept, and where the indexes show it. */
export type Keys = {
  pk: string
  sk: string
  gsi1pk?: string
  gsi1sk?: string
  gsi2pk?: string
  gsi2sk?: string
}

export const openTable = (name: string, client = new DynamoDBClient({})): Table => ({
  name,
  client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
})

type Kind = StoredRecord['kind']
export type RecordOf<K extends Kind> = Extract<StoredRecord, { kind: K }>

/** One record by its key: half a read unit for 4 KB, or one when `fresh`. */
export const getRecord = async <K extends Kind>(
  { client, name }: Table,
  kind: K,
  { pk, sk }: Keys,
  reading: Reading = 'cached',
): Promise<RecordOf<K> | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: reading === 'fresh' }),
  )
  return Item && toRecord(kind, Item)
}

export type RecordQuery = {
  partition: string
  /** Inclusive range of sort keys. */
  from?: string
  to?: string
  limit?: number
  newestFirst?: boolean
  index?: boolean
  reading?: Reading
}

/** Records of one partition in the order of their sort keys; `order` is that sort key. */
export const queryRecords = async <K extends Kind>(
  table: Table,
  kind: K | K[],
  query: RecordQuery,
): Promise<{ record: RecordOf<K>; order: string }[]> => {
  const items = await queryItems(table, query, query.index ? names.index : names)
  const { sortKey } = query.index ? names.index : names
  return items.map((item) => ({ record: toRecord(kind, item), order: String(item[sortKey]) }))
}

/** The orders of one partition of the index that has keys only. */
export const queryOrders = async (table: Table, query: Omit<RecordQuery, 'index'>): Promise<string[]> => {
  const items = await queryItems(table, query, names.keyIndex)
  return items.map((item) => String(item[names.keyIndex.sortKey]))
}

/** What begins after it ends is empty; the engine would refuse it. */
const queryItems = async (
  table: Table,
  query: RecordQuery,
  of: Names,
): Promise<Record<string, unknown>[]> => {
  const { name, partitionKey, sortKey } = of
  const { from = ' ', to = '~' } = query
  if (from > to) return []
  return readOn(table, {
    TableName: table.name,
    IndexName: name,
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': partitionKey, '#sk': sortKey },
    ExpressionAttributeValues: {
      ':pk': query.partition,
      ':from': from,
      ':to': to,
    },
    Limit: query.limit,
    ScanIndexForward: !query.newestFirst,
    ConsistentRead: query.reading === 'fresh',
  })
}

type Names = { name?: string; partitionKey: string; sortKey: string }

/** One answer holds at most 1 MB, which few long texts fill: the rest is asked for until there is as much as wanted. */
const readOn = async ({ client }: Table, query: QueryCommandInput): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  let next: QueryCommandInput['ExclusiveStartKey']
  do {
    const Limit = query.Limit && query.Limit - items.length
    const answer = await client.send(new QueryCommand({ ...query, Limit, ExclusiveStartKey: next }))
    items.push(...(answer.Items ?? []))
    next = answer.LastEvaluatedKey
  } while (next && items.length !== query.Limit)
  return items
}

const toRecord = <K extends Kind>(kind: K | K[], item: Record<string, unknown>): RecordOf<K> => {
  if (![kind].flat().includes(item.kind as K)) {
    throw new Error(`Found a ${String(item.kind)} where a ${kind} was expected`)
  }
  return withoutKeys(item) as RecordOf<K>
}

/** The record in an item of the table, its stream included. */
export const withoutKeys = (item: Record<string, unknown>): Record<string, unknown> => {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expires_at, is_copy, ...record } = item
  return record
}

const isOlder = (version: number) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
  ExpressionAttributeValues: { ':version': version },
})

/** Writes a copy unless a newer one is there. */
export const replaceOlder = (
  { client, name }: Table,
  item: Keys & { version: number; [attribute: string]: unknown },
): Promise<void> =>
  unlessOvertaken(client.send(new PutCommand({ TableName: name, Item: item, ...isOlder(item.version) })))

/** Deletes a copy unless a newer one is there. */
export const deleteOlder = ({ client, name }: Table, { pk, sk }: Keys, version: number): Promise<void> =>
  unlessOvertaken(client.send(new DeleteCommand({ TableName: name, Key: { pk, sk }, ...isOlder(version) })))

const unlessOvertaken = async (write: Promise<unknown>): Promise<void> => {
  try {
    await write
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}
