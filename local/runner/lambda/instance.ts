import { execFileSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Definition, Invocation, Outcome, WorkerData } from './protocol.ts'

/** What an instance needs beside its definition. `print` takes a line that the function printed, on its error output or not. */
export type Surroundings = Pick<WorkerData, 'offset' | 'traced'> & {
  print(line: string, isError: boolean): void
}

/** One running instance of a function: a worker thread that serves one invocation at a time, as Lambda has it. */
export type Instance = {
  /** Settles when the instance has loaded its code; it fails when that fails. */
  ready: Promise<void>
  invoke(invocation: Invocation): Promise<Outcome>
  /** False once it crashed or timed out; another must take its place. */
  alive(): boolean
  stop(): Promise<void>
}

export const startInstance = (definition: Definition, surroundings: Surroundings): Instance => {
  const worker = startWorker(definition, surroundings)
  let end: Error | undefined
  let answer = Promise.withResolvers<unknown>()
  const finish = (error: Error) => {
    end ??= error
    answer.reject(end)
  }
  worker.on('message', (message) => answer.resolve(message))
  worker.once('error', finish)
  worker.once('exit', (code) => finish(new Error(`the function's process ended with code ${code}`)))
  const ready = answer.promise.then(() => {})
  // A failure may come before anybody waits: it must not count as unhandled.
  ready.catch(() => {})
  const ask = (invocation: Invocation) => {
    answer = Promise.withResolvers()
    if (end) answer.reject(end)
    else worker.postMessage(invocation)
    return answer.promise as Promise<Outcome>
  }
  const stop = async () => {
    end ??= new Error('the function was stopped')
    await worker.terminate()
  }
  return {
    ready,
    stop,
    alive: () => end === undefined,
    invoke: async (invocation) => {
      await ready
      const timeout = deadline(invocation.timeoutMs)
      const outcome = await Promise.race([ask(invocation), timeout.passed]).finally(timeout.clear)
      if (outcome !== 'timeout') return outcome
      // The instance is ended by force below; its error is of no interest.
      answer.promise.catch(() => {})
      await stop()
      return timedOut(invocation)
    },
  }
}

const youngMegabytes = 8

/** As JavaScript, made once: a thread that begins with TypeScript loads its reader first, which takes longer than most functions. */
let madeWorker: URL | undefined
const workerUrl = () => {
  madeWorker ??= makeWorker()
  return madeWorker
}

/** By the program: the functions of esbuild that wait start a thread of their own, which whoever debugs the next thread would meet. */
const makeWorker = () => {
  const program = fileURLToPath(import.meta.resolve('esbuild/bin/esbuild'))
  const file = fileURLToPath(new URL('./worker.ts', import.meta.url))
  const code = execFileSync(program, [file, '--bundle', '--platform=node', '--format=esm'])
  return new URL(`data:text/javascript;base64,${code.toString('base64')}`)
}

const startWorker = (definition: Definition, { offset, traced, print }: Surroundings) => {
  const [module, exported = 'handler'] = definition.handler.split('.')
  const file = pathToFileURL(`${definition.directory}/${module}.mjs`).href
  const data: WorkerData = { offset, traced, file, exported, allowed: definition.allowed }
  const worker = new Worker(workerUrl(), {
    workerData: data,
    env: definition.environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // As in Lambda a function ends that needs more. What is young is kept small: many heaps share this machine.
    resourceLimits: {
      maxOldGenerationSizeMb: definition.memoryMegabytes,
      maxYoungGenerationSizeMb: youngMegabytes,
    },
    stdout: true,
    stderr: true,
  })
  createInterface({ input: worker.stdout }).on('line', (line) => print(line, false))
  createInterface({ input: worker.stderr }).on('line', (line) => print(line, true))
  return worker
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
