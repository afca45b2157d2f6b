import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { PutCommand, type PutCommandInput, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { table as names } from '#contract/table.ts'
import type { App, StoredRecord } from '#domain/app.ts'
import { ConflictError } from '#domain/error.ts'
import { agentKeys } from './agent.ts'
import { contactKeys } from './contact.ts'
import { conversationKeys } from './conversation.ts'
import { cursorKeyKeys } from './cursor-key.ts'
import { messageKeys } from './message.ts'
import { numberKeys } from './number.ts'
import { receivedTextKeys, unroutedTextKeys } from './received-text.ts'
import { settingsKeys } from './settings.ts'
import type { Keys, Table } from './table.ts'
import { threadKeys } from './thread.ts'

/** Where each kind of record is kept. */
const keysOf = (record: StoredRecord): Keys => {
  switch (record.kind) {
    case 'agent':
      return agentKeys(record)
    case 'contact':
      return contactKeys(record)
    case 'conversation':
      return conversationKeys(record)
    case 'cursor_key':
      return cursorKeyKeys(record)
    case 'message':
      return messageKeys(record)
    case 'number':
      return numberKeys(record)
    case 'received_text':
      return receivedTextKeys(record)
    case 'settings':
      return settingsKeys(record)
    case 'thread':
      return threadKeys(record)
    case 'unrouted_text':
      return unroutedTextKeys(record)
  }
}

/** One record is a conditional put (one write unit for 1 KB), several are a transaction (two each). */
export const commitTo =
  ({ client, name }: Table): App['commit'] =>
  async (...records) => {
    const puts = records.map((record) => ({ TableName: name, ...conditionalPut(record) }))
    const [only] = puts
    if (!only) return
    try {
      if (puts.length === 1) await client.send(new PutCommand(only))
      else await client.send(new TransactWriteCommand({ TransactItems: puts.map((Put) => ({ Put })) }))
    } catch (error) {
      throw conflictOf(error, records) ?? error
    }
  }

const conditionalPut = (record: StoredRecord): Omit<PutCommandInput, 'TableName'> => ({
  Item: {
    ...keysOf(record),
    ...record,
    version: record.version + 1,
    ...('expiresAt' in record && { [names.timeToLive]: Math.ceil(record.expiresAt / 1000) }),
  },
  ...(record.version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': record.version } }),
})

const conflictOf = (error: unknown, records: StoredRecord[]): ConflictError | undefined => {
  if (error instanceof ConditionalCheckFailedException) return new ConflictError(records.map((r) => r.kind))
  if (!(error instanceof TransactionCanceledException)) return undefined
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
  const retryable = ['ConditionalCheckFailed', 'TransactionConflict', 'None', undefined]
  if (!codes.every((code) => retryable.includes(code))) return undefined
  return new ConflictError(records.filter((_, i) => codes[i] === 'ConditionalCheckFailed').map((r) => r.kind))
}
