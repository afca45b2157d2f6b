import { randomUUID } from 'node:crypto'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../core/clock.ts'
import { type Log, silent } from '../core/log.ts'
import { createPool, type Pool } from './pool.ts'
import { readPrinted } from './printed-line.ts'
import type { Definition, Fault, Invocation, Outcome } from './protocol.ts'

export type Functions = {
  add(definition: Definition): void
  definitions(): Definition[]
  /** Lets a function go on with the code in a directory; invocations under way end on the old one. */
  replaceCode(name: string, directory: string): void
  /**
   * By name or ARN; `trigger` says in the log what woke it. Throws a FunctionError with what the function threw.
   */
  invoke(function_: string, event: unknown, trigger?: string): Promise<unknown>
  /** How many invocations of a function may run side by side. */
  limit(function_: string): number
  /** Loads every function once, so that the first call is not slower than the others. */
  warm(): Promise<void>
  stop(): Promise<void>
}

/** What a function threw, or how its process ended. */
export class FunctionError extends Error {
  override name = 'FunctionError'
  readonly fault: Fault

  constructor(fault: Fault) {
    super(`${fault.errorType}: ${fault.errorMessage}`)
    this.fault = fault
  }
}

export const createFunctions = (clock: Clock, log: Log): Functions => {
  const functions = new Map<string, { definition: Definition; pool: Pool }>()
  const find = (key: string) => {
    const found = functions.get(key.split(':')[6] ?? key)
    if (!found) throw new Error(`No function ${key}.`)
    return found
  }
  return {
    add: (definition) => {
      const print = (line: string, isError: boolean) => logPrinted(log, definition.label, line, isError)
      const pool = createPool(definition, { offset: clock.offset, traced: log !== silent, print })
      functions.set(definition.name, { definition, pool })
    },
    definitions: () => [...functions.values()].map(({ definition }) => definition),
    replaceCode: (name, directory) => find(name).pool.replaceCode(directory),
    limit: (key) => find(key).definition.limit,
    invoke: async (key, event, trigger = 'a call') => {
      const { definition, pool } = find(key)
      const begun = performance.now()
      const outcome = await pool.invoke(createInvocation(definition, clock, event))
      logOutcome(log, definition.label, trigger, outcome, performance.now() - begun)
      if (outcome.ok) return JSON.parse(outcome.result)
      throw new FunctionError(outcome.error)
    },
    warm: async () => {
      await Promise.all([...functions.values()].map(({ pool }) => pool.warm()))
    },
    stop: async () => {
      await Promise.all([...functions.values()].map(({ pool }) => pool.stop()))
    },
  }
}

const logPrinted = (log: Log, label: string, line: string, isError: boolean) => {
  const { text, level, stacks } = readPrinted(line, isError)
  log(label, text, level)
  for (const stack of stacks) log(label, stack, 'debug')
}

const logOutcome = (log: Log, label: string, trigger: string, outcome: Outcome, milliseconds: number) => {
  const time = `${Math.round(milliseconds)} ms`
  if (outcome.ok) return log(label, `${trigger}: ${describeResult(outcome.result)} ${time}`)
  const { errorType, errorMessage, trace } = outcome.error
  log(label, `${trigger}: ${errorType}: ${errorMessage}${firstPlace(trace)} ${time}`, 'error')
  if (trace.length > 0) log(label, trace.join('\n'), 'debug')
}

/** A batch may have failed in part without an error. */
const describeResult = (result: string) => {
  const failures = result.includes('batchItemFailures') && JSON.parse(result).batchItemFailures
  return Array.isArray(failures) && failures.length > 0 ? `${failures.length} to be tried again` : 'ok'
}

/** Where it was thrown, as a path that an editor opens. */
const firstPlace = (trace: string[]) => {
  const [, file] =
    trace.map((line) => /\(?((?:file:\/\/)?\/[^)\s]+:\d+:\d+)\)?$/.exec(line)).find(Boolean) ?? []
  if (!file) return ''
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  const short = relative(process.cwd(), path)
  return ` (${short.startsWith('..') ? path : short})`
}

const createInvocation = (definition: Definition, clock: Clock, event: unknown): Invocation => ({
  event: JSON.stringify(event),
  timeoutMs: definition.timeoutSeconds * 1000,
  context: {
    awsRequestId: randomUUID(),
    functionName: definition.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: definition.arn,
    memoryLimitInMB: String(definition.memoryMegabytes),
    logGroupName: `/aws/lambda/${definition.name}`,
    logStreamName: `${new Date(clock.now()).toISOString().slice(0, 10)}/[$LATEST]local`,
    callbackWaitsForEmptyEventLoop: true,
  },
})
