import { createApp } from '#adapters/app.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { showWork } from './show-work.ts'

const app = createApp()

/** Pages that customers may open of their cases. */
export const handler = queueWorker(app.log, showWork(app))
