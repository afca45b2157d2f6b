import { createApp } from '#adapters/app.ts'
import { variable } from '#adapters/environment.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { noticeWork } from './notice-work.ts'

const app = { ...createApp(), portalUrl: variable('PORTAL_URL') }

/** Texts of customers and notes, one at a time: the users of their number are told, and who is mentioned is called. */
export const handler = queueWorker(app.log, noticeWork(app))
