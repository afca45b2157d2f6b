import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteExpired } from '../../../../local/runner/emulators/time-to-live.ts'
import { type Engine, startEngine } from '../../../support/engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

test('what has expired by the given time goes, and the rest stays', async () => {
  const { client } = engine
  const item = (pk: string, expires?: number) => ({
    pk: { S: pk },
    sk: { S: 'x' },
    ...(expires !== undefined && { expires_at: { N: String(expires) } }),
  })
  for (const Item of [item('past', 99), item('future', 101), item('kept')]) {
    await client.send(new PutItemCommand({ TableName: engine.tableName, Item }))
  }
  const expiring = { table: engine.tableName, attribute: 'expires_at', keys: ['pk', 'sk'] }
  await deleteExpired(client, expiring, 100_000)
  const { Items = [] } = await client.send(new ScanCommand({ TableName: engine.tableName }))
  expect(Items.map(({ pk }) => pk?.S).toSorted()).toEqual(['future', 'kept'])
})
