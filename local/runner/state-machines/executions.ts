import { randomUUID } from 'node:crypto'
import { type Operations, ServiceError } from '../core/aws-endpoint.ts'
import type { Clock } from '../core/clock.ts'
import type { State } from '../core/state.ts'
import type { Report } from './protocol.ts'

/** Times are epoch milliseconds. */
export type Execution = {
  executionArn: string
  stateMachineArn: string
  name: string
  input: string
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'
  startDate: number
  stopDate?: number
  output?: string
  error?: string
  cause?: string
}

export type StartInput = { stateMachineArn: string; name?: string; input?: string }

type End = Extract<Report, { kind: 'succeeded' | 'failed' }>

export type Executions = {
  /** Throws a ServiceError when the name is taken. */
  start(input: StartInput): { execution: Execution; isNew: boolean }
  end(executionArn: string, end: DistributiveOmit<End, 'execution'>): void
  /** Gives the time of its end. */
  abort(executionArn: string): number
  running(): Execution[]
  operations: Operations
}

type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never

const kind = 'execution'
/** How long a name stays taken after its execution has ended. */
const nameKeptMilliseconds = 90 * 24 * 60 * 60 * 1000

/** Keeps the facts of all executions, running or ended, through restarts. */
export const createExecutions = (state: State, clock: Clock, machines: Map<string, unknown>): Executions => {
  const find = (executionArn: string) => {
    const execution = state.get<Execution>(kind, executionArn)
    if (!execution)
      throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`)
    return execution
  }
  const save = (execution: Execution) => state.put(kind, execution.executionArn, execution)
  const close = (executionArn: string, how: Partial<Execution>) => {
    const execution = find(executionArn)
    if (execution.status === 'RUNNING') save({ ...execution, stopDate: clock.now(), ...how })
  }
  return {
    start: (input) => {
      const fresh = create(input, clock, machines)
      const known = state.get<Execution>(kind, fresh.executionArn)
      if (known && isSame(known, fresh)) return { execution: known, isNew: false }
      if (known && (known.stopDate ?? clock.now()) + nameKeptMilliseconds > clock.now())
        throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${fresh.executionArn}'`)
      save(fresh)
      return { execution: fresh, isNew: true }
    },
    end: (executionArn, end) =>
      close(
        executionArn,
        end.kind === 'succeeded'
          ? { status: 'SUCCEEDED', output: JSON.stringify(end.output) }
          : { status: statusOf(end.error), error: end.error, cause: end.cause },
      ),
    abort: (executionArn) => {
      close(executionArn, { status: 'ABORTED' })
      return find(executionArn).stopDate ?? clock.now()
    },
    running: () => state.list<Execution>(kind).filter(({ status }) => status === 'RUNNING'),
    operations: {
      'AWSStepFunctions.DescribeExecution': async ({ executionArn }: { executionArn: string }) =>
        describe(find(executionArn)),
      'AWSStepFunctions.ListExecutions': async (input: {
        stateMachineArn: string
        statusFilter?: string
      }) => ({
        executions: state
          .list<Execution>(kind)
          .filter(({ stateMachineArn }) => stateMachineArn === input.stateMachineArn)
          .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter)
          .reverse()
          .map(describe),
      }),
    },
  }
}

const create = (
  { stateMachineArn, name = randomUUID(), input = '{}' }: StartInput,
  clock: Clock,
  machines: Map<string, unknown>,
): Execution => {
  if (!machines.has(stateMachineArn))
    throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/.test(name))
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`)
  try {
    JSON.parse(input)
  } catch {
    throw new ServiceError('InvalidExecutionInput', 'Invalid State Machine Execution Input')
  }
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`
  return { executionArn, stateMachineArn, name, input, status: 'RUNNING', startDate: clock.now() }
}

/** Starting a running execution again with the same input is no error and starts nothing. */
const isSame = (known: Execution, fresh: Execution) =>
  known.status === 'RUNNING' && known.input === fresh.input

const statusOf = (error: string): Execution['status'] => {
  if (error === 'ExecutionTimeoutError') return 'TIMED_OUT'
  return error === 'ExecutionAbortedError' ? 'ABORTED' : 'FAILED'
}

const describe = ({ startDate, stopDate, ...execution }: Execution) => ({
  ...execution,
  startDate: startDate / 1000,
  ...(stopDate !== undefined && { stopDate: stopDate / 1000 }),
})
