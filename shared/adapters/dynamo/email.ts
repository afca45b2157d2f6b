import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { type Email, type EmailSuppression, emailReasons, emailStatuses } from '#domain/emails/email.ts'
import { declareRecord, getRecord, queryRecords } from './record.ts'
import { ids, recordOf } from './schema.ts'
import type { Keys, Table } from './table.ts'

const emailKeys = ({ workspace, id }: Pick<Email, 'workspace' | 'id'>): Keys => ({
  pk: `${workspace}#email#${id}`,
  sk: 'email',
})

export const emailRecord = declareRecord({
  kind: 'email',
  place: { pk: '<workspace>#email#<id>', sk: 'email' },
  keys: emailKeys,
  personal: ['to', 'subject', 'body'],
  keptFor: '30 days, where it is a notice',
  schema: () =>
    recordOf('email', {
      id: ids.email(),
      to: z.string(),
      subject: z.string(),
      body: z.string(),
      contactId: z.optional(ids.contact()),
      status: z.enum(emailStatuses),
      reason: z.optional(z.enum(emailReasons)),
      serviceId: z.optional(z.string()),
      createdAt: z.number(),
      sentAt: z.optional(z.number()),
      expiresAt: z.optional(z.number()),
    }),
})

const suppressionKeys = ({ workspace, address }: Pick<EmailSuppression, 'workspace' | 'address'>): Keys => ({
  pk: `${workspace}#email_suppressions`,
  sk: address,
})

export const emailSuppressionRecord = declareRecord({
  kind: 'email_suppression',
  place: { pk: '<workspace>#email_suppressions', sk: '<address>' },
  keys: suppressionKeys,
  personal: ['address'],
  schema: () =>
    recordOf('email_suppression', {
      address: z.string(),
      reason: z.enum(['bounced', 'complained']),
      emailId: z.optional(ids.email()),
      at: z.number(),
    }),
})

export const emailStore = (table: Table): App['emails'] => ({
  get: (workspace, id, reading) => getRecord(table, [emailRecord], emailKeys({ workspace, id }), reading),
  suppression: (workspace, address, reading) =>
    getRecord(table, [emailSuppressionRecord], suppressionKeys({ workspace, address }), reading),
  suppressions: (workspace, page) =>
    queryRecords(table, [emailSuppressionRecord], { partition: `${workspace}#email_suppressions`, ...page }),
})
