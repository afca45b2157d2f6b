import { createApp } from '#adapters/app.ts'
import { createFiles } from '#adapters/media/files.ts'
import { caseOperations } from '#contract/api/cases.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { caseRoutes } from '../http-api/resources/cases.ts'

export const handler = createHandler({ ...createApp(), files: createFiles() }, caseOperations, caseRoutes)
