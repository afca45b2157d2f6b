import { createApp } from '#adapters/app.ts'
import { createFiles } from '#adapters/media/files.ts'
import { createJobQueue } from '#adapters/media/job-queue.ts'
import { jobOperations } from '#contract/api/job-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { jobRoutes } from '../http-api/resources/job-routes.ts'

const app = { ...createApp(), files: createFiles(), jobQueue: createJobQueue() }

export const handler = createHandler(app, jobOperations, jobRoutes)
