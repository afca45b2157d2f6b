import { createApp } from '#adapters/app.ts'
import { operatorWorkspace } from '#adapters/environment.ts'
import { carrierWorker } from '../edge/carrier-work.ts'

/** Customers' texts. */
export const handler = carrierWorker(createApp(), 'inbound', operatorWorkspace())
