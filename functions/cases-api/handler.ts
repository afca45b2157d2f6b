import { createApp } from '#adapters/app.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { caseOperations } from '#contract/api/cases.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { caseRoutes } from '../http-api/resources/cases.ts'

const app = {
  ...createApp(),
  files: createFiles(),
  renderer: rendererAtNeed(),
  portalUrl: variable('PORTAL_URL'),
}

export const handler = createHandler(app, caseOperations, caseRoutes)
