import { createApp } from '#adapters/app.ts'
import { createImportFiles } from '#adapters/media/import-files.ts'
import { createJobQueue } from '#adapters/media/job-queue.ts'
import { mediaPlace } from '#adapters/media/media-place.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { jobWork } from './job-work.ts'

const app = { ...createApp(), importFiles: createImportFiles(mediaPlace()), jobQueue: createJobQueue() }

/** Files that people import, a page of rows at a time. */
export const handler = queueWorker(app.log, jobWork(app))
