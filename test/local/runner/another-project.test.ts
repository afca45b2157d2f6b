import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Runner, startRunner } from '../../../local/runner/start.ts'

let home: string
let notebook: string
let runner: Runner
const logged: string[] = []

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'runner-project-'))
  notebook = join(home, 'notebook')
  const assembly = join(home, 'assembly')
  synthesize(assembly)
  runner = await startRunner({
    ...{ assembly, port: 0, dataDir: join(home, 'data') },
    log: (_, line) => void logged.push(line),
  })
})

afterAll(async () => {
  await runner.stop()
  rmSync(home, { recursive: true })
})

/** A project that has nothing to do with Parley: orders come in over HTTP and as events. */
const synthesize = (outdir: string) => {
  const app = new App({ outdir })
  const stack = new Stack(app, 'Orders', { env: { account: '111111111111', region: 'us-east-1' } })
  addApi(stack)
  addEvents(stack)
  new Dashboard(stack, 'Dashboard', { dashboardName: 'orders' })
  const anything = { host: '*', httpMethod: '*', resourceArn: '*', serviceName: '*', serviceType: '*' }
  const rate = { fixedRate: 0.1, priority: 1, reservoirSize: 1 }
  new CfnSamplingRule(stack, 'Sampling', { samplingRule: { ...anything, ...rate, urlPath: '*' } })
  app.synth()
}

const addFunction = (stack: Stack, id: string, code: string) => {
  const directory = join(home, 'code', id)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'index.mjs'), code)
  return new Lambda(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(directory),
    environment: { NOTEBOOK: notebook },
  })
}

const addApi = (stack: Stack) => {
  const answering = (id: string) =>
    new HttpLambdaIntegration(id, addFunction(stack, id, `export const handler = async () => '${id}'`))
  const api = new HttpApi(stack, 'Api', { defaultIntegration: answering('Shop') })
  api.addRoutes({ path: '/admin/{proxy+}', integration: answering('Admin') })
  new CfnOutput(stack, 'Url', { value: api.apiEndpoint })
}

/** Writes down what comes; an order of nothing fails. */
const writing = (name: string, check = '') => `
  import { appendFileSync } from 'node:fs'
  export const handler = async ({ Records }) => {
    for (const { body } of Records) {
      const { detail } = JSON.parse(body)
      ${check}
      appendFileSync(process.env.NOTEBOOK, '${name} ' + detail.order + '\\n')
    }
  }`

const addEvents = (stack: Stack) => {
  const bus = new EventBus(stack, 'Bus', { eventBusName: 'orders' })
  const dead = new Queue(stack, 'Dead')
  const queue = new Queue(stack, 'Queue', {
    deadLetterQueue: { queue: dead, maxReceiveCount: 1 },
    visibilityTimeout: Duration.minutes(5),
  })
  const targets = [new SqsQueue(queue, { deadLetterQueue: dead, retryAttempts: 0 })]
  new Rule(stack, 'Rule', { eventBus: bus, eventPattern: { detailType: ['order.placed'] }, targets })
  const worker = addFunction(
    stack,
    'Worker',
    writing('packed', "if (!detail.order) throw new Error('empty')"),
  )
  worker.addEventSource(new SqsEventSource(queue))
  addFunction(stack, 'Undertaker', writing('dead')).addEventSource(new SqsEventSource(dead))
}

const placeOrder = async (DetailType: string, detail: object) => {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' }
  const client = new EventBridgeClient({ endpoint: runner.endpoints.aws, region: 'us-east-1', credentials })
  const Entries = [{ EventBusName: 'orders', Source: 'shop', DetailType, Detail: JSON.stringify(detail) }]
  await client.send(new PutEventsCommand({ Entries }))
  client.destroy()
}

const lines = () => (existsSync(notebook) ? readFileSync(notebook, 'utf8').trim().split('\n') : [])

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('two functions answer behind one API', async () => {
  const ask = async (path: string) => (await fetch(`${runner.outputs.Url}${path}`)).json()
  expect(await Promise.all(['/', '/orders', '/admin/orders'].map(ask))).toEqual(['Shop', 'Shop', 'Admin'])
})

test('a rule takes events to a queue, and the queue to its function or its dead letters', async () => {
  await placeOrder('order.placed', { order: 1 })
  await placeOrder('order.cancelled', { order: 2 })
  await until(() => lines().length === 1)
  await placeOrder('order.placed', {})
  await until(() => logged.some((line) => line.includes('1 record of a queue: Error: empty')))
  // The message comes back, once too often.
  await runner.clock.travel(runner.clock.now() + 600_000)
  await until(() => lines().length === 2)
  expect(lines()).toEqual(['packed 1', 'dead undefined'])
})
