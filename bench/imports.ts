// Prints the size of each function's bundle, and how long its import takes beside that of a function which imports only
// the DynamoDB client. Time of the processor, runs interleaved, medians compared: the machine may be busy.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildModule } from '../lib/bundle.ts'

type Measured = { name: string; path: string; times: number[] }

const rounds = Number(process.argv[2] ?? 15)
const root = join(import.meta.dirname, '..')

const environment = {
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  TABLE_NAME: 'table',
  OUTBOUND_QUEUE_URL: 'http://127.0.0.1/queue',
  EVENT_BUS_NAME: 'bus',
  SMS_CONFIGURATION_SET: 'set',
  RELEASE_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:release',
}

/** Modules that only import something, to compare with. */
const references = {
  'client-dynamodb only': `import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
export const handler = [new DynamoDBClient({}), GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand]`,
  'with lib-dynamodb': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
export const handler = [DynamoDBDocumentClient.from(new DynamoDBClient({})), GetCommand, PutCommand, QueryCommand, TransactWriteCommand]`,
  'with dynamodb-toolbox': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Entity, item, string, Table, PutItemCommand, GetItemCommand, UpdateItemCommand, QueryCommand } from 'dynamodb-toolbox'
const table = new Table({ name: 't', partitionKey: { name: 'pk', type: 'string' }, documentClient: DynamoDBDocumentClient.from(new DynamoDBClient({})) })
export const handler = [new Entity({ name: 'e', table, schema: item({ pk: string().key() }) }), PutItemCommand, GetItemCommand, UpdateItemCommand, QueryCommand]`,
}

const prepare = (directory: string): Measured[] => {
  const build = (name: string, entry: string): Measured => {
    const path = join(directory, `${name.replaceAll(' ', '-')}.mjs`)
    buildModule(entry, path)
    return { name, path, times: [] }
  }
  const compared = Object.entries(references).map(([name, source]) => {
    // Beside the project's own modules, where its packages are found.
    const entry = join(root, 'bench', `.${name.replaceAll(' ', '-')}.reference.ts`)
    writeFileSync(entry, source)
    try {
      return build(name, entry)
    } finally {
      rmSync(entry)
    }
  })
  const functions = readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => build(name, join(root, 'functions', name, 'handler.ts')))
  return [...compared, ...functions]
}

const timeImport = (path: string): number => {
  const script = `const begun = process.cpuUsage(); await import('file://${path}'); const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1000); process.exit()`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: environment }))
}

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const directory = mkdtempSync(join(tmpdir(), 'parley-imports-'))
const measured = prepare(directory)
for (let round = 0; round < rounds; round++) {
  for (const one of measured) one.times.push(timeImport(one.path))
}
const bare = median(measured[0]?.times ?? [])
console.table(
  measured.map(({ name, path, times }) => ({
    name,
    KB: Math.round(statSync(path).size / 1000),
    'import, ms of CPU': Math.round(median(times)),
    'beside the bare client': (median(times) / bare).toFixed(2),
  })),
)
rmSync(directory, { recursive: true })
