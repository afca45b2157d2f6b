import { createApp } from '#adapters/app.ts'
import { createFiles } from '#adapters/media/files.ts'
import { inboxOperations } from '#contract/api/inbox-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { inboxRoutes } from '../http-api/resources/inbox-routes.ts'

export const handler = createHandler({ ...createApp(), files: createFiles() }, inboxOperations, inboxRoutes)
