import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ClockOffset } from '../core/virtual-date.ts'
import type { Emulator } from './dynoxide.ts'

export type QueuesSettings = { port: number; dataDir: string; region: string; offset: ClockOffset }

/** Runs SQS, SNS and S3 in a thread of their own, where the clock is virtual: delays and timestamps travel too. */
export const startFauxqs = async (settings: QueuesSettings): Promise<Emulator> => {
  const worker = new Worker(new URL('./fauxqs-worker.ts', import.meta.url), {
    workerData: settings,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  await once(worker, 'message')
  return {
    endpoint: `http://127.0.0.1:${settings.port}`,
    stop: async () => {
      const ended = once(worker, 'exit')
      worker.postMessage('stop')
      await ended
    },
  }
}
