import { createApp } from '#adapters/app.ts'
import { createHandler } from './router.ts'

export const handler = createHandler(createApp())
