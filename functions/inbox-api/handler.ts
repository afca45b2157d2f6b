import { createApp } from '#adapters/app.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { pushServicesOf } from '#adapters/pushes/services.ts'
import { inboxOperations } from '#contract/api/inbox-operations.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { inboxRoutes } from '../http-api/resources/inbox-routes.ts'

const app = {
  ...createApp(),
  files: createFiles(),
  renderer: rendererAtNeed(),
  portalUrl: variable('PORTAL_URL'),
  pushServices: pushServicesOf(process.env),
}

export const handler = createHandler(app, inboxOperations, inboxRoutes)
