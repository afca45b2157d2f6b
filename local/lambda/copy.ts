import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ClockOffset } from '../virtual-date.ts'
import type { Definition, Invocation, Outcome, WorkerData } from './protocol.ts'

/** One running copy of a function: a worker thread that serves one invocation at a time, as Lambda has it. */
export type Copy = {
  /** Settles when the copy has loaded its code; it fails when that fails. */
  ready: Promise<void>
  invoke(invocation: Invocation): Promise<Outcome>
  /** False once it crashed or timed out; another must take its place. */
  alive(): boolean
  stop(): Promise<void>
}

export const startCopy = (
  definition: Definition,
  offset: ClockOffset,
  print: (line: string) => void,
): Copy => {
  const [module, exported = 'handler'] = definition.handler.split('.')
  const file = pathToFileURL(`${definition.directory}/${module}.mjs`).href
  const data: WorkerData = { offset, file, exported }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: data,
    env: definition.environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
  })
  for (const input of [worker.stdout, worker.stderr]) createInterface({ input }).on('line', print)
  let alive = true
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the function's process ended with code ${code}`)))
  }).catch((error) => {
    alive = false
    throw error
  })
  ended.catch(() => {})
  const next = <T>() => Promise.race([new Promise<T>((resolve) => worker.once('message', resolve)), ended])
  const ready = next<void>()
  ready.catch(() => {})
  return {
    ready,
    alive: () => alive,
    invoke: async (invocation) => {
      await ready
      worker.postMessage(invocation)
      const timeout = deadline(invocation.timeoutMs)
      const outcome = await Promise.race([next<Outcome>(), timeout.passed]).finally(timeout.clear)
      if (outcome !== 'timeout') return outcome
      alive = false
      await worker.terminate()
      return timedOut(invocation)
    },
    stop: async () => {
      alive = false
      await worker.terminate()
    },
  }
}

const deadline = (milliseconds: number) => {
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'timeout')
  })
  return { passed, clear: () => clearTimeout(timer) }
}

const timedOut = ({ context, timeoutMs }: Invocation): Outcome => {
  const errorMessage = `${context.awsRequestId} Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`
  return { ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage, trace: [] } }
}
