import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Clock, createClock } from '../../../../local/runner/core/clock.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import {
  createFunctions,
  type FunctionError,
  type Functions,
} from '../../../../local/runner/lambda/functions.ts'

let directory: string
let clock: Clock
let functions: Functions
let lines: string[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-functions-'))
  clock = createClock(openState(':memory:'))
  lines = []
  functions = createFunctions(
    clock,
    (source, text, level = 'info') => void lines.push(`${level} ${source}: ${text}`),
  )
})

afterEach(async () => {
  await functions.stop()
  rmSync(directory, { recursive: true })
})

type Settings = {
  environment?: Record<string, string>
  timeoutSeconds?: number
  limit?: number
  allowed?: string[]
}

/** Adds a function with this code; gives a way to call it. */
const add = (code: string, { environment = {}, timeoutSeconds = 10, limit = 2, allowed }: Settings = {}) => {
  const bundle = mkdtempSync(join(directory, 'bundle-'))
  writeFileSync(join(bundle, 'index.mjs'), code)
  const name = bundle.slice(-6)
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`
  functions.add({
    ...{ name, arn, label: name, directory: bundle, environment, timeoutSeconds, limit, allowed },
    handler: 'index.handler',
    memoryMegabytes: 128,
  })
  return { name, arn, call: (event: unknown = {}) => functions.invoke(arn, event) }
}

test('a function gets its event and its context, and what it returns comes back', async () => {
  const { call, name, arn } = add('export const handler = async (event, context) => ({ event, context })')
  expect(await call({ a: 1 })).toMatchObject({
    event: { a: 1 },
    context: {
      functionName: name,
      invokedFunctionArn: arn,
      awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/),
    },
  })
})

test('a function knows how much of its time is left', async () => {
  const { call } = add('export const handler = async (_, context) => context.getRemainingTimeInMillis()', {
    timeoutSeconds: 5,
  })
  const left = Number(await call())
  expect(left).toBeGreaterThan(1_000)
  expect(left).toBeLessThanOrEqual(5_000)
})

test('each function has an environment of its own', async () => {
  const code = 'export const handler = async () => [process.env.TABLE_NAME, process.env.HOME]'
  const [one, other] = [add(code, { environment: { TABLE_NAME: 'one' } }), add(code)]
  expect([await one.call(), await other.call()]).toEqual([
    ['one', null],
    [null, null],
  ])
})

test('a function lives by the virtual clock, from its first line on', async () => {
  await clock.travel(Date.parse('2026-11-27T08:00:00Z'))
  const { call } = add(`
    const loaded = new Date()
    export const handler = async () => [loaded.toISOString(), new Date(Date.now()).toISOString(), new Date(0).getTime(), loaded instanceof Date]`)
  expect(await call()).toEqual([
    expect.stringMatching(/^2026-11-27T08:00/),
    expect.stringMatching(/^2026-11-27T08:00/),
    0,
    true,
  ])
  await clock.travel(Date.parse('2026-11-27T17:00:00Z'))
  expect(await call()).toEqual([expect.any(String), expect.stringMatching(/^2026-11-27T17:00/), 0, true])
})

test('what a function throws comes back by name', async () => {
  const { call } = add("export const handler = async () => { throw new RangeError('too far') }")
  const error = await call().catch((thrown: FunctionError) => thrown.fault)
  expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' })
})

test('a function that takes too long is ended, and serves the next call', async () => {
  const code =
    'export const handler = async (event) => event.hang ? new Promise(() => setInterval(() => {}, 1000)) : 1'
  const { call } = add(code, { timeoutSeconds: 1, limit: 1 })
  await expect(call({ hang: true })).rejects.toThrow('Task timed out after 1.00 seconds')
  expect(await call()).toBe(1)
})

test('a function whose process ends serves the next call', async () => {
  const { call } = add('export const handler = async (event) => event.exit ? process.exit(3) : 1', {
    limit: 1,
  })
  await expect(call({ exit: true })).rejects.toThrow('ended with code 3')
  expect(await call()).toBe(1)
})

test('a function that cannot be loaded says why', async () => {
  const { call } = add("throw new Error('no table name')")
  await expect(call()).rejects.toThrow('no table name')
})

/** Says how many calls its copy is busy with. */
const counting = `
  let mine = 0
  export const handler = async () => {
    mine += 1
    const busy = mine
    await new Promise((resolve) => setTimeout(resolve, 50))
    mine -= 1
    return busy
  }`

test('a copy serves one call at a time, as on Lambda', async () => {
  const { call } = add(counting, { limit: 3 })
  expect(await Promise.all(Array.from({ length: 7 }, () => call()))).toEqual([1, 1, 1, 1, 1, 1, 1])
})

/** The lines of the log that are there by now, in an order of their own: output comes when it comes. */
const linesOnce = async (count: number) => {
  while (lines.length < count) await new Promise((resolve) => setImmediate(resolve))
  return lines.map((line) => line.replace(/\d+ ms$/, 'N ms')).sort()
}

test('what a function prints is marked with its name and its level', async () => {
  const code = `export const handler = async () => {
    console.log('hello')
    console.warn({ message: 'Slow.', ms: 7 })
  }`
  const { call, name } = add(code)
  await call()
  expect(await linesOnce(3)).toEqual([
    `debug ${name}: hello`,
    `info ${name}: a call: ok N ms`,
    `warn ${name}: Slow. ms=7`,
  ])
})

test('an invocation is one line, with what woke the function and how it ended', async () => {
  const failing = add("export const handler = async () => { throw new RangeError('too far') }")
  await failing.call().catch(() => {})
  const partly = add("export const handler = async () => ({ batchItemFailures: [{ itemIdentifier: 'a' }] })")
  await functions.invoke(partly.arn, {}, '3 records of a queue')
  expect(await linesOnce(3)).toEqual([
    expect.stringMatching(`debug ${failing.name}: RangeError: too far\n`),
    expect.stringMatching(`error ${failing.name}: a call: RangeError: too far \\(.*index.mjs:1:44\\) N ms`),
    `info ${partly.name}: 3 records of a queue: 1 to be tried again N ms`,
  ])
})

describe('a call to AWS that the role does not allow', () => {
  const asking = `import { request } from 'node:http'
export const handler = ({ target, body }) => new Promise((resolve, reject) => {
  const call = request({ port: 1, method: 'POST', headers: { 'x-amz-target': target } })
  call.on('error', reject)
  call.end(JSON.stringify(body))
})`
  const call = (event: unknown) => add(asking, { allowed }).call(event)
  const allowed = ['dynamodb:GetItem', 'dynamodb:PutItem', 'sqs:SendMessage', 'states:Start*']
  const transaction = (...kinds: string[]) => ({ TransactItems: kinds.map((kind) => ({ [kind]: {} })) })

  test.each([
    ['DynamoDB_20120810.DeleteItem', {}, 'dynamodb:DeleteItem'],
    ['DynamoDB_20120810.TransactWriteItems', transaction('Put', 'Delete'), 'dynamodb:DeleteItem'],
    ['AmazonSQS.ReceiveMessage', {}, 'sqs:ReceiveMessage'],
    ['Unheard.Of', {}, 'Unheard:Of'],
  ])('is refused as IAM would: %s %j', async (target, body, action) => {
    await expect(call({ target, body })).rejects.toThrow(
      `AccessDeniedException: The role of this function does not allow ${action}.`,
    )
  })

  test.each([
    ['DynamoDB_20120810.GetItem', {}],
    ['DynamoDB_20120810.TransactWriteItems', transaction('Put', 'Put')],
    ['AmazonSQS.SendMessageBatch', {}],
    ['AWSStepFunctions.StartExecution', {}],
  ])('and one that it allows goes out: %s', async (target, body) => {
    await expect(call({ target, body })).rejects.toThrow('ECONNREFUSED')
  })
})
