import * as z from 'zod/mini'
import type { EmailEvent } from '#domain/emails/record-email-event.ts'
import { openEnvelope, workspaceId } from '../carriers/aws/envelope.ts'
import { type Ignored, ignore, isTime, unneeded } from '../carriers/fields.ts'
import { ids } from '../dynamo/schema.ts'

const tag = <S extends z.ZodMiniType>(value: S) => unneeded(z.tuple([value]))

/** An event of Amazon SES, as a configuration set publishes it to SNS: all but its type may be missing. */
const sesEvent = z.object({
  eventType: z.string(),
  mail: unneeded(
    z.object({ tags: unneeded(z.object({ workspace: tag(workspaceId()), email: tag(ids.email()) })) }),
  ),
  bounce: unneeded(z.object({ bounceType: unneeded(z.string()), timestamp: unneeded(z.iso.datetime()) })),
})

/**
 * What Amazon SES says became of an e-mail, from the queue, where it was put at `queuedAt`. Ignored are e-mails that Parley did
 * not send, and kinds of events that it does not know. Throws on what cannot be read.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const parseEmailEvent = (body: string, queuedAt: number): EmailEvent | Ignored => {
  const { message, at } = openEnvelope(body, queuedAt)
  const { eventType, mail, bounce } = sesEvent.parse(message)
  const [workspace] = mail?.tags?.workspace ?? []
  const [emailId] = mail?.tags?.email ?? []
  if (!workspace || !emailId) return { ignored: 'not_ours' }
  const bouncedAt = Date.parse(bounce?.timestamp ?? '')
  const facts = { workspace, emailId, at: isTime(bouncedAt) ? bouncedAt : at }
  switch (eventType) {
    case 'Delivery':
      return { ...facts, what: 'delivered' }
    case 'Bounce':
      return { ...facts, what: 'bounced', lasting: bounce?.bounceType === 'Permanent' }
    case 'Complaint':
      return { ...facts, what: 'complained' }
    case 'Reject':
      return { ...facts, what: 'rejected' }
    default:
      return ignore(eventType)
  }
}
