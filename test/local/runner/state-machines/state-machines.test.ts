import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clock, createClock } from '../../../../local/runner/core/clock.ts'
import { openState, type State } from '../../../../local/runner/core/state.ts'
import { FunctionError, type Functions } from '../../../../local/runner/lambda/functions.ts'
import {
  createStateMachines,
  type StateMachines,
} from '../../../../local/runner/state-machines/state-machines.ts'
import { readDefinition } from '../../../../local/runner/state-machines/tasks.ts'

const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:release'

/** As Parley releases held texts: wait, release a page, and again while there is more. */
const definition = () =>
  readDefinition(
    JSON.stringify({
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', TimestampPath: '$.until', Next: 'Release' },
        Release: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'release-held', 'Payload.$': '$' },
          ResultPath: '$.page',
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 3 }],
          Next: 'More',
        },
        More: {
          Type: 'Choice',
          Choices: [{ Variable: '$.page.Payload.more', BooleanEquals: true, Next: 'Pace' }],
          Default: 'Done',
        },
        Pace: { Type: 'Wait', Seconds: 30, Next: 'Release' },
        Done: { Type: 'Succeed' },
      },
    }),
  )

let state: State
let clock: Clock
let machines: StateMachines
let calls: unknown[]
let answers: ((event: unknown) => unknown)[]
let called: () => void

const functions = {
  invoke: async (name: string, event: unknown) => {
    calls.push([name, event])
    called()
    return (answers.shift() ?? (() => ({ more: false })))(event)
  },
} as Functions

const open = () => {
  const opened = createStateMachines({ state, clock, functions, log: () => {} })
  opened.add({ arn, name: 'release', definition: definition() })
  return opened
}

/** Settles with the next call of the function. */
const nextCall = () =>
  new Promise<void>((resolve) => {
    called = resolve
  })

beforeEach(() => {
  state = openState(':memory:')
  clock = createClock(state)
  calls = []
  answers = []
  called = () => {}
  machines = open()
})

afterEach(() => machines.stop())

const hours = 3_600_000

/** By a minute again and again: a pause may begin only after the first of them. */
const travelUntil = async (reached: Promise<void>) => {
  let there = false
  void reached.then(() => {
    there = true
  })
  while (!there) {
    await clock.travel(clock.now() + 61_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
const inHours = (count: number) => new Date(clock.now() + count * hours).toISOString()
const start = (input: object, name = 'opening') =>
  machines.start({ stateMachineArn: arn, name, input: JSON.stringify(input) }).executionArn

const describeUntil = async (executionArn: string, status: string) => {
  const describe = machines.operations['AWSStepFunctions.DescribeExecution']
  for (;;) {
    const execution = (await describe?.({ executionArn } as never)) as { status: string; output?: string }
    if (execution.status === status) return execution
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('an execution waits on the virtual clock, and goes on when somebody travels there', async () => {
  const until = inHours(9)
  const execution = start({ until })
  const released = nextCall()
  await clock.travel(clock.now() + 9 * hours)
  await released
  expect(calls).toEqual([['release-held', { until }]])
  await describeUntil(execution, 'SUCCEEDED')
})

test('pages are released with a pause between them', async () => {
  answers = [() => ({ more: true }), () => ({ more: false })]
  const first = nextCall()
  const execution = start({ until: inHours(-1) })
  await first
  const second = nextCall()
  await travelUntil(second)
  await describeUntil(execution, 'SUCCEEDED')
  expect(calls).toHaveLength(2)
})

test('a task that fails is tried again by the rules of the machine', async () => {
  answers = [
    () => {
      throw new FunctionError({ errorType: 'Busy', errorMessage: 'later', trace: [] })
    },
  ]
  const first = nextCall()
  const execution = start({ until: inHours(-1) })
  await first
  const second = nextCall()
  await travelUntil(second)
  await describeUntil(execution, 'SUCCEEDED')
})

test('a task that fails for good fails the execution', async () => {
  answers = [
    () => {
      throw new FunctionError({ errorType: 'TypeError', errorMessage: 'a bug', trace: [] })
    },
  ]
  const failed = await describeUntil(start({ until: inHours(-1) }), 'FAILED')
  expect(failed).toMatchObject({ error: 'TypeError', cause: expect.stringContaining('a bug') })
})

test('the same start again starts nothing', async () => {
  const until = inHours(9)
  expect(start({ until })).toBe(start({ until }))
  await clock.travel(clock.now() + 10 * hours)
  await describeUntil(`${arn.replace('stateMachine', 'execution')}:opening`, 'SUCCEEDED')
  expect(calls).toHaveLength(1)
})

test('a name is taken by another input, and by an execution that has ended', async () => {
  const until = inHours(-1)
  const execution = start({ until })
  expect(() => start({ until, other: true })).toThrow('Execution Already Exists')
  await describeUntil(execution, 'SUCCEEDED')
  expect(() => start({ until })).toThrow('Execution Already Exists')
})

test('an execution that waits outlives a restart', async () => {
  const execution = start({ until: inHours(9) })
  await machines.stop()
  machines = open()
  machines.resume()
  const released = nextCall()
  await clock.travel(clock.now() + 10 * hours)
  await released
  await describeUntil(execution, 'SUCCEEDED')
})

test('a task that is not understood is named', () => {
  const other = {
    StartAt: 'Put',
    States: { Put: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', End: true } },
  }
  expect(() => readDefinition(JSON.stringify(other))).toThrow(
    'the task "Put" with arn:aws:states:::dynamodb:putItem',
  )
})
