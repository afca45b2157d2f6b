import type { ParleyEvent } from '#contract/events/events.ts'
import { sendEmail } from '#domain/emails/send-email.ts'
import type { EmailId, WorkspaceId } from '#domain/ids.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type EmailCreated = Extract<ParleyEvent, { type: 'email.created' }>

/** An event of the bus that tells of a new e-mail becomes one use case. */
export const emailWork = (app: Parameters<typeof sendEmail>[0]): QueueWork<EmailCreated> => ({
  parse: busEvent<EmailCreated>,
  about: ({ id, data }) => ({ event: id, emailId: data.email_id }),
  work: ({ workspace, data }) => sendEmail(app, workspace as WorkspaceId, data.email_id as EmailId),
})
