import { createApp } from '#adapters/app.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { assignmentWork } from './assignment-work.ts'

const app = createApp()

/** What changed, one event at a time: conversations that wait for a team go to whoever has room now. */
export const handler = queueWorker(app.log, assignmentWork(app))
