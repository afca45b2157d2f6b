import { createApp } from '#adapters/app.ts'
import { operations } from '#contract/api/operations.ts'
import { createHandler } from './edge/router.ts'
import { routes } from './resources/routes.ts'

export const handler = createHandler(createApp(), operations, routes)
