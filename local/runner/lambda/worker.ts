import { format } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { installVirtualDate } from '../core/virtual-date.ts'
import type { Invocation, Outcome, WorkerData } from './protocol.ts'
import { installRole } from './role.ts'

// Before the handler loads: its top level may read the clock.
const { offset, file, exported, allowed, traced }: WorkerData = workerData
installVirtualDate(offset)
if (allowed) installRole(allowed)
process.setSourceMapsEnabled(traced)

/** One line of JSON for each call, as Lambda's JSON log format has it. */
const installConsole = () => {
  const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' }
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, string][])
    console[method] = (...values: unknown[]) => {
      const [first, ...others] = values
      const isObject = typeof first === 'object' && first !== null && others.length === 0
      const message = isObject ? first : format(...values)
      process.stdout.write(`${JSON.stringify({ level, message }, withErrors)}\n`)
    }
}

/** JSON knows nothing of errors. */
const withErrors = (_: string, value: unknown) => (value instanceof Error ? { ...describe(value) } : value)

const describe = (error: unknown) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: typeof error, errorMessage: String(error), trace: [] }

installConsole()
const handler = (await import(file))[exported]
if (typeof handler !== 'function') throw new Error(`${file} does not export a function "${exported}".`)

const run = async ({ event, context, timeoutMs }: Invocation): Promise<Outcome> => {
  const deadline = performance.now() + timeoutMs
  const getRemainingTimeInMillis = () => Math.max(0, Math.round(deadline - performance.now()))
  try {
    const result = await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis })
    return { ok: true, result: JSON.stringify(result) ?? 'null' }
  } catch (error) {
    return { ok: false, error: describe(error) }
  }
}

parentPort?.on('message', async (invocation: Invocation) => parentPort?.postMessage(await run(invocation)))
parentPort?.postMessage('ready')
