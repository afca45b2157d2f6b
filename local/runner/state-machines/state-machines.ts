import { Worker } from 'node:worker_threads'
import type { StateMachineDefinition } from 'aws-local-stepfunctions'
import type { Operations } from '../core/aws-endpoint.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import type { State } from '../core/state.ts'
import { FunctionError, type Functions } from '../lambda/functions.ts'
import { createExecutions, type Execution, type StartInput } from './executions.ts'
import type { Command, Report } from './protocol.ts'

export type StateMachines = {
  add(machine: Machine): void
  /** Begins an execution, unless one with its name is known already. */
  start(input: StartInput): { executionArn: string }
  operations: Operations
  /** Begins executions again that an earlier run did not finish, with the same input. */
  resume(): void
  stop(): Promise<void>
}

type Machine = { arn: string; name: string; definition: StateMachineDefinition }

type Run = { state: State; clock: Clock; functions: Functions; log: Log }

/** Step Functions: executions run in a thread of their own, where waiting follows the virtual clock. */
export const createStateMachines = ({ state, clock, functions, log }: Run): StateMachines => {
  const machines = new Map<string, Machine>()
  const executions = createExecutions(state, clock, machines)
  const thread = createThread(clock, (report) => {
    if (report.kind === 'task') return void work(report)
    const { execution, ...end } = report
    if (end.kind === 'failed')
      log('state machine', `${execution} failed: ${end.error}: ${end.cause}`, 'error')
    executions.end(execution, end)
  })
  const tasks = new Set<Promise<void>>()
  const work = (report: Extract<Report, { kind: 'task' }>) => {
    const task = perform(report, functions, thread.tell).finally(() => tasks.delete(task))
    tasks.add(task)
  }
  clock.beforeTravel(async () => void (await Promise.all(tasks)))
  clock.afterTravel(() => thread.tell({ kind: 'clock moved' }))

  const begin = (execution: Execution) => {
    const machine = machines.get(execution.stateMachineArn)
    if (!machine)
      return log(
        'state machine',
        `${execution.executionArn} belongs to a state machine that is gone.`,
        'warn',
      )
    thread.tell({
      kind: 'start',
      execution: execution.executionArn,
      definition: machine.definition,
      input: JSON.parse(execution.input),
      context: contextOf(execution, machine),
    })
  }
  const start = (input: StartInput) => {
    const { execution, isNew } = executions.start(input)
    if (isNew) begin(execution)
    return execution
  }
  return {
    add: (machine) => void machines.set(machine.arn, machine),
    start,
    operations: {
      'AWSStepFunctions.StartExecution': async (input: StartInput) => {
        const { executionArn, startDate } = start(input)
        return { executionArn, startDate: startDate / 1000 }
      },
      'AWSStepFunctions.StopExecution': async ({ executionArn }: { executionArn: string }) => {
        thread.tell({ kind: 'abort', execution: executionArn })
        return { stopDate: executions.abort(executionArn) / 1000 }
      },
      ...executions.operations,
    },
    resume: () => executions.running().forEach(begin),
    stop: thread.stop,
  }
}

const contextOf = ({ executionArn, name, startDate }: Execution, machine: Machine) => ({
  Execution: { Id: executionArn, Name: name, StartTime: new Date(startDate).toISOString() },
  StateMachine: { Id: machine.arn, Name: machine.name },
})

/** Started with the first execution: most runs have none. */
const createThread = (clock: Clock, hear: (report: Report) => void) => {
  let worker: Worker | undefined
  const open = () => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { offset: clock.offset },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    worker.on('message', hear)
    return worker
  }
  return {
    tell: (command: Command) => {
      if (command.kind === 'start' || worker) (worker ?? open()).postMessage(command)
    },
    stop: async () => void (await worker?.terminate()),
  }
}

type InvokeInput = { FunctionName: string; Payload?: unknown }

const trigger = 'a state machine'

/** Calls a function, by its ARN or with the parameters of `lambda:invoke`. */
const perform = async (
  { task, resource, input }: Extract<Report, { kind: 'task' }>,
  functions: Functions,
  tell: (command: Command) => void,
) => {
  try {
    const output = resource.endsWith(':lambda:invoke')
      ? await invoke(input as InvokeInput, functions)
      : await functions.invoke(resource, input, trigger)
    tell({ kind: 'task done', task, output })
  } catch (error) {
    tell({ kind: 'task failed', task, ...describe(error) })
  }
}

const invoke = async ({ FunctionName, Payload = {} }: InvokeInput, functions: Functions) => ({
  ExecutedVersion: '$LATEST',
  Payload: await functions.invoke(FunctionName, Payload, trigger),
  StatusCode: 200,
})

const describe = (error: unknown) =>
  error instanceof FunctionError
    ? { error: error.fault.errorType, cause: JSON.stringify(error.fault) }
    : { error: 'Lambda.Unknown', cause: String(error) }
