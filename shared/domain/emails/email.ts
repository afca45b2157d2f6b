import type { ContactId, EmailId, WorkspaceId } from '../ids.ts'

/** An e-mail to a customer, or a notice to a user of a number. It is sent at most once: where nobody knows whether it was taken it is `unknown`. */
export type Email = {
  kind: 'email'
  workspace: WorkspaceId
  id: EmailId
  to: string
  subject: string
  /** Plain text. */
  body: string
  contactId?: ContactId
  status: EmailStatus
  /** Why it was not sent, or did not arrive. */
  reason?: EmailReason
  /** The id that the mail service gave it. */
  serviceId?: string
  createdAt: number
  /** When it was handed to the mail service. */
  sentAt?: number
  /** When it is forgotten, epoch milliseconds; those to customers are kept. */
  expiresAt?: number
  version: number
}

/**
 * `sending` is written before the request, so that a crash in it is no second e-mail. `sent`: the mail service took it;
 * `delivered`, `bounced`, `complained`: what it said of it later.
 */
export const emailStatuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'unknown',
  'blocked',
  'failed',
  'bounced',
  'complained',
] as const

export type EmailStatus = (typeof emailStatuses)[number]

const emailBlocks = [
  'email_off',
  'no_email_address',
  'do_not_contact',
  'address_bounced',
  'address_complained',
] as const

export type EmailBlock = (typeof emailBlocks)[number]

/**
 * The word of the gate: `email_off` (the workspace has no sender), `no_email_address`, `do_not_contact`, and
 * `address_bounced` or `address_complained` (an earlier one came back, or was called spam). Of the mail service:
 * `email_rejected`, and what made one come back.
 */
export const emailReasons = [
  ...emailBlocks,
  'email_rejected',
  'mailbox_unknown',
  'mailbox_unavailable',
  'called_spam',
] as const

export type EmailReason = (typeof emailReasons)[number]

/** An address that nothing is sent to any more, until a person says otherwise. */
export type EmailSuppression = {
  kind: 'email_suppression'
  workspace: WorkspaceId
  /** In lower case. */
  address: string
  reason: 'bounced' | 'complained'
  emailId?: EmailId
  at: number
  version: number
}

/** Domains have no case, and no mail service that people use has one in front of the @. */
export const addressKey = (address: string): string => address.trim().toLowerCase()
