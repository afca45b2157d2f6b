import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  type DeleteCommandInput,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import type { App, Removal, StoredRecord } from '#domain/app.ts'
import { ConflictError } from '#domain/error.ts'
import { table as names } from '#wiring/table.ts'
import { agentKeys } from './agent.ts'
import { consentEventKeys } from './consent.ts'
import { contactExternalIdKeys, contactKeys, contactTermKeys } from './contact.ts'
import { conversationKeys } from './conversation.ts'
import { creditAccountKeys, creditEntryKeys } from './credit.ts'
import { cursorKeyKeys } from './cursor-key.ts'
import { hoursKeys } from './hours.ts'
import { keyedRequestKeys } from './keyed-request.ts'
import { entryKeys, messageKeys } from './message.ts'
import { numberAddressKeys, numberKeys } from './number.ts'
import { openingKeys } from './opening.ts'
import { programKeys } from './program.ts'
import { receivedTextKeys, unroutedTextKeys } from './received-text.ts'
import { savedViewKeys } from './saved-view.ts'
import { settingsKeys } from './settings.ts'
import type { Keys, Table } from './table.ts'
import { teamKeys } from './team.ts'
import { threadKeys } from './thread.ts'

/** Where each kind of record is kept. */
const keysOf = (record: StoredRecord): Keys => {
  switch (record.kind) {
    case 'agent':
      return agentKeys(record)
    case 'business_hours':
      return hoursKeys(record)
    case 'consent_event':
      return consentEventKeys(record)
    case 'contact':
      return contactKeys(record)
    case 'contact_external_id':
      return contactExternalIdKeys(record)
    case 'contact_term':
      return contactTermKeys(record)
    case 'conversation':
      return conversationKeys(record)
    case 'credit_account':
      return creditAccountKeys(record)
    case 'credit_entry':
      return creditEntryKeys(record)
    case 'cursor_key':
      return cursorKeyKeys(record)
    case 'keyed_request':
      return keyedRequestKeys(record)
    case 'message':
      return messageKeys(record)
    case 'note':
      return entryKeys(record)
    case 'number':
      return numberKeys(record)
    case 'number_address':
      return numberAddressKeys(record)
    case 'opening':
      return openingKeys(record)
    case 'program':
      return programKeys(record)
    case 'received_text':
      return receivedTextKeys(record)
    case 'saved_view':
      return savedViewKeys(record)
    case 'settings':
      return settingsKeys(record)
    case 'team':
      return teamKeys(record)
    case 'thread':
      return threadKeys(record)
    case 'unrouted_text':
      return unroutedTextKeys(record)
  }
}

/** One record is a conditional put (one write unit for 1 KB), several are a transaction (two each). */
export const commitTo =
  ({ client, name }: Table): App['commit'] =>
  async (...changes) => {
    const writes = changes.map((change) => writeOf(name, change))
    const [only] = writes
    if (!only) return
    try {
      if (writes.length > 1) await client.send(new TransactWriteCommand({ TransactItems: writes }))
      else if (only.Put) await client.send(new PutCommand(only.Put))
      else await client.send(new DeleteCommand(only.Delete))
    } catch (error) {
      throw conflictOf(error, changes.map(recordOf)) ?? error
    }
  }

const recordOf = (change: StoredRecord | Removal) => ('remove' in change ? change.remove : change)

type Write = { Put: PutCommandInput; Delete?: undefined } | { Delete: DeleteCommandInput; Put?: undefined }

const writeOf = (name: string, change: StoredRecord | Removal): Write =>
  'remove' in change
    ? { Delete: { TableName: name, ...conditionalDelete(change.remove) } }
    : { Put: { TableName: name, ...conditionalPut(change) } }

const conditionalDelete = (record: StoredRecord): Omit<DeleteCommandInput, 'TableName'> => {
  const { pk, sk } = keysOf(record)
  return { Key: { pk, sk }, ...unchangedSince(record) }
}

const unchangedSince = ({ version }: StoredRecord) => ({
  ConditionExpression: 'version = :read',
  ExpressionAttributeValues: { ':read': version },
})

const conditionalPut = (record: StoredRecord): Omit<PutCommandInput, 'TableName'> => ({
  Item: {
    ...keysOf(record),
    ...record,
    version: record.version + 1,
    ...('expiresAt' in record && { [names.timeToLive]: Math.ceil(record.expiresAt / 1000) }),
  },
  ...(record.version === 0 ? { ConditionExpression: 'attribute_not_exists(pk)' } : unchangedSince(record)),
})

const conflictOf = (error: unknown, records: StoredRecord[]): ConflictError | undefined => {
  if (error instanceof ConditionalCheckFailedException) return new ConflictError(records.map((r) => r.kind))
  if (error instanceof TransactionConflictException) return new ConflictError([])
  if (!(error instanceof TransactionCanceledException)) return undefined
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
  const retryable = ['ConditionalCheckFailed', 'TransactionConflict', 'None', undefined]
  if (!codes.every((code) => retryable.includes(code))) return undefined
  return new ConflictError(records.filter((_, i) => codes[i] === 'ConditionalCheckFailed').map((r) => r.kind))
}
