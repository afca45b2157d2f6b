// How much of its bundle each function reads at its start, and how long that import takes beside that of a function which
// imports only the DynamoDB client: `npm run bench:imports`, with a number of rounds behind it where 15 are not wanted. Time
// of the processor, runs interleaved, medians compared: the machine may be busy.
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { buildModule } from '../lib/bundle/build-module.ts'
import { modulesAtStart, sizeOf } from '../test/support/modules-at-start.ts'
import { printTable, printTitle, quantile } from './table.ts'

type Measured = { name: string; path: string; times: number[] }

const root = join(import.meta.dirname, '..')

const environment = {
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  TABLE_NAME: 'table',
  OUTBOUND_QUEUE_URL: 'http://127.0.0.1/queue',
  EVENT_BUS_NAME: 'bus',
  FACT_BUCKET: 'facts',
  MEDIA_BUCKET: 'media',
  MEDIA_QUEUE_URL: 'http://127.0.0.1/media',
  WEBHOOK_QUEUE_URL: 'http://127.0.0.1/webhooks',
  WORKFLOW_QUEUE_URL: 'http://127.0.0.1/workflows',
  WIDGET_QUEUE_URL: 'http://127.0.0.1/widgets',
  WIDGET_SECRETS_PREFIX: 'parley-widgets/test',
  TURNSTILE_SECRETS_PREFIX: 'parley-turnstile/test',
  WEBHOOK_SECRETS_PREFIX: 'parley-webhooks/test',
  PUSH_SECRETS_PREFIX: 'parley-push/test',
  OPERATOR_WORKSPACE: 'wks_test',
  SMS_CONFIGURATION_SET: 'set',
  EMAIL_CONFIGURATION_SET: 'set',
  CARRIER_SECRETS_PREFIX: 'parley/test',
  API_URL: 'http://127.0.0.1/api',
  PORTAL_URL: 'https://portal.example',
  INBOUND_QUEUE_URL: 'http://127.0.0.1/inbound',
  RECEIPTS_QUEUE_URL: 'http://127.0.0.1/receipts',
  USER_POOL_ID: 'us-east-1_pool',
  INBOUND_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:one',
  MEDIA_ROLE_ARN: 'arn:aws:iam::000000000000:role/one',
  PORTAL_BUCKET: 'one',
  REALTIME_HOST: 'one',
  USER_INFO_URL: 'http://127.0.0.1/user',
  RELEASE_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:release',
}

const onlyClient = `import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
export const handler = [new DynamoDBClient({}), GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand]`

/** Modules that only import something, to compare with; one as the SDK comes, the others with the bundles' stand-ins. */
const references = {
  published: { name: 'only the client, as published', source: onlyClient, standIns: {} },
  client: { name: 'only the client', source: onlyClient, standIns: undefined },
  documents: {
    name: 'with lib-dynamodb',
    source: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
export const handler = [DynamoDBDocumentClient.from(new DynamoDBClient({})), GetCommand, PutCommand, QueryCommand, TransactWriteCommand]`,
    standIns: undefined,
  },
  toolbox: {
    name: 'with dynamodb-toolbox',
    source: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Entity, item, string, Table, PutItemCommand, GetItemCommand, UpdateItemCommand, QueryCommand } from 'dynamodb-toolbox'
const table = new Table({ name: 't', partitionKey: { name: 'pk', type: 'string' }, documentClient: DynamoDBDocumentClient.from(new DynamoDBClient({})) })
export const handler = [new Entity({ name: 'e', table, schema: item({ pk: string().key() }) }), PutItemCommand, GetItemCommand, UpdateItemCommand, QueryCommand]`,
    standIns: undefined,
  },
}

/** Bundles everything into a directory. */
const prepare = (directory: string): Measured[] => {
  const build = (name: string, entry: string, standIns?: Record<string, string>): Measured => {
    const path = join(directory, `${name.replaceAll(/\W+/g, '-')}.mjs`)
    buildModule(entry, path, { alias: standIns })
    return { name, path, times: [] }
  }
  const compared = Object.entries(references).map(([id, { name, source, standIns }]) => {
    // Beside the project's own modules, where its packages are found.
    const entry = join(root, 'bench', `.${id}.reference.ts`)
    writeFileSync(entry, source)
    try {
      return build(name, entry, standIns)
    } finally {
      rmSync(entry)
    }
  })
  const functions = globSync('functions/*/handler.ts', { cwd: root }).map((file) =>
    build(basename(dirname(file)), join(root, file)),
  )
  return [...compared, ...functions]
}

/** Milliseconds of the processor, of all threads. */
const timeImport = (path: string): number => {
  const script = `const begun = process.cpuUsage(); await import('file://${path}'); const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1000); process.exit()`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: environment }))
}

const median = (times: number[] = []): number => quantile(times, 0.5)

/** How large a module is, and how long its import takes beside that of the DynamoDB client alone. */
export type ModuleFigures = { module: string; KB: number; ms: number; published: string; trimmed: string }

/** Prints and gives the figures of each function's bundle. */
export const benchImports = (rounds = 15): ModuleFigures[] => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-imports-'))
  try {
    const measured = prepare(directory)
    for (let round = 0; round < rounds; round++) {
      for (const one of measured) one.times.push(timeImport(one.path))
    }
    const figures = figuresOf(measured)
    print(figures, rounds)
    return figures
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const figuresOf = (measured: Measured[]): ModuleFigures[] => {
  const [published, client] = measured.map(({ times }) => median(times))
  return measured.map(({ name, path, times }) => ({
    module: name,
    KB: Math.round(sizeOf(dirname(path), modulesAtStart(dirname(path), basename(path))) / 1000),
    ms: Math.round(median(times)),
    published: (median(times) / (published ?? 0)).toFixed(2),
    trimmed: (median(times) / (client ?? 0)).toFixed(2),
  }))
}

const print = (figures: ModuleFigures[], rounds: number): void => {
  printTitle(`Bundles and imports, medians of ${rounds} rounds (at most 700 KB and 1.5 times the client)`)
  printTable(
    figures.map(({ module, KB, ms, published, trimmed }) => ({
      module,
      KB,
      'import, ms of CPU': ms,
      'beside the client as published': published,
      'beside the client with our stand-ins': trimmed,
    })),
  )
}

if (import.meta.main) benchImports(Number(process.argv[2] ?? 15))
