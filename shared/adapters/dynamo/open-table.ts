import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { table as names } from '#wiring/table.ts'
import { nameOperations } from '../aws/name-operations.ts'
import {
  type Adjustment,
  type Bound,
  compareKeys,
  type Item,
  type Key,
  keyNames,
  type Query,
  type Table,
} from './table.ts'
import { writeTo } from './write.ts'

/**
 * How records become items. Who names an attribute `constructor` makes its map look like an instance of a class to the SDK; all
 * of ours are plain. A client adds to what it is given: give it a copy.
 */
export const marshallOptions = { removeUndefinedValues: true, convertClassInstanceToMap: true }

export const openTable = (name: string, client = nameOperations(new DynamoDBClient({}))): Table => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { ...marshallOptions } })
  return {
    get: async ({ pk, sk }, reading = 'cached') => {
      const request = { TableName: name, Key: { pk, sk }, ConsistentRead: reading === 'fresh' }
      return (await documents.send(new GetCommand(request))).Item
    },
    getMany: (keys) => readMany(documents, name, keys),
    query: async (query) => (isEmpty(query) ? [] : readItems(documents, queryInput(name, query))),
    write: writeTo(documents, name),
    replaceOlder: async (item) => {
      const put = { TableName: name, Item: item, ...isOlder(item.version) }
      await unlessRefused(documents.send(new PutCommand(put)))
    },
    deleteOlder: async ({ pk, sk }, version) => {
      const deletion = { TableName: name, Key: { pk, sk }, ...isOlder(version) }
      await unlessRefused(documents.send(new DeleteCommand(deletion)))
    },
    adjust: async (adjustment) => {
      const update = { TableName: name, ...updateInput(adjustment), ReturnValues: 'UPDATED_NEW' } as const
      const answer = await unlessRefused(documents.send(new UpdateCommand(update)))
      return answer && Number(answer.Attributes?.[adjustment.attribute])
    },
  }
}

/** What one request may name. */
const mostInBatch = 100

/** What a request leaves out is asked for again. */
const readMany = async (client: DynamoDBDocumentClient, name: string, keys: Key[]): Promise<Item[]> => {
  const items: Item[] = []
  const wanted = keys.map(({ pk, sk }) => ({ pk, sk }))
  while (wanted.length > 0) {
    const request = { [name]: { Keys: wanted.splice(0, mostInBatch) } }
    const answer = await client.send(new BatchGetCommand({ RequestItems: request }))
    items.push(...(answer.Responses?.[name] ?? []))
    wanted.push(...((answer.UnprocessedKeys?.[name]?.Keys ?? []) as Key[]))
  }
  return items
}

/** The engine refuses a range that ends before it begins. */
const isEmpty = ({ from = ' ', to = '~' }: Query): boolean => compareKeys(from, to) > 0

const queryInput = (name: string, query: Query): QueryCommandInput => {
  const { name: index, partitionKey, sortKey } = keyNames(query)
  return {
    TableName: name,
    IndexName: index,
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': partitionKey, '#sk': sortKey },
    ExpressionAttributeValues: { ':pk': query.partition, ':from': query.from ?? ' ', ':to': query.to ?? '~' },
    Limit: query.limit,
    ScanIndexForward: !query.newestFirst,
    ConsistentRead: query.reading === 'fresh',
  }
}

/** One answer holds at most 1 MB, which few long texts fill: the rest is asked for until there is as much as wanted. */
const readItems = async (client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<Item[]> => {
  const items: Item[] = []
  let next: QueryCommandInput['ExclusiveStartKey']
  do {
    const Limit = query.Limit && query.Limit - items.length
    const answer = await client.send(new QueryCommand({ ...query, Limit, ExclusiveStartKey: next }))
    items.push(...(answer.Items ?? []))
    next = answer.LastEvaluatedKey
  } while (next && items.length !== query.Limit)
  return items
}

const isOlder = (version: number) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
  ExpressionAttributeValues: { ':version': version },
})

const updateInput = ({ key, attribute, change, where, beside, expiresAt }: Adjustment) => {
  const isSet = 'set' in change
  const set = [
    ...(isSet ? ['#count = :change'] : []),
    ...(beside ? ['#beside = :beside'] : []),
    ...(expiresAt === undefined ? [] : ['#expires = :expires']),
  ]
  const bounds = [within('count', where), ...(beside?.where ? [within('beside', beside.where)] : [])]
  return {
    Key: key,
    UpdateExpression: `${set.length > 0 ? `SET ${set}` : ''} ${isSet ? '' : 'ADD #count :change'}`.trim(),
    ConditionExpression: bounds.map(({ condition }) => `(${condition})`).join(' AND '),
    ExpressionAttributeNames: {
      '#count': attribute,
      ...(beside && { '#beside': beside.attribute }),
      ...(expiresAt && { '#expires': names.timeToLive }),
    },
    ExpressionAttributeValues: {
      ':change': isSet ? change.set : change.add,
      ...(beside && { ':beside': beside.set }),
      ...Object.assign({}, ...bounds.map(({ values }) => values)),
      ...(expiresAt && { ':expires': Math.ceil(expiresAt / 1000) }),
    },
  }
}

const within = (name: string, where: Bound) => {
  const bound = `:${name}Bound`
  return 'atMost' in where
    ? {
        condition: `attribute_not_exists(#${name}) OR #${name} <= ${bound}`,
        values: { [bound]: where.atMost },
      }
    : { condition: `#${name} > ${bound}`, values: { [bound]: where.above } }
}

/** Undefined where the condition did not hold. */
const unlessRefused = async <T>(request: Promise<T>): Promise<T | undefined> => {
  try {
    return await request
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw error
  }
}
