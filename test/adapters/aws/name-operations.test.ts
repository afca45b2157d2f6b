import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameOperations } from '#adapters/aws/name-operations.ts'
import { commitTo } from '#adapters/dynamo/commit.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { ConflictError } from '#domain/error.ts'
import { type AwsService, awsError, startAwsService } from '../../support/aws-service.ts'

let service: AwsService
beforeEach(async () => {
  service = await startAwsService()
  service.answer = () => awsError(400, 'ValidationException')
})
afterEach(() => service.stop())

test('an error of a client says which operation failed, and where it was called', async () => {
  const table = openTable('parley', nameOperations(new DynamoDBClient(service.client)))
  await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toMatchObject({
    name: 'ValidationException',
    awsOperation: 'DynamoDB.GetItem',
    calledFrom: expect.stringContaining('name-operations.test.ts'),
  })
})

test('an error keeps its class, by which a lost race is told from a failure', async () => {
  service.answer = () => awsError(400, 'ConditionalCheckFailedException')
  const table = openTable('parley', nameOperations(new DynamoDBClient(service.client)))
  const key = { kind: 'cursor_key', workspace: 'wks_a', key: 'k', version: 1 } as const
  await expect(commitTo(table)(key)).rejects.toThrow(ConflictError)
})
