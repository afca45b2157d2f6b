import { createApp } from '#adapters/app.ts'
import { createHandler } from './edge/router.ts'

export const handler = createHandler(createApp())
