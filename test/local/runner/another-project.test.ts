import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { App, CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import {
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Bucket } from 'aws-cdk-lib/aws-s3'
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
  synthesize(join(home, 'assembly'))
  await start()
})

const start = async () => {
  runner = await startRunner({
    ...{ assembly: join(home, 'assembly'), port: 0, dataDir: join(home, 'data') },
    project: { distributionPorts: ['window'] },
    log: (_, line) => void logged.push(line),
  })
}

afterAll(async () => {
  await runner.stop()
  rmSync(home, { recursive: true })
})

/** A project that has nothing to do with Parley: orders come in over HTTP and as events. */
const synthesize = (outdir: string) => {
  const app = new App({ outdir })
  const stack = new Stack(app, 'Orders', { env: { account: '111111111111', region: 'us-east-1' } })
  const api = addApi(stack)
  addEvents(stack)
  addShopWindow(stack, api)
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
  return api
}

const filling = `export const handler = async ({ ResponseURL, RequestType, ResourceProperties, ...asked }) => {
  const { Bucket, Page } = ResourceProperties
  const file = process.env.AWS_ENDPOINT_URL_S3 + '/' + Bucket + '/index.html'
  await fetch(file, { method: 'PUT', headers: { 'content-type': 'text/html' }, body: Page + ' by ' + RequestType })
  const answer = { ...asked, Status: 'SUCCESS', PhysicalResourceId: 'page', Data: { Length: String(Page.length) } }
  await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(answer) })
}`

/** Pages in a bucket that a resource of the project's own fills, and the API beside them. */
const addShopWindow = (stack: Stack, api: HttpApi) => {
  const bucket = new Bucket(stack, 'Pages')
  const code = FunctionCode.fromInline(
    `function handler(event) { if (event.request.uri.endsWith('/')) event.request.uri += 'index.html'; return event.request }`,
  )
  const headers = { securityHeadersBehavior: { contentTypeOptions: { override: true } } }
  const responseHeadersPolicy = new ResponseHeadersPolicy(stack, 'Headers', headers)
  const distribution = new Distribution(stack, 'Window', {
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      functionAssociations: [
        { function: new EdgeFunction(stack, 'Index', { code }), eventType: FunctionEventType.VIEWER_REQUEST },
      ],
      responseHeadersPolicy,
    },
    additionalBehaviors: {
      '/admin/*': { origin: new HttpOrigin(`${api.apiId}.execute-api.us-east-1.amazonaws.com`) },
    },
  })
  const serviceToken = addFunction(stack, 'Filling', filling).functionArn
  const properties = { Bucket: bucket.bucketName, Page: 'Welcome' }
  const filled = new CustomResource(stack, 'Filled', { serviceToken, properties })
  new CfnOutput(stack, 'Length', { value: filled.getAttString('Length') })
  new CfnOutput(stack, 'WindowUrl', { value: `https://${distribution.domainName}` })
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

test('a distribution has the pages of a bucket, and the API beside them', async () => {
  const at = `${runner.outputs.WindowUrl}`
  expect(at).toBe(runner.url('window'))
  const [page, missing, api, refused] = await Promise.all([
    fetch(`${at}/`),
    fetch(`${at}/none.html`),
    fetch(`${at}/admin/orders`),
    fetch(`${at}/`, { method: 'POST' }),
  ])
  expect([await page.text(), page.headers.get('content-type')]).toEqual(['Welcome by Create', 'text/html'])
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await api.json()).toBe('Admin')
  expect(api.headers.get('x-content-type-options')).toBeNull()
  expect([missing.status, refused.status]).toEqual([404, 403])
  const headers = { 'if-none-match': page.headers.get('etag') ?? '' }
  expect((await fetch(`${at}/`, { headers })).status).toBe(304)
})

test('a resource of the project’s own is made by its function, and not again while it stays the same', async () => {
  expect(runner.outputs.Length).toBe('7')
  const made = () => logged.filter((line) => line.startsWith('a deployment: ok')).length
  expect(made()).toBe(1)
  await runner.stop()
  await start()
  expect([made(), runner.outputs.Length]).toEqual([1, '7'])
  expect(await (await fetch(`${runner.outputs.WindowUrl}/`)).text()).toBe('Welcome by Create')
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
