import { createApp } from '#adapters/app.ts'
import { operatorWorkspace } from '#adapters/environment.ts'
import { carrierWorker } from '../edge/carrier-worker.ts'
import { inboundWork } from '../edge/inbound-work.ts'

/** Customers' texts. */
export const handler = carrierWorker(createApp(), inboundWork, operatorWorkspace())
