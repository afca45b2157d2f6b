import { createApp } from '#adapters/app.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { filingWork } from './filing-work.ts'

const app = createApp()

/** Texts that are filed to a case. */
export const handler = queueWorker(app.log, filingWork(app))
