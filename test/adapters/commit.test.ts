import { Readable } from 'node:stream'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitTo } from '#adapters/dynamo/commit.ts'
import { contactKeys, contactRecord } from '#adapters/dynamo/contact.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { getRecord } from '#adapters/dynamo/record.ts'
import { type Contact, newContact } from '#domain/contacts/contact.ts'
import { ConflictError } from '#domain/error.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

const contact = (id: string): Contact =>
  newContact({ workspace: 'wks_a', id: `con_${id}`, phones: [], createdAt: 1 })
const read = ({ workspace, id }: Contact) =>
  getRecord(engine.table, [contactRecord], contactKeys({ workspace, id }), 'fresh')
const conflict = (kinds: string[]) => expect.objectContaining({ name: 'ConflictError', kinds })

test('what is written can be read, one version on', async () => {
  const commit = commitTo(engine.table)
  await commit({ ...contact('1'), name: 'Ada' })
  expect(await read(contact('1'))).toEqual({ ...contact('1'), name: 'Ada', version: 1 })
})

test('a record that exists is not made a second time', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('2'))
  await expect(commit({ ...contact('2'), name: 'other' })).rejects.toEqual(conflict(['contact']))
})

test('of fifty writers who read the same version one wins', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('3'))
  const writers = Array.from({ length: 50 }, (_, i) => commit({ ...contact('3'), version: 1, name: `w${i}` }))
  const results = await Promise.allSettled(writers)
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  const losers = results.filter((result) => result.status === 'rejected')
  expect(losers.every(({ reason }) => reason instanceof ConflictError)).toBe(true)
})

test('where one record was overtaken none is written, and the error names its kind', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('4'))
  const cursorKey = { kind: 'cursor_key' as const, workspace: 'wks_b' as const, key: 'k', version: 0 }
  await expect(commit(cursorKey, { ...contact('4'), version: 7 })).rejects.toEqual(conflict(['contact']))
  await commit(cursorKey)
})

test('the same id in another workspace is another record', async () => {
  const commit = commitTo(engine.table)
  await commit({ ...contact('5'), name: 'ours' })
  expect(await read({ ...contact('5'), workspace: 'wks_other' })).toBeUndefined()
})

test('a record is taken away only as it was read', async () => {
  const commit = commitTo(engine.table)
  await commit(contact('6'))
  await expect(commit({ remove: contact('6') })).rejects.toEqual(conflict(['contact']))
  await expect(commit({ remove: { ...contact('6'), version: 2 } })).rejects.toEqual(conflict(['contact']))
  await commit({ remove: { ...contact('6'), version: 1 } })
  expect(await read(contact('6'))).toBeUndefined()
  await expect(commit({ remove: { ...contact('6'), version: 1 } })).rejects.toEqual(conflict(['contact']))
})

test('nothing to write is no request', async () => {
  engine.units()
  await commitTo(engine.table)()
  expect(engine.units()).toEqual({ read: 0, write: 0 })
})

test('what the engine refuses for another reason than a race is no conflict', async () => {
  const commit = commitTo(engine.table)
  const large = { ...contact('7'), name: 'x'.repeat(500_000) }
  for (const changes of [[large], [large, contact('8')], [contact('9'), contact('9')]]) {
    const failure = await commit(...changes).catch((error) => error)
    expect(failure).toBeInstanceOf(Error)
    expect(failure).not.toBeInstanceOf(ConflictError)
  }
})

/** A table whose every write is answered with this error, in the words of DynamoDB. */
const refusing = (type: string, facts: object = {}) => {
  const __type = `com.amazonaws.dynamodb.v20120810#${type}`
  const body = Readable.from([JSON.stringify({ __type, message: 'Refused', ...facts })])
  const handle = async () => ({ response: { statusCode: 400, headers: {}, body } })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new DynamoDBClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials,
    requestHandler: { handle },
  })
  return commitTo(openTable('parley', client))
}

const canceled = (...codes: string[]) =>
  refusing('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) })

test.each([['ThrottlingError'], ['ValidationError'], ['ItemCollectionSizeLimitExceeded'], ['AccessDenied']])(
  'a transaction that is canceled for %s is no conflict, even beside one',
  async (code) => {
    const both = [contact('10'), contact('11')] as const
    const name = 'TransactionCanceledException'
    await expect(canceled('None', code)(...both)).rejects.toMatchObject({ name })
    await expect(canceled('ConditionalCheckFailed', code)(...both)).rejects.toMatchObject({ name })
  },
)

test('writers that met, of whom none is known to have won, are a conflict without kinds', async () => {
  const both = [contact('10'), contact('11')] as const
  await expect(canceled('TransactionConflict', 'None')(...both)).rejects.toEqual(conflict([]))
  await expect(refusing('TransactionConflictException')(contact('10'))).rejects.toEqual(conflict([]))
  await expect(canceled('None', 'ConditionalCheckFailed')(...both)).rejects.toEqual(conflict(['contact']))
})

test.each([['ProvisionedThroughputExceededException'], ['ValidationException']])(
  '%s is no conflict',
  async (type) => {
    await expect(refusing(type)(contact('10'))).rejects.toMatchObject({ name: type })
  },
)
