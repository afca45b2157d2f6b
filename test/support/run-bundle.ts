import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildModule } from '../../lib/bundle/build-module.ts'

const root = join(import.meta.dirname, '../..')

/** What a caller gets of a function, and the lines of its log. */
export type Ran = { result: unknown; log: Record<string, unknown>[] }

/**
 * Calls a function as it is deployed, in a process of its own: its bundle, with an address for the AWS services where
 * nothing listens. Lines of the log are JSON, as Lambda writes them.
 */
export const runBundle = async (name: string, event: unknown): Promise<Ran> => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'index.mjs')
  buildModule(join(root, 'functions', name, 'handler.ts'), path)
  const script = `
    for (const level of ['info', 'warn', 'error'])
      console[level] = (line) => process.stdout.write(JSON.stringify({ log: { level, ...line } }) + '\\n')
    const { handler } = await import('file://${path}')
    const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 }
    const result = await handler(${JSON.stringify(event)}, context).catch((error) => ({ thrown: String(error) }))
    process.stdout.write(JSON.stringify({ result }) + '\\n')`
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env: environment })
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return {
    result: lines.find((line) => 'result' in line)?.result,
    log: lines.flatMap((line) => line.log ?? []),
  }
}

const environment = {
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  // Port 1 of this machine has no listener.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  AWS_MAX_ATTEMPTS: '1',
  TABLE_NAME: 'table',
  OUTBOUND_QUEUE_URL: 'http://127.0.0.1:1/queue',
  EVENT_BUS_NAME: 'bus',
  MEDIA_QUEUE_URL: 'http://127.0.0.1/media',
  WEBHOOK_QUEUE_URL: 'http://127.0.0.1/webhooks',
  WORKFLOW_QUEUE_URL: 'http://127.0.0.1/workflows',
  WIDGET_QUEUE_URL: 'http://127.0.0.1/widgets',
  WIDGET_SECRETS_PREFIX: 'parley-widgets/test',
  TURNSTILE_SECRETS_PREFIX: 'parley-turnstile/test',
  WEBHOOK_SECRETS_PREFIX: 'parley-webhooks/test',
  PUSH_SECRETS_PREFIX: 'parley-push/test',
  OPERATOR_WORKSPACE: 'wks_test',
  FACT_BUCKET: 'facts',
  MEDIA_BUCKET: 'media',
  INBOUND_TOPIC_ARN: 'arn:aws:sns:us-east-1:111111111111:inbound',
  MEDIA_ROLE_ARN: 'arn:aws:iam::111111111111:role/media',
  SMS_CONFIGURATION_SET: 'set',
  EMAIL_CONFIGURATION_SET: 'set',
  CARRIER_SECRETS_PREFIX: 'parley/test',
  API_URL: 'http://127.0.0.1/api',
  PORTAL_URL: 'https://portal.example',
  INBOUND_QUEUE_URL: 'http://127.0.0.1/inbound',
  RECEIPTS_QUEUE_URL: 'http://127.0.0.1/receipts',
  PORTAL_BUCKET: 'portal',
  RELEASE_STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:release',
}
