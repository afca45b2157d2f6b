import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
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

/** Where a record is kept, and where the index shows it. */
export type Keys = { pk: string; sk: string; gsi1pk?: string; gsi1sk?: string }

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

/** What one request may name. */
const mostInBatch = 100

/** Those of the records that exist, in any order, each named once: half a read unit for 4 KB of each. */
export const getRecords = async <K extends Kind>(
  table: Table,
  kind: K,
  keys: Keys[],
): Promise<RecordOf<K>[]> => {
  const found: RecordOf<K>[] = []
  const wanted = keys.map(({ pk, sk }) => ({ pk, sk }))
  while (wanted.length > 0) {
    const request = { [table.name]: { Keys: wanted.splice(0, mostInBatch) } }
    const { Responses, UnprocessedKeys } = await table.client.send(
      new BatchGetCommand({ RequestItems: request }),
    )
    found.push(...(Responses?.[table.name] ?? []).map((item) => toRecord(kind, item)))
    wanted.push(...((UnprocessedKeys?.[table.name]?.Keys ?? []) as typeof wanted))
  }
  return found
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
  const [partitionKey, sortKey] = query.index
    ? [names.index.partitionKey, names.index.sortKey]
    : [names.partitionKey, names.sortKey]
  const items = await queryItems(table, {
    TableName: table.name,
    IndexName: query.index ? names.index.name : undefined,
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': partitionKey, '#sk': sortKey },
    ExpressionAttributeValues: {
      ':pk': query.partition,
      ':from': query.from ?? ' ',
      ':to': query.to ?? '~',
    },
    Limit: query.limit,
    ScanIndexForward: !query.newestFirst,
    ConsistentRead: query.reading === 'fresh',
  })
  return items.map((item) => ({ record: toRecord(kind, item), order: String(item[sortKey]) }))
}

/** One answer holds at most 1 MB, which few long texts fill: the rest is asked for until there is as much as wanted. */
const queryItems = async (
  { client }: Table,
  query: QueryCommandInput,
): Promise<Record<string, unknown>[]> => {
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
  const { pk, sk, gsi1pk, gsi1sk, expires_at, is_copy, ...record } = item
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
