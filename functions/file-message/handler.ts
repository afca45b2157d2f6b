import { createApp } from '#adapters/app.ts'
import { variable } from '#adapters/environment.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { filingWork } from './filing-work.ts'

const app = {
  ...createApp(),
  files: createFiles(),
  renderer: rendererAtNeed(),
  portalUrl: variable('PORTAL_URL'),
}

/** Texts that are filed to a case, and what customers are told of theirs. */
export const handler = queueWorker(app.log, filingWork(app))
