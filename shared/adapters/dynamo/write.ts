import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { ConflictError, ExplainedError } from '#domain/error.ts'
import type { Write } from './table.ts'

/** One write is a plain one (one write unit for 1 KB), several are a transaction (two each). */
export const writeTo =
  (client: DynamoDBDocumentClient, name: string) =>
  async (writes: Write[], until?: AbortSignal): Promise<void> => {
    const requests = writes.map((write) => requestOf(name, write))
    const [only] = requests
    const options = { abortSignal: until }
    if (!only) return
    try {
      if (requests.length > 1)
        await client.send(new TransactWriteCommand({ TransactItems: requests }), options)
      else if (only.Put) await client.send(new PutCommand(only.Put), options)
      else await client.send(new DeleteCommand(only.Delete), options)
    } catch (error) {
      throw conflictOf(error, writes) ?? (until?.aborted ? givenUp(writes, error) : error)
    }
  }

const requestOf = (TableName: string, { key, version, item }: Write) =>
  item
    ? { Put: { TableName, Item: item, ...(version === 0 ? isNew : unchangedSince(version)) } }
    : { Delete: { TableName, Key: key, ...unchangedSince(version) } }

const isNew = { ConditionExpression: 'attribute_not_exists(pk)' }

const unchangedSince = (version: number) => ({
  ConditionExpression: 'version = :read',
  ExpressionAttributeValues: { ':read': version },
})

const givenUp = (writes: Write[], cause: unknown) =>
  new ExplainedError(
    'A write took too long and was given up.',
    { kinds: writes.map((w) => w.kind) },
    { cause },
  )

/** Only a lost race is one: what is throttled, too large or malformed fails as it is. */
const conflictOf = (error: unknown, writes: Write[]): ConflictError | undefined => {
  if (error instanceof ConditionalCheckFailedException) return new ConflictError(writes.map((w) => w.kind))
  if (error instanceof TransactionConflictException) return new ConflictError([])
  if (!(error instanceof TransactionCanceledException)) return undefined
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
  const harmless = ['ConditionalCheckFailed', 'TransactionConflict', 'None', undefined]
  if (!codes.every((code) => harmless.includes(code))) return undefined
  return new ConflictError(writes.filter((_, i) => codes[i] === 'ConditionalCheckFailed').map((w) => w.kind))
}
