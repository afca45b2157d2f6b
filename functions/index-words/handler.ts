import { createApp } from '#adapters/app.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { indexWork } from './index-work.ts'

const app = createApp()

/** Texts of workspaces that search the words of their texts. */
export const handler = queueWorker(app.log, indexWork(app))
