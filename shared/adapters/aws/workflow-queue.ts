import type { App } from '#domain/app.ts'
import { ownRegion, variable } from '../environment.ts'
import { sendJob } from '../media/signed-requests.ts'

/** The queue of run-workflows, beside the events of the bus. */
export const createWorkflowQueue = (): App['workflowQueue'] => ({
  send: (wait) => sendJob(ownRegion(), variable('WORKFLOW_QUEUE_URL'), { wait }),
})
