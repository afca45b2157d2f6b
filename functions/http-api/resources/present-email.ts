import type * as contract from '#contract/api/emails.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Email } from '#domain/emails/email.ts'
import { optionalTime, time } from './present.ts'

export const presentEmail = (email: Email): Shape<typeof contract.email> => ({
  id: email.id,
  to: email.to,
  subject: email.subject,
  body: email.body,
  contact_id: email.contactId,
  status: email.status,
  reason: email.reason,
  created_at: time(email.createdAt),
  sent_at: optionalTime(email.sentAt),
})
