import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import {
  contactId,
  emailAddress,
  emailId,
  later,
  named,
  page,
  pageQuery,
  text,
  timestamp,
  words,
} from './shapes.ts'

/** Why an e-mail may not leave, or did not arrive. */
const emailReason = named('EmailReason', () =>
  z.enum([
    'email_off',
    'no_email_address',
    'do_not_contact',
    'address_bounced',
    'address_complained',
    'email_rejected',
    'mailbox_unknown',
    'mailbox_unavailable',
    'called_spam',
  ]),
)

export const email = named('Email', () =>
  z.object({
    id: emailId,
    to: z.string(),
    subject: z.string(),
    body: z.string(),
    contact_id: z.optional(contactId),
    status: z.enum([
      'queued',
      'sending',
      'sent',
      'delivered',
      'unknown',
      'blocked',
      'failed',
      'bounced',
      'complained',
    ]),
    reason: z.optional(emailReason()),
    created_at: timestamp,
    sent_at: z.optional(timestamp),
  }),
)

export const emailSuppression = named('EmailSuppression', () =>
  z.object({
    address: z.string(),
    reason: z.enum(['bounced', 'complained']),
    email_id: z.optional(emailId),
    at: timestamp,
  }),
)

/** One line: what stands behind a line end would be a header of its own. */
const subject = later(() => words(200).check(z.regex(/^[^\r\n]*$/, { error: 'A subject is one line.' })))

export const emailOperations = {
  createEmail: {
    method: 'POST',
    path: '/v1/emails',
    summary: 'Send an e-mail to a contact: to the first of its addresses, or to the one that is named',
    scope: 'send',
    body: () =>
      z.strictObject({
        contact_id: contactId,
        to: z.optional(emailAddress),
        subject,
        body: text(20_000).check(z.minLength(1)),
      }),
    response: email,
    status: 202,
  },
  getEmail: {
    method: 'GET',
    path: '/v1/emails/{id}',
    summary: 'One e-mail, and what became of it',
    scope: 'read',
    params: () => z.object({ id: emailId }),
    response: email,
    status: 200,
  },
  listEmailSuppressions: {
    method: 'GET',
    path: '/v1/email_suppressions',
    summary: 'Addresses that get no e-mails any more, by their letters',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(emailSuppression),
    status: 200,
  },
  deleteEmailSuppression: {
    method: 'DELETE',
    path: '/v1/email_suppressions/{address}',
    summary: 'Let an address get e-mails again',
    scope: 'manage',
    role: 'admin',
    params: () => z.object({ address: emailAddress }),
    response: () => z.undefined(),
    status: 204,
  },
} as const satisfies Record<string, Operation>
