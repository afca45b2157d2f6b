import type * as contract from '#contract/api/emails.ts'
import type { Shape } from '#contract/api/operation.ts'
import { createEmail, readEmail } from '#domain/emails/create-email.ts'
import type { EmailSuppression } from '#domain/emails/email.ts'
import { liftEmailSuppression, listEmailSuppressions } from '#domain/emails/suppressions.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'
import { presentEmail } from './present-email.ts'

export const emailRoutes: Routes<typeof contract.emailOperations> = {
  createEmail: async ({ app, principal, body: { contact_id: contactId, ...words } }) =>
    presentEmail(await createEmail(app, principal, { contactId, ...words })),
  getEmail: async ({ app, principal, params }) => presentEmail(await readEmail(app, principal, params.id)),
  listEmailSuppressions: async ({ app, principal, query }) =>
    presentPage(await listEmailSuppressions(app, principal, query), presentSuppression),
  deleteEmailSuppression: async ({ app, principal, params }) => {
    await liftEmailSuppression(app, principal, params.address)
    return undefined
  },
}

const presentSuppression = ({
  address,
  reason,
  emailId,
  at,
}: EmailSuppression): Shape<typeof contract.emailSuppression> => ({
  ...{ address, reason, email_id: emailId, at: time(at) },
})
