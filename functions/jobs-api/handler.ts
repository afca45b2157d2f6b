import { createApp } from '#adapters/app.ts'
import { createFiles } from '#adapters/media/files.ts'
import { createJobQueue } from '#adapters/media/job-queue.ts'
import { importOperations } from '#contract/api/imports.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { importRoutes } from '../http-api/resources/imports.ts'

const app = { ...createApp(), files: createFiles(), jobQueue: createJobQueue() }

export const handler = createHandler(app, importOperations, importRoutes)
