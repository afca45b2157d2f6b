import { parentPort, workerData } from 'node:worker_threads'
import type { StateMachineDefinition } from 'aws-local-stepfunctions'
import { installVirtualDate } from '../core/virtual-date.ts'
import { installVirtualTimers } from '../core/virtual-timers.ts'
import type { Command, Report, Start } from './protocol.ts'
import { tasksOf } from './tasks.ts'

installVirtualDate(workerData.offset)
const clockMoved = installVirtualTimers(workerData.offset)
// Imported after the timers were replaced, so that its waits are virtual.
const { StateMachine } = await import('aws-local-stepfunctions')

const tell = (report: Report) => parentPort?.postMessage(report)

type Settle = { resolve(output: unknown): void; reject(error: Error): void }
const tasks = new Map<number, Settle>()
const running = new Map<string, () => void>()
let lastTask = 0

/** Tasks are done by the runner, which knows the functions. */
const callOut = (resource: string) => (input: unknown) =>
  new Promise<never>((resolve, reject) => {
    lastTask += 1
    tasks.set(lastTask, { resolve: resolve as (output: unknown) => void, reject })
    tell({ kind: 'task', task: lastTask, resource, input })
  })

const handlers = (definition: StateMachineDefinition) =>
  Object.fromEntries(tasksOf(definition).map(([name, { Resource }]) => [name, callOut(Resource)]))

const start = async ({ execution, definition, input, context }: Start) => {
  try {
    const machine = new StateMachine(definition, { validationOptions: { checkArn: false } })
    const run = machine.run(input as never, {
      context,
      overrides: { taskResourceLocalHandlers: handlers(definition) },
    })
    running.set(execution, run.abort)
    tell({ kind: 'succeeded', execution, output: await run.result })
  } catch (error) {
    tell({ kind: 'failed', execution, ...describe(error) })
  } finally {
    running.delete(execution)
  }
}

/** The library wraps the error of a state in one of its own. */
const describe = (error: unknown) => {
  const { name, message } =
    (error as Error).cause instanceof Error ? ((error as Error).cause as Error) : (error as Error)
  return { error: name, cause: message }
}

const obey: { [K in Command['kind']]: (command: Extract<Command, { kind: K }>) => void } = {
  start: (command) => void start(command),
  abort: ({ execution }) => running.get(execution)?.(),
  'clock moved': clockMoved,
  'task done': ({ task, output }) => tasks.get(task)?.resolve(output),
  'task failed': ({ task, error, cause }) =>
    tasks.get(task)?.reject(Object.assign(new Error(cause), { name: error })),
}

parentPort?.on('message', (command: Command) => {
  obey[command.kind](command as never)
  if ('task' in command) tasks.delete(command.task)
})
