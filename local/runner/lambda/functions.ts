import { randomUUID } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { createPool, type Pool } from './pool.ts'
import type { Definition, Fault, Invocation } from './protocol.ts'

export type Functions = {
  add(definition: Definition): void
  /** By name or ARN. Throws a FunctionError with what the function threw. */
  invoke(function_: string, event: unknown): Promise<unknown>
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
      const pool = createPool(definition, clock.offset, (line) => log(definition.label, line))
      functions.set(definition.name, { definition, pool })
    },
    limit: (key) => find(key).definition.limit,
    invoke: async (key, event) => {
      const { definition, pool } = find(key)
      const outcome = await pool.invoke(createInvocation(definition, clock, event))
      if (outcome.ok) return JSON.parse(outcome.result)
      log(
        definition.label,
        [outcome.error.errorType, outcome.error.errorMessage, ...outcome.error.trace].join('\n'),
      )
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
