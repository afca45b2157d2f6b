import { createApp } from '#adapters/app.ts'
import { operatorWorkspace } from '#adapters/environment.ts'
import { carrierWorker } from '../edge/carrier-worker.ts'
import { receiptWork } from '../edge/receipt-work.ts'

/** What carriers say became of a part. */
export const handler = carrierWorker(createApp(), receiptWork, operatorWorkspace())
