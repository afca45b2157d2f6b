import { createApp } from '#adapters/app.ts'
import { createHandler } from '../http-api/edge/router.ts'

export const handler = createHandler(createApp())
