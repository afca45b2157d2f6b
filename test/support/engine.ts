import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { marshallOptions, openTable } from '#adapters/dynamo/open-table.ts'
import type { Table } from '#adapters/dynamo/table.ts'
import { startDynoxide } from '../../local/runner/emulators/dynoxide.ts'
import { createApp, templateOf } from './synthesize.ts'

export type Units = { read: number; write: number }
export type Engine = {
  table: Table
  tableName: string
  client: DynamoDBClient
  documents: DynamoDBDocumentClient
  /** The capacity that the table and its index took since the last time it was asked. */
  units(): Units
  stop(): Promise<void>
}

const tableName = 'parley'

/** A real engine with the table as the infrastructure describes it. */
export const startEngine = async (): Promise<Engine> => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-'))
  const emulator = await startDynoxide(await freePort(), join(directory, 'table.db'))
  const client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  await client.send(new CreateTableCommand(tableOfTemplate()))
  const units = countUnits(client)
  return {
    table: openTable(tableName, client),
    tableName,
    client,
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { ...marshallOptions } }),
    units,
    stop: async () => {
      client.destroy()
      await emulator.stop()
      rmSync(directory, { recursive: true })
    },
  }
}

const tableOfTemplate = (): CreateTableCommandInput => {
  const [table] = Object.values(templateOf(createApp(), 'Data').findResources('AWS::DynamoDB::Table'))
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = table?.Properties ?? {}
  return { TableName: tableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode }
}

/** Asks the engine with every request what it took, as an account's bill would. */
const countUnits = (client: DynamoDBClient): (() => Units) => {
  let taken: Units = { read: 0, write: 0 }
  client.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } }),
    { step: 'initialize', name: 'askForUnits' },
  )
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: unknown }
      const reads = /^(Get|BatchGet|Query|TransactGet)/.test(context.commandName ?? '')
      for (const { CapacityUnits = 0 } of [ConsumedCapacity].flat() as { CapacityUnits?: number }[]) {
        taken[reads ? 'read' : 'write'] += CapacityUnits
      }
      return result
    },
    { step: 'deserialize', name: 'countUnits', priority: 'high' },
  )
  return () => {
    const since = taken
    taken = { read: 0, write: 0 }
    return since
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
