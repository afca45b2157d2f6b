import { createApp } from '#adapters/app.ts'
import { adminOperations } from '#contract/api/admin-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { adminRoutes } from '../http-api/resources/admin-routes.ts'

export const handler = createHandler(createApp(), adminOperations, adminRoutes)
