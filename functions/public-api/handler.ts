import { log } from '#adapters/log.ts'
import { createPublicHandler } from './router.ts'
import { surfaces } from './surfaces.ts'

/** What people open without a token, by the portal's address. Whatever it reads lies under `link#` in the table. */
export const handler = createPublicHandler(log, surfaces)
